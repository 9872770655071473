/** K01: one Go answers to the name `go`. Every tree on this machine is looked for, on PATH and in the well-known places. */
import type { Text } from '#contract'
import { defineCheck } from '../check.ts'
import { compareGoVersions } from '../go-version.ts'
import { pathEdit, readLoginFile } from '../path-edit.ts'
import { inEveryLanguage, listOf, say } from '../phrase.ts'
import { readGoInstalls, type GoInstall } from '../probes/go-installs.ts'
import { contextTexts } from '../probes/sessions.ts'
import { removalOf, setAside } from '../remove-go.ts'

/** Sessions by where in their PATH a tree stands: first, or behind another. */
const sessionsOf = ({ reached }: GoInstall, isFirst: boolean): Text =>
  listOf(
    [...new Set(reached.filter((one) => one.isFirst === isFirst).map(({ context }) => context))].map(
      (name) => contextTexts[name],
    ),
  )

const isReached = ({ reached }: GoInstall): boolean => reached.length > 0
const runsSomewhere = ({ reached }: GoInstall): boolean => reached.some(({ isFirst }) => isFirst)
const nameOf = ({ version, goroot }: GoInstall): string => `${version ?? 'Go'} (${goroot})`
const differ = (installs: readonly GoInstall[]): boolean => new Set(installs.map(({ version }) => version)).size > 1

