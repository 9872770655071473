/** K13: a Go from a snap can start for this person, and editors in a Flatpak are led to a Go. */
import { defineCheck, type DescribedFix } from '../check.ts'
import { valueOr, type ReadableHost } from '../host.ts'
import { readOwnVersions, useOwnFix, type OwnVersions } from '../own-install-fix.ts'
import { listOf, say } from '../phrase.ts'
import { readContainer } from '../probes/virtualisation.ts'
import { isRuntimeOwn, readFlatpakEditors, type FlatpakEditor, type FlatpakEditors } from '../probes/flatpak-editors.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import type { GoProgram } from '../probes/go-program.ts'
import { goSettingIn } from '../probes/vscode-settings.ts'
import { shell } from '../shell.ts'
import { readKnownReleases } from '../toolchains/known-releases.ts'

/** A session runs the Go of the snap. */
interface SnapGo {
  readonly program: GoProgram
  /** The person's home, without links; null where they have none. */
  readonly home: string | null
  /** Directories that hold homes, as snapd (`homedirs`) and AppArmor are told; `/home` is always one. */
  readonly homeParents: readonly { readonly path: string; readonly source: string }[]
  /** Where home directories of others than these are closed to snaps. */
  readonly isConfined: boolean
  /** Editors of the VS Code family that are snaps too, where their settings name no Go. */
  readonly editors: readonly SnapEditor[]
}

interface SnapEditor {
  readonly name: string
  readonly settings: string
}

interface Seen {
  readonly isInside: boolean
  readonly snap: SnapGo | null
  readonly flatpaks: FlatpakEditors
  /** A `go` in a home, which is seen inside a Flatpak too. */
  readonly homeGo: string | null
  readonly own: OwnVersions
  /** The newest release that is known, without `go` in front. */
  readonly newest: string | null
}

const snapMounts = ['/snap', '/var/lib/snapd/snap'] as const
/** Snaps of the VS Code family: all are classic, so their settings are the person's own. */
const snapEditors = [
  ['code', 'Code'],
  ['code-insiders', 'Code - Insiders'],
  ['codium', 'VSCodium'],
] as const

const look = async (host: ReadableHost): Promise<Seen> => {
  const [container, { installs, strangers }, flatpaks] = await Promise.all([
    readContainer(host),
    readGoInstalls(host),
    readFlatpakEditors(host),
  ])
  const running = [
    ...installs.flatMap(({ programs, reached }) =>
      programs.filter(({ path }) => reached.some(({ program, isFirst }) => isFirst && program === path)),
    ),
    ...strangers.filter(({ firstIn }) => firstIn.length > 0),
  ].find(({ launcher }) => launcher === 'snap')
  const homes = await host.homes()
  const isInHome = (path: string): boolean => homes.some((home) => path.startsWith(`${home}/`))
  const inHome = installs
    .flatMap(({ goroot, programs }) => (isInHome(goroot) ? programs : []))
    .find(({ path }) => isInHome(path))
  const isWanted = running !== undefined || flatpaks.editors.length > 0
  return {
    isInside: container === 'flatpak',
    snap: running ? await readSnapGo(host, running) : null,
    flatpaks,
    homeGo: inHome?.path ?? null,
    own: isWanted ? await readOwnVersions(host) : { installed: [], current: null },
    newest: isWanted ? ((await readKnownReleases(host)).newest[0]?.version.name.slice('go'.length) ?? null) : null,
  }
}

const readSnapGo = async (host: ReadableHost, program: GoProgram): Promise<SnapGo> => {
  const { home, uid } = host.user()
  const apparmor = await host.readText('/sys/module/apparmor/parameters/enabled')
  return {
    program,
    home: home === null ? null : valueOr(await host.realPath(home), home),
    homeParents: await readHomeParents(host),
    // snap-confine makes a directory in the home, which only its AppArmor profile forbids (snapd, user-support.c).
    isConfined: uid !== 0 && valueOr(apparmor, '').trim() === 'Y',
    editors: home === null ? [] : await readSnapEditors(host, home),
  }
}

