/** K12: where the Go that runs is pacman's, the system was upgraded as a whole with it, and programs made with an older Go are known. */
import { defineCheck, type DescribedFix } from '../check.ts'
import { CannotAsk, valueOr, type ReadableHost } from '../host.ts'
import { readGoBuild, type GoBuild } from '../inspect/go-build.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { minorOf } from '../probes/go-binary.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import { readGoPaths } from '../probes/go-paths.ts'
import { firstOnPath, isProgram, systemPath } from '../probes/on-path.ts'
import { packagedIn } from '../probes/package-owner.ts'
import { shell } from '../shell.ts'

const logPath = '/var/log/pacman.log'
/** The end of the log that is read: months, on most systems. */
const tailBytes = 512 * 1024

interface Tool extends GoBuild {
  readonly path: string
}

type Seen =
  | { readonly kind: 'no-go' }
  | { readonly kind: 'other'; readonly goroot: string }
  | {
      readonly kind: 'packaged'
      readonly path: string
      readonly version: string | null
      /** The line of the log with which go came alone from newer lists; null where none did. */
      readonly alone: string | null
      /** Why the log could not be read; null where it could. */
      readonly logProblem: string | null
      /** What `pacman -Qu` lists: a newer go, and how many others. */
      readonly pending: { readonly go: string | null; readonly others: number } | null
      /** In the person's own directory, by a release line before this one. */
      readonly older: readonly Tool[]
    }

const look = async (host: ReadableHost): Promise<Seen> => {
  const go = await readActiveGo(host)
  if (!go?.goroot) return { kind: 'no-go' }
  const { goroot, path, version } = go
  if (!packagedIn(goroot)) return { kind: 'other', goroot }
  if (!host.canRun) throw new CannotAsk('needs-running', 'pacman -Qo')
  const { installs } = await readGoInstalls(host)
  const owner = installs.find((install) => install.goroot === goroot)?.owner
  if (owner?.manager !== 'pacman') return { kind: 'other', goroot }
  const [log, pending, older] = await Promise.all([
    readLog(host),
    readPending(host, owner.package),
    readOlder(host, version),
  ])
  const alone = log.text === null ? null : aloneIn(log.text, owner.package)
  return { kind: 'packaged', path, version, alone, logProblem: log.problem, pending, older }
}

const readLog = async (
  host: ReadableHost,
): Promise<{ readonly text: string | null; readonly problem: string | null }> => {
  const status = await host.status(logPath)
  if (!status.ok) return { text: null, problem: status.detail }
  const from = Math.max(0, status.value.size - tailBytes)
  const bytes = await host.readBytes(logPath, from, tailBytes)
  return bytes.ok
    ? { text: new TextDecoder('utf-8', { fatal: false }).decode(bytes.value), problem: null }
    : { text: null, problem: bytes.detail }
}

/**
 * The line by which pacman brought the package from lists that were fetched after the last full upgrade, so that the rest
 * of the system is older than it. Null where it did not, and where the log knows of no full upgrade.
 */
const aloneIn = (log: string, name: string): string | null => {
  const lines = log.split('\n')
  const full = lines.findLastIndex((line) => line.includes('starting full system upgrade'))
  if (full < 0) return null
  const fetched = lines.findIndex((line, index) => index > full && line.includes('synchronizing package lists'))
  if (fetched < 0) return null
  const came = [`installed ${name} (`, `upgraded ${name} (`]
  return (
    lines.find((line, index) => index > fetched && came.some((words) => line.includes(`] ${words}`)))?.trim() ?? null
  )
}

/** By the lists that were fetched last; nothing is fetched. It ends with 1 where nothing is pending. */
const readPending = async (
  host: ReadableHost,
  name: string,
): Promise<Extract<Seen, { kind: 'packaged' }>['pending']> => {
  const pacman = await firstOnPath(host, systemPath, 'pacman')
  const ran = pacman === null ? null : await host.run({ argv: [pacman, '-Qu'], timeoutMs: 5_000 })
  if (ran?.kind !== 'exited' || (ran.code !== 0 && ran.stderr !== '')) return null
  const lines = ran.stdout.split('\n').filter((line) => line.includes(' -> ') && !line.endsWith('[ignored]'))
  const own = lines.find((line) => line.startsWith(`${name} `))
  return { go: own?.split(' -> ')[1] ?? null, others: lines.length - (own === undefined ? 0 : 1) }
}

