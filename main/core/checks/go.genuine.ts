/**
 * K39: each Go of the inventory is as it was published, or as its packages brought it. Reading a whole tree takes a second
 * and asking takes the network, so a run of all checks only says what was found before, where no file was touched since.
 */
import type { Text } from '#contract'
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { readOwnVersions, useOwnFix, type OwnVersions } from '../own-install-fix.ts'
import { listOf, say } from '../phrase.ts'
import { shell } from '../shell.ts'
import { isCompiledIn, namedDifferences, type Differences } from '../toolchains/differences.ts'
import { authorityName, genuineText, genuineWord, isPartly, leftOutText } from '../toolchains/genuine-text.ts'
import type { Genuineness } from '../toolchains/genuine.ts'
import type { Integrity } from '../toolchains/integrity.ts'
import { readInventory, type InventoryRow } from '../toolchains/inventory.ts'
import { goFolder, systemLayout } from '../toolchains/own-places.ts'

type Go = Pick<InventoryRow, 'tree' | 'version' | 'source'>

interface Looked {
  readonly go: Go
  /** Null where it was not read now and nothing is remembered. */
  readonly integrity: Integrity | null
}

interface Seen {
  readonly looked: readonly Looked[]
  /** Whether they were read now. */
  readonly byName: boolean
  readonly own: OwnVersions
}

/** More than these are not read at once: each takes a second. Of the others what is remembered is said. */
const atMost = 20

type Differing = Extract<Genuineness, { readonly kind: 'differs' }>

/** Where nothing tells which files differ, it may be any. */
const isGrave = ({ differences, foreign, modes }: Differing): boolean =>
  differences === null ||
  [...namedDifferences(differences), ...foreign, ...modes.map(({ path }) => path)].some(isCompiledIn)

const differingOf = ({ looked }: Seen): { readonly go: Go; readonly found: Differing } | undefined => {
  const differing = looked.flatMap(({ go, integrity }) =>
    integrity?.found.kind === 'differs' ? [{ go, found: integrity.found }] : [],
  )
  return differing.find(({ found }) => isGrave(found)) ?? differing[0]
}

const goOf = ({ version, tree }: Go): string => `${version ?? 'Go'} (${tree})`

/** All of a few; of many the first three. The evidence has each. */
const goesText = (looked: readonly Looked[]): Text => {
  const names = looked.map(({ go }) => ({ en: goOf(go), 'zh-CN': goOf(go) }))
  const more = names.length - 3
  return listOf(more > 1 ? [...names.slice(0, 3), { en: `${more} more`, 'zh-CN': `另外 ${more} 个` }] : names)
}

const kinds = ['changed', 'missing', 'added'] as const

const measure = ({
  go,
  integrity,
}: Looked): readonly Measured<'tree' | 'as-published' | (typeof kinds)[number] | 'mode' | 'setting'>[] => {
  const goroot = go.tree
  if (!integrity) return [{ label: 'tree', source: goroot, observed: genuineWord(null) }]
  const { found } = integrity
  const differences: Differences | null = found.kind === 'differs' ? found.differences : null
  return [
    { label: 'tree', source: goroot, observed: genuineWord(found), expected: say('as-published') },
    ...kinds.flatMap((kind) =>
      (differences?.[kind] ?? [])
        .slice(0, 10)
        .map((path) => ({ label: kind, source: `${goroot}/${path}`, observed: path })),
    ),
    ...(found.kind === 'differs'
      ? found.modes
          .slice(0, 10)
          .map(({ path, mode }) => ({ label: 'mode', source: `${goroot}/${path}`, observed: mode }) as const)
      : []),
    ...(found.kind === 'published-but-go-env'
      ? found.settings.map((line) => ({ label: 'setting', source: `${goroot}/go.env`, observed: line }) as const)
      : []),
  ]
}