/** `snap set system homedirs=` (snapd, homedirs.go), and what an administrator told AppArmor (tunables/home). */
const readHomeParents = async (host: ReadableHost): Promise<SnapGo['homeParents']> => {
  const params = '/var/lib/snapd/system-params'
  const told = /^homedirs=(.*)$/m.exec(valueOr(await host.readText(params), ''))?.[1] ?? ''
  const tunables = '/etc/apparmor.d/tunables/home.d'
  const names = valueOr(await host.list(tunables), [])
  const files = await Promise.all(
    names.map(async (name) => {
      const source = `${tunables}/${name}`
      const lines = valueOr(await host.readText(source), '').matchAll(/^[ \t]*@\{HOMEDIRS\}[ \t]*\+?=[ \t]*(.*)$/gm)
      return [...lines].flatMap(([, value = '']) =>
        [...value.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, bare]) => ({ path: quoted ?? bare ?? '', source })),
      )
    }),
  )
  return [
    { path: '/home', source: 'snapd' },
    ...told.split(',').map((path) => ({ path: path.trim(), source: params })),
    ...files.flat(),
  ].filter(({ path }) => path.startsWith('/'))
}

const readSnapEditors = async (host: ReadableHost, home: string): Promise<readonly SnapEditor[]> => {
  const found = await Promise.all(
    snapEditors.map(async ([name, folder]): Promise<SnapEditor | null> => {
      const mounts = await Promise.all(snapMounts.map((mount) => host.status(`${mount}/${name}/current`)))
      if (!mounts.some(({ ok }) => ok)) return null
      const settings = `${home}/.config/${folder}/User/settings.json`
      return goSettingIn(valueOr(await host.readText(settings), '')) === null ? { name, settings } : null
    }),
  )
  return found.filter((editor) => editor !== null)
}

/** snapd and AppArmor take the directories that hold homes, not homes themselves. */
const isHomeClosed = ({ home, homeParents, isConfined }: SnapGo): boolean =>
  isConfined && home !== null && !homeParents.some(({ path }) => home.startsWith(`${path.replace(/\/+$/, '')}/`))

type Sight = 'named' | 'enabled' | 'on-path' | 'reserved' | 'not-installed' | 'unseen'

/** What leads an editor in a Flatpak to a Go; the last three lead to none. */
const sightOf = (editor: FlatpakEditor, { sdkExtension }: FlatpakEditors): Sight => {
  const { named, enabled, onPath } = editor
  const inSdk = (path: string): boolean => path.startsWith('/usr/lib/sdk/golang/')
  if (named !== null) {
    if (inSdk(named)) return sdkExtension === null ? 'not-installed' : 'named'
    return isRuntimeOwn(named) ? 'reserved' : 'named'
  }
  const isEnabled = enabled?.value.split(',').some((name) => name === 'golang' || name === '*') ?? false
  if (isEnabled && sdkExtension !== null) return 'enabled'
  if (onPath) return 'on-path'
  return isEnabled ? 'not-installed' : 'unseen'
}

const isBlind = (sight: Sight): boolean => sight === 'reserved' || sight === 'not-installed' || sight === 'unseen'

const firstBlind = ({ flatpaks }: Seen): { readonly editor: FlatpakEditor; readonly sight: Sight } | undefined =>
  flatpaks.editors.map((editor) => ({ editor, sight: sightOf(editor, flatpaks) })).find(({ sight }) => isBlind(sight))

