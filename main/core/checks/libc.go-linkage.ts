/** K04: the go command finds the loader and the C library that it was linked with, if it needs any. Read from its ELF, never by ldd. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { packageCommands } from '../distros/families.ts'
import type { Ran, ReadableHost } from '../host.ts'
import { goarchOfElf } from '../inspect/elf-goarch.ts'
import { compareVersions, highestVersion } from '../inspect/elf-versions.ts'
import type { Elf } from '../inspect/elf.ts'
import { installNewestGo, removeInstalledGo } from '../toolchains/install-commands.ts'
import { say } from '../phrase.ts'
import { readGoBinary } from '../probes/go-binary.ts'
import { neutrally } from '../probes/go-command.ts'
import { findGlibc, libcOfLoader } from '../probes/libc.ts'
import { describeRan, requireOwn } from '../probes/describe-ran.ts'

/** What a dynamic go needs and what of it is here. */
interface Linkage {
  readonly loader: string
  readonly hasLoader: boolean
  readonly libc: 'glibc' | 'musl' | 'unknown'
  /** The glibc that the loader would use; null where it is not glibc or its library was not found. */
  readonly library: Elf | null
  /** How `go version` ended; null where nothing can be run. */
  readonly ran: Ran | null
}

type Codes =
  | 'binary'
  | 'loader'
  | 'library'
  | 'run'
  | 'interpreted'
  | 'present'
  | 'glibcNeeded'
  | 'glibcHere'
  | 'starts'
  | 'static'

const readLinkage = async (host: ReadableHost, elf: Elf, loader: string): Promise<Linkage> => {
  const libc = libcOfLoader(loader)
  const [status, library, ran] = await Promise.all([
    host.status(loader),
    libc === 'glibc' ? findGlibc(host, loader) : null,
    host.canRun ? host.run({ argv: [elf.path, 'version'], env: neutrally, cwd: '/', timeoutMs: 5_000 }) : null,
  ])
  if (ran) requireOwn(ran)
  return { loader, hasLoader: status.ok && status.value.kind === 'file', libc, library, ran }
}

/** The versions of glibc's symbols that go wants and this glibc does not offer. */
const missingVersions = (elf: Elf, library: Elf): readonly string[] =>
  elf.wants
    .filter((want) => want.library === 'libc.so.6')
    .flatMap((want) => want.versions)
    .filter((version) => !library.offers.includes(version))

const isStarted = (ran: Ran | null): boolean => ran?.kind === 'exited' && ran.code === 0