export const check = defineCheck({
  key: 'go.genuine',
  category: 'toolchain',
  severity: 'high',
  timeoutMs: 300_000,
  references: [
    { title: 'Go: reproducible, verified toolchains', url: 'https://go.dev/blog/rebuild' },
    { title: 'Go: the checksum database', url: 'https://go.dev/ref/mod#checksum-database' },
  ],
  words: {
    en: {
      title: 'Each Go is as it was published',
      why: 'A compiler or a standard library that somebody changed changes everything that is built with it, and nothing else shows that.',
      says: {
        genuine: 'As published: {go}. {who} answered.{unproved}',
        untouched:
          'As published when it was read whole ({day}): {go}. {who} answered; no program or source file of it was touched since.{unproved}',
        'go-env': 'As published, except its go.env: {go} sets {settings} there for everybody who uses it.{unproved}',
        differs: '{go} is not as it was published: {files}.',
        unnamed:
          '{go} is not as it was published: at least one file was changed, added or removed. Nothing on this machine lists its files; once another copy of it is installed, they are named.',
        'not-looked':
          'Not checked in a run of all: every file of {go} would be read, and whoever published it asked, which takes a few seconds and the network. It is done when this check is asked for alone: “Check this again” in the window, or groundwork check go.genuine.',
        'not-all':
          'Not checked whole: more than {most} trees are not read at once, and {go} not yet. Each alone is read by groundwork go verify, and then counts here.',
        untold: 'Not checked: {go}. {reason}',
        'no-go': 'Does not apply: no Go was found on this machine.',
        tree: 'Go, read whole',
        changed: 'Changed',
        missing: 'Missing',
        added: 'Added',
        mode: 'Rights that no published file has',
        setting: 'Set in go.env',
        'as-published': 'as published',
        touched: 'Somebody edited, added or removed files in the tree by hand.',
        mixed: 'One version was unpacked over another.',
        attacked: 'Somebody wants a say in what is built here.',
      },
      fixes: {
        use: {
          title: 'Install Go {version} beside it, proved, and use that',
          when: 'If you build with this Go, then use a proved copy of the same version. The changed tree stays for you to look at; single files are never repaired.',
        },
        again: {
          title: 'Move {goroot} aside and install Go {version} again, proved',
          when: 'If you build with this Go, then put a proved copy in its place. The changed tree stays in {aside} for you to look at.',
          tradeoff:
            'Until the installation has ended there is no {goroot}: the link that leads to it leads nowhere, and no go runs from there. If it fails, move {aside} back.',
        },
        clean: {
          title: 'Remove what the go command downloaded of Go {version}',
          when: 'If the go command shall get this toolchain again, then remove it: it is downloaded when it is needed, and proved by go itself. Toolchains that are in use stay.',
          undo: 'What was changed is gone. Copy {goroot} before if you want to look at it.',
        },
        package: {
          title: 'Install the packages of {goroot} again: {packages}',
          when: 'If this Go is to stay the one of your distribution, then its packages bring their files back. Files that belong to no package stay.',
          undo: 'What was changed is replaced. Copy {goroot} before if you want to look at it.',
        },
      },
    },
    'zh-CN': {
      title: '每个 Go 都与发布内容一致',
      why: '编译器或标准库一旦被人改动，用它构建的一切都会跟着改变，而且没有别的迹象。',
      says: {
        genuine: '与发布内容一致：{go}。依据：{who}。{unproved}',
        untouched: '{day} 完整读取时与发布内容一致：{go}。依据：{who}；此后没有程序或源文件被触碰。{unproved}',
        'go-env': '除 go.env 外与发布内容一致：{go} 在其中为所有使用者设置了 {settings}。{unproved}',
        differs: '{go} 与发布内容不一致：{files}。',
        unnamed:
          '{go} 与发布内容不一致：至少有一个文件被改动、添加或删除。这台机器上没有它的文件清单；安装它的另一份之后，就会列出这些文件。',
        'not-looked':
          '检查全部项目时不查这一项：需要读取 {go} 的每个文件并询问发布者，要几秒钟，还要联网。单独检查这一项就会去做：在窗口中点“重新检查这一项”，或运行 groundwork check go.genuine。',
        'not-all':
          '没有全部检查：一次最多读取 {most} 个目录，{go} 还没有读取。groundwork go verify 可以单独读取每一个，结果会计入这里。',
        untold: '未检查：{go}。{reason}',
        'no-go': '不适用：这台机器上没有找到 Go。',
        tree: '完整读取的 Go',
        changed: '改动',
        missing: '缺少',
        added: '多出',
        mode: '发布的文件没有的权限',
        setting: 'go.env 中的设置',
        'as-published': '与发布一致',
        touched: '有人手动修改、添加或删除了其中的文件。',
        mixed: '一个版本被解压到了另一个版本上。',
        attacked: '有人想左右这里构建出来的东西。',
      },
      fixes: {
        use: {
          title: '在旁边安装经过证明的 Go {version} 并使用它',
          when: '如果你用这个 Go 构建，就改用同一版本的一份经过证明的副本。被改动的目录会保留下来供你查看；从不修补单个文件。',
        },
        again: {
          title: '把 {goroot} 移到一边，重新安装经过证明的 Go {version}',
          when: '如果你用这个 Go 构建，就在原处换上一份经过证明的副本。被改动的目录会保留在 {aside} 供你查看。',
          tradeoff:
            '安装结束之前 {goroot} 不存在：指向它的链接会指向空处，其中的 go 无法运行。如果安装失败，请把 {aside} 移回原处。',
        },
        clean: {
          title: '删除 go 命令自行下载的 Go {version}',
          when: '如果要让 go 命令重新取得这个工具链，就删除它：需要时会再次下载，并由 go 自己验证。正在使用的工具链会保留。',
          undo: '被改动的内容会消失。想查看的话，请先复制一份 {goroot}。',
        },
        package: {
          title: '重新安装 {goroot} 的软件包：{packages}',
          when: '如果要继续使用发行版的 Go，它的软件包会恢复自己的文件。不属于任何软件包的文件会留下。',
          undo: '被改动的内容会被覆盖。想查看的话，请先复制一份 {goroot}。',
        },
      },
    },
  },
  look: async (host, _facts, { byName }): Promise<Seen> => {
    const { rows } = await readInventory(host)
    const looked: Looked[] = []
    for (const [index, go] of rows.entries()) {
      const integrity = await host.integrity(go.tree, byName && index < atMost ? 'measured' : 'glanced')
      looked.push({ go, integrity })
    }
    const isDiffering = looked.some(({ integrity }) => integrity?.found.kind === 'differs')
    return { looked, byName, own: isDiffering ? await readOwnVersions(host) : { installed: [], current: null } }
  },
  judge: (seen) => {
    const { looked, byName } = seen
    if (looked.length === 0) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const evidence = looked.flatMap(measure)
    const differing = differingOf(seen)
    if (differing) {
      const { found } = differing
      const go = goOf(differing.go)
      const severity = isGrave(found) ? 'high' : 'medium'
      const causes = (['touched', 'mixed', 'attacked'] as const).map(
        (says) => ({ likelihood: says === 'touched' ? 'likely' : 'possible', says }) as const,
      )
      if (found.differences === null && found.foreign.length + found.modes.length === 0)
        return { result: 'fail', severity, says: say('unnamed', { go }), evidence, causes }
      return { result: 'fail', severity, says: say('differs', { go, files: filesText(found) }), evidence, causes }
    }
    const untold = looked.find(({ integrity }) => integrity?.found.kind === 'cannot-tell')
    if (untold?.integrity) {
      const values = { go: goOf(untold.go), reason: genuineText(untold.integrity.found) }
      return { result: 'notchecked', says: say('untold', values), evidence }
    }
    const unread = looked.filter(({ integrity }) => integrity === null)
    if (unread.length > 0) {
      const values = { go: goesText(unread), most: atMost }
      return { result: 'notchecked', says: say(byName ? 'not-all' : 'not-looked', values), evidence }
    }
    for (const { go, integrity } of looked) {
      if (integrity?.found.kind !== 'published-but-go-env') continue
      const values = { go: goOf(go), settings: integrity.found.settings, unproved: unprovedText(looked) }
      return { result: 'informational', severity: 'low', says: say('go-env', values), evidence }
    }
    const values = {
      go: goesText(looked),
      who: whoAnswered(looked),
      day: readOn(looked),
      unproved: unprovedText(looked),
    }
    return { result: 'pass', says: say(byName ? 'genuine' : 'untouched', values), evidence }
  },
  fixes: (seen, { distro }) => {
    const differing = differingOf(seen)
    if (!differing) return []
    const { go, found } = differing
    const { tree: goroot, version } = go
    if (found.by.kind === 'package-manager') {
      const { manager, packages } = found.by
      const fix: DescribedFix<'package'> = {
        id: 'package',
        values: { goroot, packages },
        privilege: 'root',
        activation: 'now',
        commands: [`${reinstalling(manager, distro.family)} ${shell`${packages}`}`],
        undo: { level: 'none', commands: [] },
      }
      return [fix]
    }
    if (version === null) return []
    const number = version.replace(/^go/, '')
    if (go.source === 'module-cache') {
      const fix: DescribedFix<'clean'> = {
        id: 'clean',
        values: { goroot, version: number },
        privilege: 'user',
        activation: 'now',
        commands: ['groundwork go clean'],
        undo: { level: 'none', commands: [] },
      }
      return [fix]
    }
    const isSystem = goroot.startsWith(`${systemLayout.directory}/`)
    if (!isSystem && !goroot.includes(`/${goFolder}/`)) return [useOwnFix(number, seen.own)]
    const aside = `${goroot}.changed`
    const sudo = isSystem ? 'sudo ' : ''
    const again: DescribedFix<'again'> = {
      id: 'again',
      values: { goroot, aside, version: number },
      privilege: isSystem ? 'root' : 'user',
      activation: 'now',
      commands: [
        `${sudo}${shell`mv ${goroot} ${aside}`}`,
        `${sudo}${shell`groundwork go install ${number}`}${isSystem ? ' --system' : ''}`,
      ],
      undo: {
        level: 'full',
        commands: [`${sudo}${shell`mv ${goroot} ${`${goroot}.again`}`}`, `${sudo}${shell`mv ${aside} ${goroot}`}`],
      },
    }
    return [again]
  },
})