/** No more programs than these are looked into. */
const most = 200

const readOlder = async (host: ReadableHost, version: string | null): Promise<readonly Tool[]> => {
  const minor = minorOf(version)
  if (minor === null) return []
  const directories = (await readGoPaths(host)).filter(({ name }) => name === 'bin').map(({ path }) => path)
  const listed = await Promise.all(
    [...new Set(directories)].map(async (directory) =>
      valueOr(await host.list(directory), []).map((name) => `${directory}/${name}`),
    ),
  )
  const tools = await Promise.all(
    listed
      .flat()
      .slice(0, most)
      .map(async (path): Promise<Tool | null> => {
        if (!(await isProgram(host, path))) return null
        // A script or a damaged file was made by no Go that could be named.
        const build = await readGoBuild(host, path).catch(() => null)
        const by = minorOf(build?.version ?? null)
        return build && by !== null && by < minor ? { path, ...build } : null
      }),
  )
  return tools.filter((tool) => tool !== null)
}

export const check = defineCheck({
  key: 'distro.go.pacman',
  category: 'packages',
  severity: 'medium',
  platform: {
    holds: ({ distro }) => distro.family === 'arch',
    otherwise: { en: 'not a system of the Arch family', 'zh-CN': '不是 Arch 系的系统' },
  },
  references: [
    {
      title: 'ArchWiki: partial upgrades are unsupported',
      url: 'https://wiki.archlinux.org/title/System_maintenance#Partial_upgrades_are_unsupported',
    },
    { title: 'ArchWiki: Go', url: 'https://wiki.archlinux.org/title/Go' },
  ],
  words: {
    en: {
      title: 'The Go of pacman came with the rest of the system',
      why: 'A go that was installed from newer lists than the rest of the system ("pacman -Sy go") is a partial upgrade, which Arch does not support. After a new Go, programs in ~/go/bin are still those of the old one.',
      says: {
        'no-go': 'Does not apply: no Go was found on this machine.',
        other: 'Does not apply: the Go that runs, {goroot}, is no package of pacman.',
        fine: '{version} is pacman’s; nothing newer is in the lists that were fetched last.',
        partial:
          '{version} came from lists that were fetched after the last full upgrade, and the rest of the system did not: {count} other packages wait for an upgrade.',
        pending: '{version} is pacman’s, and {newer} is in the lists that were fetched last.',
        older: '{version} is pacman’s. Programs that go install made with an older Go: {count}.',
        'not-told': 'Not checked: {version} is pacman’s, and pacman -Qu does not say what waits for an upgrade.',
        running: 'The go that runs',
        log: 'What came alone',
        unread: 'cannot be read: {detail}',
        pendingGo: 'A newer go in the lists',
        others: 'Other packages that wait',
        none: 'none',
        tool: 'Made with an older Go',
      },
      fixes: {
        upgrade: {
          title: 'Upgrade the whole system',
          when: 'If you have the time to see it through, then upgrade everything together, as Arch means it.',
          undo: 'The packages from before are in /var/cache/pacman/pkg, as long as it is not cleaned; pacman -U installs them one by one.',
        },
        rebuild: {
          title: 'Make {names} again with this Go',
          when: 'If one of them complains about a newer Go, then install it again; its newest version is taken.',
        },
      },
    },
    'zh-CN': {
      title: 'pacman 的 Go 与系统的其余部分一同升级',
      why: '从比系统其余部分更新的列表安装的 go（“pacman -Sy go”）属于部分升级，Arch 不支持这种做法。升级 Go 之后，~/go/bin 中的程序仍是旧的 Go 编译的。',
      says: {
        'no-go': '不适用：这台机器上没有找到 Go。',
        other: '不适用：运行的 Go（{goroot}）不是 pacman 的软件包。',
        fine: '{version} 来自 pacman；最近获取的列表中没有更新的版本。',
        partial:
          '{version} 来自上次完整升级之后获取的列表，而系统其余部分没有一同升级：还有 {count} 个软件包等待升级。',
        pending: '{version} 来自 pacman，最近获取的列表中有 {newer}。',
        older: '{version} 来自 pacman。用更旧的 Go 由 go install 编译的程序数：{count}。',
        'not-told': '未检查：{version} 来自 pacman，而 pacman -Qu 没有说明有哪些软件包等待升级。',
        running: '运行的 go',
        log: '单独升级的记录',
        unread: '无法读取：{detail}',
        pendingGo: '列表中更新的 go',
        others: '其他等待升级的软件包',
        none: '无',
        tool: '用更旧的 Go 编译',
      },
      fixes: {
        upgrade: {
          title: '升级整个系统',
          when: '如果你有时间完成它，就按 Arch 的方式一同升级所有软件包。',
          undo: '之前的软件包在 /var/cache/pacman/pkg 中（只要没有清理），可以用 pacman -U 逐个装回。',
        },
        rebuild: {
          title: '用这个 Go 重新编译 {names}',
          when: '如果其中某个程序抱怨 Go 太新，就重新安装它；会采用其最新版本。',
        },
      },
    },
  },
  look,
  judge: (seen) => {
    if (seen.kind === 'no-go') return { result: 'notapplicable', says: 'no-go', evidence: [] }
    if (seen.kind === 'other') {
      return { result: 'notapplicable', says: say('other', { goroot: seen.goroot }), evidence: [] }
    }
    const { path, alone, logProblem, pending, older } = seen
    const version = seen.version ?? 'Go'
    const evidence = [
      { label: 'running', source: path, observed: seen.version } as const,
      {
        label: 'log',
        source: logPath,
        observed: logProblem === null ? (alone ?? say('none')) : say('unread', { detail: logProblem }),
      } as const,
      ...(pending
        ? [
            { label: 'pendingGo', source: 'pacman -Qu', observed: pending.go ?? say('none') } as const,
            { label: 'others', source: 'pacman -Qu', observed: String(pending.others) } as const,
          ]
        : []),
      ...older.map((tool) => ({ label: 'tool', source: tool.path, observed: tool.version }) as const),
    ]
    if (!pending) return { result: 'notchecked', says: say('not-told', { version }), evidence }
    if (alone !== null && pending.others > 0) {
      return { result: 'fail', says: say('partial', { version, count: pending.others }), found: alone, evidence }
    }
    if (pending.go !== null) {
      const says = say('pending', { version, newer: pending.go })
      return { result: 'informational', severity: 'info', says, evidence }
    }
    if (older.length > 0) {
      return {
        result: 'informational',
        severity: 'low',
        says: say('older', { version, count: older.length }),
        evidence,
      }
    }
    return { result: 'pass', says: say('fine', { version }), evidence }
  },
  fixes: (seen) => {
    if (seen.kind !== 'packaged') return []
    const { pending, alone, older, path } = seen
    const isPartial = alone !== null && pending !== null && pending.others > 0
    return [...(isPartial || (pending !== null && pending.go !== null) ? [upgradeFix] : []), ...rebuildFix(path, older)]
  },
})

/** Never -Sy with a name. */
const upgradeFix: DescribedFix<'upgrade'> = {
  id: 'upgrade',
  privilege: 'root',
  activation: 'now',
  commands: ['sudo pacman -Syu'],
  undo: { level: 'partial', commands: [] },
}

const rebuildFix = (go: string, tools: readonly Tool[]): readonly DescribedFix<'rebuild'>[] => {
  const known = tools.flatMap(({ main }) => main ?? [])
  if (known.length === 0) return []
  return [
    {
      id: 'rebuild',
      values: { names: known.map((main) => main.package) },
      privilege: 'user',
      activation: 'now',
      commands: known.map((main) => shell`${go} install ${`${main.package}@latest`}`),
      undo: { level: 'full', commands: known.map((main) => shell`${go} install ${`${main.package}@${main.version}`}`) },
    },
  ]
}