export const check = defineCheck({
  key: 'libc.go-linkage',
  category: 'libc',
  severity: 'high',
  references: [
    { title: 'Perfectly reproducible, verified Go toolchains', url: 'https://go.dev/blog/rebuild' },
    { title: 'Go 1.21 release notes', url: 'https://go.dev/doc/go1.21' },
    { title: 'ld.so(8)', url: 'https://man7.org/linux/man-pages/man8/ld.so.8.html' },
  ],
  words: {
    en: {
      title: 'The go command fits the C library of this system',
      why: 'Without its loader go does not start, and Linux says "not found" although the file is there. With a C library that is too old it stops with "version GLIBC_… not found".',
      says: {
        static: '{go} is static: it needs no C library, so it runs with any of them.',
        fits: '{go} needs {loader} and, of glibc, {needed}. Both are here.',
        starts: '{go} needs {loader}, which is here, and it starts.',
        'no-loader': '{go} needs the loader {loader}, which is not on this system.',
        'too-old': '{go} needs {needed}; the glibc that it finds here offers up to {offered}.',
        'does-not-start': '{go} and its loader are here, but it does not start: {detail}.',
        'cannot-tell': '{loader} is here, but the C library that it uses was not found, and nothing can be run.',
        launcher: 'Not checked: {go} is not a program but starts one, and which is not known.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        binary: 'Linkage of the go command',
        loader: 'Loader that it names (PT_INTERP)',
        library: 'C library beside the loader',
        run: 'go version',
        interpreted: 'dynamic, needs {needed}',
        present: 'a file',
        glibcNeeded: 'glibc {needed} or newer',
        glibcHere: 'glibc with symbols up to {offered}',
        staticOr: 'a static go, or {loader}',
        nothing: 'no {loader}',
        musl: 'This system has musl. Builds of Go before 1.21, and go commands built with cgo, are linked with glibc.',
        nixos: 'NixOS keeps its loader in /nix/store; programs made for other systems do not find it.',
        foreign: 'The go command was built on a newer system than this one.',
      },
      fixes: {
        current: {
          title: 'Unpack the newest Go in ~/.local/go',
          when: 'If you want a Go for yourself, without administrator rights, then use the one from go.dev: since 1.21 it is static. Put ~/.local/go/bin first on PATH afterwards.',
        },
        package: {
          title: "Install the distribution's Go: {packages}",
          when: 'If the Go of your distribution is new enough for you, then install it: it is built for this C library.',
          undo: 'Removing the package does not bring back versions that were there before.',
        },
        declare: {
          title: 'Put go into the configuration of NixOS',
          when: 'If this system should have Go, then add pkgs.go to environment.systemPackages, or use it from a development shell (nix-shell -p go).',
        },
      },
    },
    'zh-CN': {
      title: 'go 命令与本系统的 C 库相符',
      why: '找不到加载器时 go 无法启动，Linux 会说 “not found”，尽管文件就在那里。C 库太旧时，go 会以 “version GLIBC_… not found” 停止。',
      says: {
        static: '{go} 是静态链接的：不需要 C 库，因此在哪种 C 库上都能运行。',
        fits: '{go} 需要 {loader} 和 glibc 的 {needed}，这里都有。',
        starts: '{go} 需要 {loader}，这里有，并且能启动。',
        'no-loader': '{go} 需要加载器 {loader}，而本系统没有它。',
        'too-old': '{go} 需要 {needed}，而它在这里找到的 glibc 最高只提供 {offered}。',
        'does-not-start': '{go} 和它的加载器都在，但它无法启动：{detail}。',
        'cannot-tell': '{loader} 在，但没有找到它所用的 C 库，而这里又不能运行任何程序。',
        launcher: '未检查：{go} 本身不是程序，而是启动另一个程序，不知道是哪一个。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        binary: 'go 命令的链接方式',
        loader: '它指定的加载器（PT_INTERP）',
        library: '加载器旁边的 C 库',
        run: 'go version',
        interpreted: '动态链接，需要 {needed}',
        present: '一个文件',
        glibcNeeded: 'glibc {needed} 或更新',
        glibcHere: 'glibc，符号版本最高到 {offered}',
        staticOr: '静态的 go，或者有 {loader}',
        nothing: '没有 {loader}',
        musl: '本系统使用 musl。Go 1.21 之前的构建，以及用 cgo 构建的 go 命令，链接的是 glibc。',
        nixos: 'NixOS 把加载器放在 /nix/store 里，为其他系统制作的程序找不到它。',
        foreign: '这个 go 命令是在比本系统更新的系统上构建的。',
      },
      fixes: {
        current: {
          title: '把最新的 Go 解压到 ~/.local/go',
          when: '如果想不用管理员权限为自己装一个 Go，就用 go.dev 的版本：从 1.21 起它是静态的。之后把 ~/.local/go/bin 放到 PATH 的最前面。',
        },
        package: {
          title: '安装发行版的 Go：{packages}',
          when: '如果发行版的 Go 对你来说够新，就安装它：它是为这个 C 库构建的。',
          undo: '卸载软件包不会恢复之前的版本。',
        },
        declare: {
          title: '把 go 写进 NixOS 的配置',
          when: '如果这个系统应该有 Go，就把 pkgs.go 加到 environment.systemPackages，或在开发 shell 中使用它（nix-shell -p go）。',
        },
      },
    },
  },
  look: async (host) => {
    const go = await readGoBinary(host)
    if (!go?.elf) return { go, linkage: null }
    const { elf } = go
    return { go, linkage: elf.interpreter === null ? null : await readLinkage(host, elf, elf.interpreter) }
  },
  judge: ({ go, linkage }, facts) => {
    if (!go) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    if (!go.elf) return { result: 'notchecked', says: say('launcher', { go: go.path }), evidence: [] }
    if (!linkage) {
      const binary = { label: 'binary', source: go.path, observed: say('static', { go: go.path }) } as const
      return { result: 'pass', says: say('static', { go: go.path }), evidence: [binary] }
    }
    const { elf } = go
    const { loader, library, ran } = linkage
    const needed = highestVersion(
      elf.wants.flatMap((want) => want.versions),
      'GLIBC_',
    )
    const offered = library && highestVersion(library.offers, 'GLIBC_')
    const values = { go: go.path, loader, needed: `GLIBC_${needed ?? '?'}`, offered: `GLIBC_${offered ?? '?'}` }
    const evidence: readonly Measured<Codes>[] = [
      {
        label: 'binary',
        source: go.path,
        observed: say('interpreted', { needed: [...elf.needed, ...(needed ? [`GLIBC_${needed}`] : [])] }),
      },
      {
        label: 'loader',
        source: loader,
        observed: linkage.hasLoader ? say('present') : null,
        expected: say('present'),
      },
      ...(library && needed && offered
        ? [
            {
              label: 'library',
              source: library.path,
              observed: say('glibcHere', values),
              expected: say('glibcNeeded', { needed }),
            } as const,
          ]
        : []),
      ...(ran ? [{ label: 'run', source: `${go.path} version`, observed: firstWords(ran) } as const] : []),
    ]
    if (!linkage.hasLoader && !isStarted(ran)) {
      const causes =
        facts.distro.family === 'nixos'
          ? ([{ likelihood: 'likely', says: 'nixos' }] as const)
          : facts.libc.kind === 'musl' && linkage.libc === 'glibc'
            ? ([{ likelihood: 'likely', says: 'musl' }] as const)
            : []
      const found = say('nothing', values)
      return {
        result: 'fail',
        says: say('no-loader', values),
        found,
        expected: say('staticOr', values),
        evidence,
        causes,
      }
    }
    const lacking = library ? missingVersions(elf, library) : []
    if (lacking.length > 0 && !isStarted(ran)) {
      const wanted = highestVersion(lacking, 'GLIBC_') ?? needed ?? '?'
      return {
        result: 'fail',
        says: say('too-old', { ...values, needed: `GLIBC_${wanted}` }),
        found: say('glibcHere', values),
        expected: say('glibcNeeded', { needed: wanted }),
        evidence,
        causes: [{ likelihood: 'likely', says: 'foreign' }],
      }
    }
    if (ran && !isStarted(ran)) {
      return { result: 'fail', says: say('does-not-start', { ...values, detail: describeRan(ran) }), evidence }
    }
    if (library && needed && offered && compareVersions(needed, offered) <= 0) {
      return { result: 'pass', says: say('fits', values), evidence }
    }
    if (ran) return { result: 'pass', says: say('starts', values), evidence }
    return { result: 'unknown', says: say('cannot-tell', values), evidence }
  },
  fixes: ({ go, linkage }, facts) => {
    if (!go?.elf || !linkage) return []
    const goarch = goarchOfElf(go.elf)
    const packages = packageCommands(facts.distro, 'go')
    const fixes: DescribedFix<'current' | 'package' | 'declare'>[] = []
    if (goarch !== null) {
      fixes.push({
        id: 'current',
        privilege: 'user',
        activation: 'new-shell',
        commands: installNewestGo(goarch),
        undo: { level: 'full', commands: removeInstalledGo },
      })
    }
    if (packages) {
      fixes.push({
        id: 'package',
        values: { packages: packages.packages.join(' ') },
        privilege: 'root',
        activation: packages.activation,
        commands: [packages.install],
        undo: { level: 'partial', commands: [packages.remove] },
      })
    } else if (facts.distro.family === 'nixos') {
      fixes.push({
        id: 'declare',
        privilege: 'root',
        activation: 'now',
        commands: [],
        undo: { level: 'full', commands: [] },
      })
    }
    return fixes
  },
})

/** What `go version` said, or how it ended. */
const firstWords = (ran: Ran): string =>
  ran.kind === 'exited' && ran.code === 0 ? ran.stdout.trim().slice(0, 200) : describeRan(ran)