export const check = defineCheck({
  key: 'go.install.mixed',
  category: 'toolchain',
  severity: 'medium',
  references: [
    { title: 'Go: download and install', url: 'https://go.dev/doc/install' },
    { title: 'Go: managing several versions', url: 'https://go.dev/doc/manage-install' },
  ],
  words: {
    en: {
      title: 'One Go answers to the name go',
      why: 'With several versions on PATH, the order decides which one builds: a terminal, an editor and a service may each get another, and an update of one changes nothing for the others.',
      says: {
        one: 'One Go is installed: {go}.',
        unreached: 'One Go is installed, and the name go leads to it in no session: {go}.',
        missing: 'No Go was found, on the PATH of any session or in the usual places.',
        'not-on-disk': 'No Go was found in the usual places of this disk.',
        same: '{count} copies of the same version are installed: {list}.',
        beside: '{first} is the only one on PATH; beside it there are: {list}.',
        stranger: 'In these sessions go is no Go, or one that would not say which: {sessions}.',
        none: 'Several are installed, none of them on the PATH of any session: {list}.',
        shadowed: '{count} different versions are on PATH: {list}. Which one runs depends on the order.',
        go: 'Go found',
        'first-in': '{go}; runs in: {sessions}',
        'behind-in': '{go}; hidden behind another in: {sessions}',
        'off-path': '{go}; on no PATH',
        owned: '{found}; from package {package}',
        'no-go': 'A program named go that is no Go, or would not say which',
        expected: 'one version on PATH',
        'expected-go': 'a go',
        'found-list': '{list}',
        appended:
          'The usual line of installation guides, PATH=$PATH:/usr/local/go/bin, adds at the end: the Go of the distribution, which stands before it, goes on running.',
        places: 'Looked for go',
        'places-source': 'PATH of every session, and the well-known places',
      },
      fixes: {
        prefer: {
          title: 'Let {version} run everywhere: put {directory} first on PATH in {file}',
          when: 'If the others should stay installed, then decide by PATH which one runs, and log in again.',
        },
        remove: {
          title: 'Remove {what} with its package manager',
          when: 'If you do not need that one, then remove its packages; look at the list that is shown before you agree.',
          tradeoff: 'Other packages that need it are removed with it.',
          undo: 'The packages can be installed again, maybe in a newer version.',
        },
        aside: {
          title: 'Move {what} aside',
          when: 'If you do not need that one and no package manager knows it, then move it out of the way; nothing is deleted.',
        },
        distribution: {
          title: 'Install the Go of the distribution',
          when: 'If the version that the distribution offers is new enough for you, then install its package.',
        },
        download: {
          title: 'Install the current Go from go.dev into your home',
          when: 'If you want the newest Go without administrator rights, then download it from https://go.dev/dl/, compare its SHA-256 with the one on that page, and unpack it into ~/.local (tar -C ~/.local -xzf FILE): it is then ~/.local/go.',
        },
      },
    },
    'zh-CN': {
      title: '名为 go 的只有一个 Go',
      why: 'PATH 上有多个版本时，由先后顺序决定用哪个来构建：终端、编辑器和服务可能各用各的，更新其中一个对其他的毫无影响。',
      says: {
        one: '安装了一个 Go：{go}。',
        unreached: '安装了一个 Go，但在任何会话中输入 go 都找不到它：{go}。',
        missing: '在所有会话的 PATH 和常见位置都没有找到 Go。',
        'not-on-disk': '在这个磁盘的常见位置没有找到 Go。',
        same: '同一版本安装了 {count} 份：{list}。',
        beside: 'PATH 上只有 {first}；此外还安装了：{list}。',
        stranger: '在以下会话中，go 不是 Go，或不说明自己是哪个 Go：{sessions}。',
        none: '安装了多个 Go，但都不在任何会话的 PATH 上：{list}。',
        shadowed: 'PATH 上有 {count} 个不同的版本：{list}。运行哪一个取决于先后顺序。',
        go: '找到的 Go',
        'first-in': '{go}；在以下会话中运行：{sessions}',
        'behind-in': '{go}；在以下会话中被另一个遮住：{sessions}',
        'off-path': '{go}；不在任何 PATH 上',
        owned: '{found}；来自软件包 {package}',
        'no-go': '名为 go 的程序，但它不是 Go，或不说明自己是哪个 Go',
        expected: 'PATH 上只有一个版本',
        'expected-go': '一个 go',
        'found-list': '{list}',
        appended: '安装教程里常见的 PATH=$PATH:/usr/local/go/bin 加在末尾：排在前面的发行版 Go 仍然优先运行。',
        places: '查找 go',
        'places-source': '各会话的 PATH 以及常见位置',
      },
      fixes: {
        prefer: {
          title: '让 {version} 处处运行：在 {file} 中把 {directory} 放到 PATH 最前面',
          when: '如果其他版本要保留，就用 PATH 决定运行哪一个，然后重新登录。',
        },
        remove: {
          title: '用软件包管理器移除 {what}',
          when: '如果不需要它，就移除对应的软件包；同意之前请先查看显示的清单。',
          tradeoff: '依赖它的其他软件包会一并移除。',
          undo: '可以重新安装这些软件包，但版本可能更新。',
        },
        aside: {
          title: '把 {what} 移到一边',
          when: '如果不需要它，而且没有软件包管理器管理它，就把它移开；不会删除任何东西。',
        },
        distribution: {
          title: '安装发行版自带的 Go',
          when: '如果发行版提供的版本对你来说够新，就安装它的软件包。',
        },
        download: {
          title: '从 go.dev 把最新的 Go 安装到主目录',
          when: '如果想在没有管理员权限的情况下使用最新的 Go，就从 https://go.dev/dl/ 下载，核对页面上的 SHA-256，再解压到 ~/.local（tar -C ~/.local -xzf 文件），之后它就在 ~/.local/go。',
        },
      },
    },
  },
  look: async (host) => {
    const [found, loginFile] = await Promise.all([readGoInstalls(host), host.canRun ? readLoginFile(host) : null])
    return { ...found, loginFile, canAsk: host.canRun }
  },
  judge: ({ installs, strangers, canAsk }) => {
    const evidence = [
      ...installs.map((install) => {
        const go = nameOf(install)
        const found = runsSomewhere(install)
          ? say('first-in', { go, sessions: sessionsOf(install, true) })
          : isReached(install)
            ? say('behind-in', { go, sessions: sessionsOf(install, false) })
            : say('off-path', { go })
        return {
          label: 'go',
          source: install.programs.map(({ path }) => path).join(', '),
          observed: found,
          expected: null,
        } as const
      }),
      ...installs.flatMap(({ owner, goroot }) =>
        owner
          ? [
              {
                label: 'go',
                source: goroot,
                observed: say('owned', { found: goroot, package: owner.package }),
              } as const,
            ]
          : [],
      ),
      ...strangers.map(
        ({ path, problem, launcher }) =>
          ({
            label: 'no-go',
            source: path,
            observed: problem ?? launcher ?? null,
          }) as const,
      ),
      ...(installs.length === 0 ? [{ label: 'places', source: 'PATH', observed: null } as const] : []),
    ]
    const [only, second] = installs
    if (!only) {
      return canAsk
        ? { result: 'fail', severity: 'high', says: 'missing', expected: say('expected-go'), evidence }
        : { result: 'informational', severity: 'low', says: 'not-on-disk', evidence }
    }
    const ruling = strangers.filter(({ firstIn }) => firstIn.length > 0)
    if (ruling.length > 0) {
      const sessions = [...new Set(ruling.flatMap(({ firstIn }) => firstIn))].map((name) => contextTexts[name])
      return {
        result: 'fail',
        severity: 'high',
        says: say('stranger', { sessions: listOf(sessions) }),
        found: ruling.map(({ path, problem }) => (problem === null ? path : `${path} (${problem})`)).join(', '),
        expected: `${only.goroot}/bin/go`,
        evidence,
      }
    }
    if (!second && canAsk && !isReached(only)) {
      return { result: 'informational', severity: 'low', says: say('unreached', { go: nameOf(only) }), evidence }
    }
    if (!second) return { result: 'pass', says: say('one', { go: nameOf(only) }), evidence }
    const list = listOf(installs.map((install) => inEveryLanguage(() => nameOf(install))))
    const reached = installs.filter(isReached)
    if (differ(reached)) {
      const isAppended =
        reached.some((install) => install.owner && runsSomewhere(install)) &&
        reached.some((install) => install.goroot === '/usr/local/go' && !runsSomewhere(install))
      const runs = reached.filter(runsSomewhere)
      return {
        result: 'fail',
        says: say('shadowed', {
          count: new Set(reached.map(({ version }) => version)).size,
          list: listOf(reached.map((install) => inEveryLanguage(() => nameOf(install)))),
        }),
        found: (runs.length > 1 ? runs : reached).map(nameOf).join(', '),
        expected: say('expected'),
        evidence,
        causes: isAppended ? [{ likelihood: 'likely', says: 'appended' }] : [],
      }
    }
    const note = { result: 'informational', severity: 'low', evidence } as const
    if (!differ(installs)) return { ...note, says: say('same', { count: installs.length, list }) }
    if (reached.length === 0) return { ...note, says: say('none', { list }) }
    const others = installs.filter((install) => !isReached(install))
    return {
      ...note,
      says: say('beside', {
        first: reached.map(nameOf).join(', '),
        list: listOf(others.map((install) => inEveryLanguage(() => nameOf(install)))),
      }),
    }
  },
  fixes: ({ installs, strangers, loginFile, canAsk }, { distro }) => {
    if (!canAsk) return []
    if (installs.length === 0) {
      const command = installCommands[distro.family]
      return [
        ...(command && distro.imageBased === null
          ? [
              {
                id: 'distribution',
                privilege: 'root',
                activation: 'new-shell',
                commands: [command.install],
                undo: { level: 'full', commands: [command.remove] },
              } as const,
            ]
          : []),
        {
          id: 'download',
          privilege: 'user',
          activation: 'new-shell',
          commands: [],
          undo: { level: 'full', commands: [] },
        },
      ]
    }
    const isHidden = strangers.some(({ firstIn }) => firstIn.length > 0)
    const reached = installs.some(isReached) ? installs.filter(isReached) : isHidden ? installs : []
    if (!differ(reached) && !isHidden) return []
    const newest = [...reached].sort((a, b) => compareGoVersions(b.version, a.version))[0]
    const others = reached.filter((install) => install !== newest)
    if (!newest) return []
    const program = newest.reached[0]?.program ?? `${newest.goroot}/bin/go`
    // The program's own directory may hold other versions' names too (/usr/bin); the tree's never does.
    const directory = program.startsWith('/usr/bin/') ? `${newest.goroot}/bin` : program.slice(0, -'/go'.length)
    const isFirstEverywhere = !isHidden && others.every((install) => !runsSomewhere(install))
    const edit = loginFile && !loginFile.isManaged ? pathEdit(loginFile, directory, 'first', 'go') : null
    // Beside a program that hides them all, how many there are is no trouble.
    const removal = isHidden ? null : removalOf(others, distro.family)
    const aside = isHidden ? null : setAside(others)
    return [
      ...(edit && loginFile && !isFirstEverywhere
        ? [
            {
              id: 'prefer',
              values: { version: newest.version ?? 'Go', directory, file: loginFile.path },
              privilege: 'user',
              activation: 'relogin',
              commands: edit.commands,
              undo: { level: 'full', commands: edit.undo },
            } as const,
          ]
        : []),
      ...(aside
        ? [
            {
              id: 'aside',
              values: { what: aside.what },
              privilege: aside.privilege,
              activation: 'now',
              commands: aside.commands,
              undo: { level: 'full', commands: aside.undo },
            } as const,
          ]
        : []),
      ...(removal
        ? [
            {
              id: 'remove',
              values: { what: removal.what },
              privilege: 'root',
              activation: 'now',
              commands: removal.commands,
              undo: { level: 'partial', commands: removal.undo },
            } as const,
          ]
        : []),
    ]
  },
})

/** The package that gives `go`, by family. */
const installCommands: Readonly<Partial<Record<string, { readonly install: string; readonly remove: string }>>> = {
  debian: { install: 'sudo apt-get install golang-go', remove: 'sudo apt-get remove --autoremove golang-go' },
  fedora: { install: 'sudo dnf install golang', remove: 'sudo dnf remove golang' },
  suse: { install: 'sudo zypper install go', remove: 'sudo zypper remove go' },
  arch: { install: 'sudo pacman -S go', remove: 'sudo pacman -Rs go' },
  alpine: { install: 'sudo apk add go', remove: 'sudo apk del go' },
  gentoo: { install: 'sudo emerge dev-lang/go', remove: 'sudo emerge --depclean dev-lang/go' },
  void: { install: 'sudo xbps-install go', remove: 'sudo xbps-remove -R go' },
}
