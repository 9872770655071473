/** K03: each Go tree on PATH is whole and of one version. A tarball unpacked over an older tree leaves files behind (E15). */
import { defineCheck } from '../check.ts'
import { say } from '../phrase.ts'
import { readGoInstalls, type GoInstall } from '../probes/go-installs.ts'
import { lookAtTree, type GoTree } from '../probes/go-tree.ts'
import { shell } from '../shell.ts'
import { replaceGo } from '../toolchains/install-commands.ts'

interface Looked {
  readonly install: GoInstall
  readonly tree: GoTree
}

/** More than these are not looked at: each costs a process and some hundred small files. */
const atMost = 4

type Fault = 'redeclared' | 'incomplete' | 'other-binary' | 'tool-fails'

/** The first thing wrong with a tree; null where it is whole. */
const faultOf = ({ tree }: Looked): Fault | null => {
  if (tree.missing.length > 0) return 'incomplete'
  if (tree.redeclared.length > 0) return 'redeclared'
  const versions = [tree.versionFile, ...tree.tools.map(({ version }) => version)].filter((version) => version !== null)
  if (new Set(versions).size > 1) return 'other-binary'
  return tree.tools.some(({ problem }) => problem !== null) || tree.listProblem !== null ? 'tool-fails' : null
}

export const check = defineCheck({
  key: 'go.tree.mixed',
  category: 'toolchain',
  severity: 'high',
  references: [
    { title: 'Go: remove the old tree before unpacking a new one', url: 'https://go.dev/doc/install' },
    { title: 'All releases, with their SHA-256', url: 'https://go.dev/dl/' },
  ],
  words: {
    en: {
      title: 'Each Go tree is whole and of one version',
      why: 'Unpacking a new Go over an old one leaves files that no longer exist in the new. go version works, but every build stops with "redeclared in this block" inside the standard library.',
      says: {
        whole: '{go} is whole and of one piece.',
        redeclared:
          '{goroot} mixes two versions: {name} of package {package} is declared in two files that are both compiled.',
        incomplete: '{goroot} is not a whole Go: {part} is missing.',
        'other-binary': 'In {goroot}, the programs and the VERSION file are of different versions: {versions}.',
        'tool-fails': 'A program of {goroot} does not run: {problem}.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        'files-only':
          'Not checked further: {goroot} has all its parts, but only its own programs can tell whether they fit together.',
        unread: 'Not checked to the end: the source files of {goroot} could not be searched ({problem}).',
        'version-file': 'VERSION file',
        tool: 'Version of the program',
        'read-files': 'Source files of runtime, os, syscall and what they need, read for names declared twice',
        'read-count': '{count} files, none declared twice',
        twice: '{name} of package {package} is declared twice',
        absent: 'Part that every Go has',
        there: 'there',
        list: 'Files to compile, as go lists them',
        'one-file': 'one declaration',
        over: 'A newer archive was unpacked over an older tree, without removing that first.',
        half: 'An installation was interrupted, or files were deleted by hand.',
      },
      fixes: {
        archive: {
          title: 'Move {goroot} aside and unpack {version} afresh',
          when: 'If this tree came from an archive, then put a fresh one in its place. It is downloaded from go.dev and held against its published SHA-256 before anything is moved.',
        },
        package: {
          title: 'Move {goroot} aside and install its packages again',
          when: 'If this tree belongs to packages ({packages}), then only a fresh installation removes what they do not know.',
        },
        again: {
          title: 'Install {version} again with what put it into {goroot}',
          when: 'If a version manager made this tree, then remove that version with it and install it again; never repair single files.',
        },
      },
    },
    'zh-CN': {
      title: '每个 Go 目录都完整且只属于一个版本',
      why: '把新的 Go 解压到旧目录上，会留下新版本中已不存在的文件。go version 照常工作，但每次构建都会停在标准库里的 “redeclared in this block”。',
      says: {
        whole: '{go} 完整且一致。',
        redeclared: '{goroot} 混合了两个版本：包 {package} 的 {name} 在两个都会被编译的文件中声明。',
        incomplete: '{goroot} 不是完整的 Go：缺少 {part}。',
        'other-binary': '{goroot} 中的程序与 VERSION 文件版本不一致：{versions}。',
        'tool-fails': '{goroot} 中有程序无法运行：{problem}。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        'files-only': '未进一步检查：{goroot} 的各部分都在，但只有运行它自己的程序才能知道它们是否一致。',
        unread: '未检查完：无法搜索 {goroot} 的源文件（{problem}）。',
        'version-file': 'VERSION 文件',
        tool: '程序的版本',
        'read-files': '为查找重复声明而读取的源文件（runtime、os、syscall 及其依赖）',
        'read-count': '{count} 个文件，没有重复声明',
        twice: '包 {package} 的 {name} 被声明了两次',
        absent: '每个 Go 都有的部分',
        there: '存在',
        list: 'go 列出的要编译的文件',
        'one-file': '只声明一次',
        over: '较新的归档被解压到旧目录上，而没有先删除旧目录。',
        half: '安装中途被打断，或有文件被手动删除。',
      },
      fixes: {
        archive: {
          title: '把 {goroot} 移到一边，重新解压 {version}',
          when: '如果这个目录来自归档文件，就换上全新的一份。它从 go.dev 下载，核对官方公布的 SHA-256 之后才会移动任何东西。',
        },
        package: {
          title: '把 {goroot} 移到一边，重新安装它的软件包',
          when: '如果这个目录属于软件包（{packages}），只有重新安装才能去掉软件包不认识的文件。',
        },
        again: {
          title: '用当初的工具在 {goroot} 重新安装 {version}',
          when: '如果这个目录由版本管理工具创建，就用该工具删除这个版本再重新安装；不要修补单个文件。',
        },
      },
    },
  },
  look: async (host) => {
    const { installs } = await readGoInstalls(host)
    const reached = installs.filter(({ reached: by }) => by.length > 0)
    const chosen = (reached.length > 0 ? reached : installs).slice(0, atMost)
    const looked = await Promise.all(
      chosen.map(async (install): Promise<Looked> => ({ install, tree: await lookAtTree(host, install.goroot) })),
    )
    return { looked, canRun: host.canRun }
  },
  judge: ({ looked, canRun }) => {
    const [first] = looked
    if (!first) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const evidence = looked.flatMap(({ tree }) => [
      { label: 'version-file', source: `${tree.goroot}/VERSION`, observed: tree.versionFile } as const,
      ...tree.tools.map(
        ({ source, version, problem }) =>
          ({ label: 'tool', source, observed: version ?? problem, expected: tree.versionFile }) as const,
      ),
      ...tree.missing.map(
        (part) => ({ label: 'absent', source: part, observed: null, expected: say('there') }) as const,
      ),
      ...tree.redeclared.slice(0, 5).map(({ name, package: path, files }) => ({
        label: say('twice', { name, package: path }),
        source: files[0],
        observed: files[1],
        expected: say('one-file'),
      })),
      ...(tree.redeclared.length === 0 && tree.read > 0
        ? [
            {
              label: 'read-files',
              source: `${tree.goroot}/src`,
              observed: say('read-count', { count: tree.read }),
            } as const,
          ]
        : []),
      ...(tree.listProblem === null
        ? []
        : [{ label: 'list', source: `${tree.goroot}/bin/go list`, observed: tree.listProblem } as const]),
    ])
    for (const one of looked) {
      const fault = faultOf(one)
      const { tree } = one
      if (fault === null) continue
      const twice = tree.redeclared[0]
      const versions = [tree.versionFile, ...tree.tools.map(({ version }) => version)].filter(
        (version) => version !== null,
      )
      const values = {
        goroot: tree.goroot,
        name: twice?.name ?? '',
        package: twice?.package ?? '',
        part: tree.missing[0] ?? '',
        versions: [...new Set(versions)],
        problem: tree.tools.find(({ problem }) => problem !== null)?.problem ?? tree.listProblem ?? '',
      }
      return {
        result: 'fail',
        says: say(fault, values),
        ...(fault === 'redeclared' && twice
          ? {
              found: twice.files.map((file) => file.slice(file.lastIndexOf('/') + 1)).join(', '),
              expected: say('one-file'),
            }
          : {}),
        evidence,
        causes: [{ likelihood: 'likely', says: fault === 'redeclared' || fault === 'other-binary' ? 'over' : 'half' }],
      }
    }
    if (!canRun) return { result: 'notchecked', says: say('files-only', { goroot: first.tree.goroot }), evidence }
    const unread = looked.find(({ tree }) => tree.readProblem !== null)?.tree
    if (unread) {
      const values = { goroot: unread.goroot, problem: unread.readProblem ?? '' }
      return { result: 'notchecked', says: say('unread', values), evidence }
    }
    const go = looked.map(({ tree }) => `${tree.versionFile ?? 'Go'} (${tree.goroot})`)
    return { result: 'pass', says: say('whole', { go }), evidence }
  },
  fixes: ({ looked }, { distro, arch }) => {
    const wrong = looked.find((one) => faultOf(one) !== null)
    if (!wrong) return []
    const { goroot, owner, version } = wrong.install
    const aside = `${goroot}.mixed`
    const values = { goroot, version: version ?? 'Go' }
    const isOwn = goroot.startsWith('/home/') || goroot.startsWith('/root/')
    const sudo = isOwn ? '' : 'sudo '
    if (owner) {
      const { packages, command } = reinstall(owner.manager, owner.package, distro.family)
      return [
        {
          id: 'package',
          values: { goroot, packages: packages.join(', ') },
          privilege: 'root',
          activation: 'now',
          commands: [shell`sudo mv ${goroot} ${aside}`, `${command} ${shell`${packages}`}`],
          undo: {
            level: 'full',
            commands: [shell`sudo mv ${goroot} ${`${goroot}.new`}`, shell`sudo mv ${aside} ${goroot}`],
          },
        },
      ]
    }
    if (version === null || arch.goarch === null || /\/(\.gvm|\.goenv|\.asdf|mise|snap|nix)\//.test(goroot)) {
      return [
        {
          id: 'again',
          values,
          privilege: 'user',
          activation: 'now',
          commands: [],
          undo: { level: 'full', commands: [] },
        },
      ]
    }
    return [
      {
        id: 'archive',
        values,
        privilege: isOwn ? 'user' : 'root',
        activation: 'now',
        commands: replaceGo(version, arch.goarch, { goroot, aside }, sudo),
        undo: {
          level: 'full',
          commands: [`${sudo}${shell`mv ${goroot} ${`${goroot}.fresh`}`}`, `${sudo}${shell`mv ${aside} ${goroot}`}`],
        },
      },
    ]
  },
})

/** The packages of a whole Go, and how each manager puts them back. */
const reinstall = (
  manager: string,
  name: string,
  family: string,
): { readonly packages: readonly string[]; readonly command: string } => {
  switch (manager) {
    case 'dpkg':
      return { packages: [name, name.replace(/-go$/, '-src')], command: 'sudo apt-get install --reinstall' }
    case 'rpm':
      return family === 'suse'
        ? { packages: [name], command: 'sudo zypper install --force' }
        : { packages: ['golang', 'golang-bin', 'golang-src'], command: 'sudo dnf reinstall' }
    case 'pacman':
      return { packages: [name], command: 'sudo pacman -S' }
    default:
      return { packages: [name], command: 'sudo apk fix --reinstall' }
  }
}