/** The first few, what matters most before the rest. */
const filesText = ({ differences, foreign, modes }: Differing): Text => {
  const rights = modes.map(({ path, mode }) => `${path} (${mode})`)
  const all = [...foreign, ...rights, ...(differences ? namedDifferences(differences) : [])]
  const named = all.slice(0, 3).join(', ')
  const more = all.length - 3 + (differences?.more ?? 0)
  return more > 0
    ? { en: `${named} and ${more} more`, 'zh-CN': `${named}，另有 ${more} 个` }
    : { en: named, 'zh-CN': named }
}

/** What no proof says anything about, a sentence for each tree that has such files; empty where none has. */
const unprovedText = (looked: readonly Looked[]): Text => {
  const texts = looked.flatMap(({ integrity }) => {
    const found = integrity?.found
    const isProved = found?.kind === 'published' || found?.kind === 'published-but-go-env'
    return isProved && found.leftOut && isPartly(found) ? [leftOutText(found.leftOut)] : []
  })
  const first = texts.filter((text, index) => texts.findIndex(({ en }) => en === text.en) === index)
  return { en: first.map(({ en }) => ` ${en}`).join(''), 'zh-CN': first.map((text) => text['zh-CN']).join('') }
}

/** The day in the calendar of UTC on which the first of them was read. */
const readOn = (looked: readonly Looked[]): string =>
  looked.flatMap(({ integrity }) => (integrity ? [integrity.at.toISOString().slice(0, 10)] : [])).sort()[0] ?? ''

/** Each authority once. */
const whoAnswered = (looked: readonly Looked[]): Text => {
  const names = looked.flatMap(({ integrity }) => {
    const found = integrity?.found
    return found === undefined || found.kind === 'cannot-tell' ? [] : [authorityName(found.by)]
  })
  const first = names.filter((name, index) => names.findIndex(({ en }) => en === name.en) === index)
  return { en: first.map(({ en }) => en).join(', '), 'zh-CN': first.map((name) => name['zh-CN']).join('、') }
}

const reinstalling = (manager: 'dpkg' | 'rpm' | 'pacman' | 'apk', family: string): string => {
  switch (manager) {
    case 'dpkg':
      return 'sudo apt-get install --reinstall'
    case 'rpm':
      return family === 'suse' ? 'sudo zypper install --force' : 'sudo dnf reinstall'
    case 'pacman':
      return 'sudo pacman -S'
    case 'apk':
      return 'sudo apk fix --reinstall'
  }
}