export const check = defineCheck({
  key: 'go.sandbox',
  category: 'toolchain',
  severity: 'medium',
  references: [
    { title: 'Snap: homes outside /home', url: 'https://snapcraft.io/docs/home-outside-home' },
    { title: 'VS Code Go: snap', url: 'https://github.com/golang/vscode-go/issues/1411' },
    { title: 'VS Code Go: Flatpak', url: 'https://github.com/golang/vscode-go/issues/263' },
  ],
  words: {
    en: {
      title: 'Snap and Flatpak do not keep Go away',
      why: 'An editor in a Flatpak does not see the Go of the system, and snaps do not start for a person whose home is outside /home.',
      says: {
        none: 'Does not apply: no session runs the Go of a snap, and no editor in a Flatpak was found that has the Go extension.',
        inside:
          'Not checked: this was started inside a Flatpak, and sees what is there. Start it from a terminal of the system.',
        home: 'The go that runs is the snap’s, and the home {home} is in none of the directories that snapd and AppArmor take for homes: snaps do not start there.',
        reserved:
          '{editor} runs in a Flatpak, and its settings name {named}: inside, that is a place of the runtime, where the Go of the system is not.',
        'not-installed':
          '{editor} runs in a Flatpak that is told of the SDK extension with Go, but {extension} is not installed.',
        unseen: '{editor} runs in a Flatpak, and nothing that was looked at leads it to a Go.',
        'snap-editor':
          'The go that runs is the snap’s, and so is the editor {editor}: people report that starting {go} from there fails. A setting that names the go in the snap’s tree goes past its launcher.',
        refreshed:
          'The go that runs is the snap’s. Its tree, {tree}, is another after each refresh, which snapd makes by itself: nothing should name that path.',
        gone: 'The go that runs is the snap’s, and the tree of the snap is not there: {problem}.',
        seen: 'Editors in a Flatpak are led to a Go: {editors}.',
        launcher: 'The go that runs, a launcher of snapd',
        tree: 'The tree of the snap',
        homeIs: 'Home of this person',
        parents: 'Directories that hold homes',
        below: 'below one of them: {parents}',
        settings: 'The Go that the settings of {editor} name',
        enabled: 'SDK extensions for {editor}',
        path: 'The go on the PATH of {editor}',
        extension: 'SDK extension with Go',
        present: 'installed',
        editorSnap: 'An editor that is a snap',
        unnamed: 'its settings name no Go',
      },
      fixes: {
        homedirs: {
          title: 'Tell snapd that {parent} holds homes',
          when: 'If you want to go on with the Go of the snap, then allow homes there (snapd 2.59 or newer).',
          tradeoff: 'Every snap may then use homes there as it may use those in /home.',
        },
        use: {
          title: 'Install Go {version} with Groundwork, and use it',
          when: 'If you would rather have a Go without snapd, then install it for yourself; the snap can stay.',
        },
        extension: {
          title: 'Give {editor} the Go of Flatpak',
          when: 'If the editor should have a Go inside its Flatpak, then install the SDK extension of its runtime’s branch, and enable it.',
          tradeoff:
            'Its version is that of the extension, and programs made there are linked with the runtime’s libraries.',
        },
        name: {
          title: 'Name {go} in {file}: "go.alternateTools": { "go": "{go}" }',
          when: 'If the editor should use that very Go, then add the line to its settings.',
        },
      },
    },
    'zh-CN': {
      title: 'Snap 和 Flatpak 没有把 Go 隔开',
      why: 'Flatpak 中的编辑器看不到系统的 Go；主目录不在 /home 下的用户无法启动 snap。',
      says: {
        none: '不适用：没有会话运行 snap 中的 Go，也没有发现装有 Go 扩展的 Flatpak 编辑器。',
        inside: '未检查：本程序在 Flatpak 内启动，只能看到其内部。请从系统的终端启动。',
        home: '运行的 go 来自 snap，而主目录 {home} 不在 snapd 和 AppArmor 认作主目录所在的任何目录中：snap 在那里无法启动。',
        reserved: '{editor} 运行在 Flatpak 中，其设置指定了 {named}：在里面那是运行时自己的位置，没有系统的 Go。',
        'not-installed': '{editor} 运行在 Flatpak 中，并被告知使用带 Go 的 SDK 扩展，但没有安装 {extension}。',
        unseen: '{editor} 运行在 Flatpak 中，查看过的地方都没有为它指明 Go。',
        'snap-editor':
          '运行的 go 来自 snap，编辑器 {editor} 也是 snap：有许多人报告从那里启动 {go} 会失败。在设置中指定 snap 目录里的 go 可以绕过启动器。',
        refreshed:
          '运行的 go 来自 snap。它的目录 {tree} 每次刷新后都会变，而 snapd 会自动刷新：不应有任何设置写死这个路径。',
        gone: '运行的 go 来自 snap，但 snap 的目录不存在：{problem}。',
        seen: 'Flatpak 中的编辑器能找到 Go：{editors}。',
        launcher: '运行的 go，是 snapd 的启动器',
        tree: 'snap 的目录',
        homeIs: '该用户的主目录',
        parents: '存放主目录的目录',
        below: '在其中之一下面：{parents}',
        settings: '{editor} 的设置所指定的 Go',
        enabled: '{editor} 启用的 SDK 扩展',
        path: '{editor} 的 PATH 上的 go',
        extension: '带 Go 的 SDK 扩展',
        present: '已安装',
        editorSnap: '作为 snap 安装的编辑器',
        unnamed: '其设置没有指定 Go',
      },
      fixes: {
        homedirs: {
          title: '告诉 snapd：{parent} 存放主目录',
          when: '如果你想继续使用 snap 中的 Go，就允许那里的主目录（需要 snapd 2.59 或更新）。',
          tradeoff: '此后每个 snap 都可以像使用 /home 中的主目录一样使用那里的主目录。',
        },
        use: {
          title: '用 Groundwork 安装并使用 Go {version}',
          when: '如果你更想要一个不经过 snapd 的 Go，就为自己安装一份；snap 可以保留。',
        },
        extension: {
          title: '为 {editor} 提供 Flatpak 的 Go',
          when: '如果编辑器应在其 Flatpak 内有 Go，就安装与其运行时分支相同的 SDK 扩展并启用它。',
          tradeoff: '版本取决于该扩展，在那里编译的程序会链接运行时的库。',
        },
        name: {
          title: '在 {file} 中指定 {go}："go.alternateTools": { "go": "{go}" }',
          when: '如果编辑器应使用这个 Go，就在其设置中加上这一行。',
        },
      },
    },
  },
  look,
  judge: (seen) => {
    if (seen.isInside) return { result: 'notchecked', says: 'inside', evidence: [] }
    const { snap, flatpaks } = seen
    const { editors, sdkExtension } = flatpaks
    const evidence = [
      ...(snap ? snapEvidence(snap) : []),
      ...editors.flatMap((editor) => [
        { label: say('settings', { editor: editor.id }), source: editor.settings, observed: editor.named } as const,
        {
          label: say('enabled', { editor: editor.id }),
          source: editor.enabled?.source ?? 'FLATPAK_ENABLE_SDK_EXT',
          observed: editor.enabled?.value ?? null,
          expected: isBlind(sightOf(editor, flatpaks)) ? 'golang' : null,
        } as const,
        ...(editor.onPath
          ? [
              {
                label: say('path', { editor: editor.id }),
                source: editor.onPath.source,
                observed: editor.onPath.value,
              } as const,
            ]
          : []),
      ]),
      ...(editors.length > 0
        ? [
            {
              label: 'extension',
              source: sdkExtension ?? extensionName,
              observed: sdkExtension && say('present'),
            } as const,
          ]
        : []),
    ]
    if (snap && isHomeClosed(snap)) {
      return { result: 'fail', severity: 'high', says: say('home', { home: snap.home ?? '' }), evidence }
    }
    const blind = firstBlind(seen)
    if (blind) {
      const values = { editor: blind.editor.id, named: blind.editor.named ?? '', extension: extensionName }
      return { result: 'fail', says: say(blind.sight as 'unseen', values), evidence }
    }
    const note = { result: 'informational', severity: 'info', evidence } as const
    if (snap) {
      const { path, goroot, problem } = snap.program
      if (goroot === null)
        return { ...note, result: 'fail', severity: 'medium', says: say('gone', { problem: problem ?? '' }) }
      const editor = snap.editors[0]
      if (editor) return { ...note, severity: 'low', says: say('snap-editor', { editor: editor.name, go: path }) }
      return { ...note, says: say('refreshed', { tree: goroot }) }
    }
    if (editors.length === 0) return { result: 'notapplicable', says: 'none', evidence }
    return { result: 'pass', says: say('seen', { editors: editors.map(({ id }) => id) }), evidence }
  },
  fixes: (seen) => {
    if (seen.isInside) return []
    const { snap, own, newest } = seen
    const blind = firstBlind(seen)
    const isClosed = snap !== null && isHomeClosed(snap)
    const isGone = snap?.program.goroot === null
    const editor = snap?.editors[0]
    return [
      ...(isClosed && snap.home !== null ? [homedirsFix(snap, snap.home)] : []),
      ...(blind ? [extensionFix(blind.editor, seen.flatpaks.sdkExtension)] : []),
      ...(blind && seen.homeGo !== null ? [nameFix(seen.homeGo, blind.editor.settings)] : []),
      ...(!blind && !isClosed && !isGone && editor ? [nameFix('/snap/go/current/bin/go', editor.settings)] : []),
      ...(newest !== null && (isClosed || isGone || editor) ? [useOwnFix(newest, own)] : []),
    ]
  },
})

const extensionName = 'org.freedesktop.Sdk.Extension.golang'

const snapEvidence = (snap: SnapGo) => [
  { label: 'launcher', source: snap.program.path, observed: snap.program.realPath } as const,
  { label: 'tree', source: '/snap/go/current', observed: snap.program.goroot } as const,
  ...(snap.isConfined
    ? [
        {
          label: 'homeIs',
          source: 'passwd',
          observed: snap.home,
          expected: say('below', {
            parents: listOf(snap.homeParents.map(({ path }) => ({ en: path, 'zh-CN': path }))),
          }),
        } as const,
      ]
    : []),
  ...snap.editors.map(
    ({ name, settings }) =>
      ({
        label: 'editorSnap',
        source: settings,
        observed: say('unnamed'),
        expected: `/snap/go/current/bin/go (${name})`,
      }) as const,
  ),
]

/** Those that snapd is told of already stay. */
const homedirsFix = ({ homeParents }: SnapGo, home: string): DescribedFix<'homedirs'> => {
  const parent = home.replace(/\/[^/]+$/, '') || '/'
  const told = homeParents.filter(({ source }) => source.startsWith('/var/lib/snapd/')).map(({ path }) => path)
  const undo =
    told.length === 0 ? 'sudo snap unset system homedirs' : shell`sudo snap set system ${`homedirs=${told.join(',')}`}`
  return {
    id: 'homedirs',
    values: { parent },
    privilege: 'root',
    activation: 'now',
    commands: [shell`sudo snap set system ${`homedirs=${[...told, parent].join(',')}`}`],
    undo: { level: 'full', commands: [undo] },
  }
}

const extensionFix = ({ id, enabled }: FlatpakEditor, sdkExtension: string | null): DescribedFix<'extension'> => {
  const others = (enabled?.value ?? '').split(',').filter((name) => name !== '' && name !== 'golang')
  const value = (names: readonly string[]): string => `--env=FLATPAK_ENABLE_SDK_EXT=${names.join(',')}`
  const before = others.length === 0 ? '--unset-env=FLATPAK_ENABLE_SDK_EXT' : value(others)
  return {
    id: 'extension',
    values: { editor: id },
    privilege: 'user',
    activation: 'now',
    commands: [
      ...(sdkExtension === null ? [shell`flatpak install flathub ${extensionName}`] : []),
      shell`flatpak override --user ${value([...others, 'golang'])} ${id}`,
    ],
    undo: {
      level: 'full',
      commands: [
        shell`flatpak override --user ${before} ${id}`,
        ...(sdkExtension === null ? [shell`flatpak uninstall ${extensionName}`] : []),
      ],
    },
  }
}

/** Settings are JSON with comments: a person edits them. */
const nameFix = (go: string, file: string): DescribedFix<'name'> => ({
  id: 'name',
  values: { go, file },
  privilege: 'user',
  activation: 'now',
  commands: [],
  undo: { level: 'full', commands: [] },
})
