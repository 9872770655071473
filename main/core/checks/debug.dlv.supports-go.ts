/** K38: the dlv that runs debugs programs of the Go that runs. Each version of Delve refuses older and newer Go than it knows. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import type { Ran, ReadableHost } from '../host.ts'
import { valueOr } from '../host.ts'
import { readGoBuild } from '../inspect/go-build.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { firstGoWithDwarf5, newestDelveFor, supportOf, type DelveSupport } from '../probes/delve-support.ts'
import { describeRan, requireOwn } from '../probes/describe-ran.ts'
import { readGoPaths } from '../probes/go-paths.ts'
import { firstOnPath, isProgram } from '../probes/on-path.ts'
import { readContexts } from '../probes/sessions.ts'
import { shell } from '../shell.ts'

type Problem = 'go-too-old' | 'dlv-too-old' | 'built-too-old'

interface RunningDelve {
  /** Without links. */
  readonly path: string
  readonly ran: Ran
  /** e.g. `1.25.2`; null where it did not say. */
  readonly version: string | null
  readonly support: DelveSupport | null
  /** The Go that built it, e.g. `go1.24.4`; null where the file does not say. */
  readonly builtWith: string | null
  /** Null where it debugs this Go; also where that is not known, and `support` tells. */
  readonly problem: Problem | null
}

interface Seen {
  readonly go: { readonly path: string; readonly version: string; readonly minor: number } | null
  readonly delves: readonly RunningDelve[]
  /** Where `go install` puts programs of the person. */
  readonly bin: string | null
}

const minorOf = (version: string | null): number | null => {
  const minor = /^go1\.(\d+)/.exec(version ?? '')?.[1]
  return minor === undefined ? null : Number(minor)
}

/** Those that run when their name is called, in any session, and the one that editors take: where go installs programs. */
const findDelves = async (host: ReadableHost, bins: readonly string[]): Promise<readonly string[]> => {
  const contexts = await readContexts(host)
  const found = await Promise.all([
    ...contexts.map(({ environment }) => firstOnPath(host, environment?.PATH ?? '', 'dlv')),
    ...bins.map(async (bin) => ((await isProgram(host, `${bin}/dlv`)) ? `${bin}/dlv` : null)),
  ])
  const paths = found.filter((path) => path !== null)
  return [...new Set(await Promise.all(paths.map(async (path) => valueOr(await host.realPath(path), path))))]
}

const readDelve = async (host: ReadableHost, path: string, goMinor: number): Promise<RunningDelve> => {
  const [ran, build] = await Promise.all([
    // dlv would make its configuration file and count its starts below the home.
    host.run({ argv: [path, 'version'], base: 'only', env: { HOME: nowhere, XDG_CONFIG_HOME: nowhere }, cwd: '/' }),
    readGoBuild(host, path).catch(() => null),
  ])
  requireOwn(ran)
  const version = ran.kind === 'exited' ? (/^Version: (\d+\.\d+\.\d+)/m.exec(ran.stdout)?.[1] ?? null) : null
  const support = version === null ? null : supportOf(version)
  const builtWith = build?.version ?? null
  const builtMinor = minorOf(builtWith)
  const problem =
    support === null
      ? null
      : goMinor < support.oldestGo
        ? 'go-too-old'
        : goMinor > support.newestGo
          ? 'dlv-too-old'
          : goMinor >= firstGoWithDwarf5 && builtMinor !== null && builtMinor < firstGoWithDwarf5
            ? 'built-too-old'
            : null
  return { path, ran, version, support, builtWith, problem }
}

const nowhere = '/dev/null'

type EvidenceCode = 'dlv' | 'go' | 'range' | 'builtWith'

const measure = ({ go, delves }: Seen): readonly Measured<EvidenceCode>[] => [
  ...(go ? [{ label: 'go', source: go.path, observed: go.version } as const] : []),
  ...delves.flatMap(({ path, ran, version, support, builtWith, problem }): readonly Measured<EvidenceCode>[] => [
    {
      label: 'dlv',
      source: `${path} version`,
      observed: version ?? describeRan(ran),
      expected: support && say('range', { oldest: `1.${support.oldestGo}`, newest: `1.${support.newestGo}` }),
    },
    ...(problem === 'built-too-old'
      ? [{ label: 'builtWith', source: path, observed: builtWith, expected: `go1.${firstGoWithDwarf5}` } as const]
      : []),
  ]),
]

const module = 'github.com/go-delve/delve/cmd/dlv'

export const check = defineCheck({
  key: 'debug.dlv.supports-go',
  category: 'debug',
  severity: 'medium',
  references: [
    {
      title: 'Delve: pkg/goversion',
      url: 'https://github.com/go-delve/delve/blob/master/pkg/goversion/compat.go',
    },
    {
      title: 'Delve: installation',
      url: 'https://github.com/go-delve/delve/blob/master/Documentation/installation/README.md',
    },
  ],
  words: {
    en: {
      title: 'dlv debugs programs of this Go',
      why: 'dlv refuses programs of a Go that is older or newer than it knows ("Version of Delve is too old for Go version …"); an editor often says only that it failed to launch.',
      says: {
        fits: 'dlv {version} debugs programs of {go}.',
        'go-too-old':
          '{path} is dlv {version}, which debugs programs of Go {oldest} to {newest}: {go} is too old for it.',
        'dlv-too-old':
          '{path} is dlv {version}, which debugs programs of Go {oldest} to {newest}: it is too old for {go}.',
        'built-too-old':
          '{path} was built with {built}: it cannot read the debug information (DWARF 5) of programs of {go}.',
        'not-known': '{path} is dlv {version}; which Go it debugs is not known here.',
        silent: '{path} does not say its version: {detail}.',
        'no-dlv': 'Does not apply: no session runs a dlv.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        'go-unknown': 'The version of the Go that runs ({path}) could not be told.',
        dlv: 'dlv',
        go: 'Go of a new terminal',
        range: 'a dlv for this Go; this one is for Go {oldest} to {newest}',
        builtWith: 'Built with',
      },
      fixes: {
        install: {
          title: 'Build dlv {wanted} with this Go',
          when: 'If you debug programs of this Go, then build the dlv that fits it.',
          tradeoff:
            'It is put into {bin}. Where another dlv comes first on the PATH, or an editor names another, that one still runs.',
        },
        newerGo: {
          title: 'Switch to a Go that this dlv debugs',
          when: 'If you want to keep this dlv, then use a Go from {oldest} on.',
          tradeoff: 'Programs are then built with that Go.',
          undo: 'groundwork go list shows what was in use; groundwork go use VERSION switches back.',
        },
      },
    },
    'zh-CN': {
      title: 'dlv 能调试这个 Go 的程序',
      why: 'Go 比 dlv 所支持的更旧或更新时，dlv 会拒绝调试（“Version of Delve is too old for Go version …”）；编辑器往往只显示启动失败。',
      says: {
        fits: 'dlv {version} 能调试 {go} 的程序。',
        'go-too-old': '{path} 是 dlv {version}，支持 Go {oldest} 到 {newest}：{go} 对它来说太旧。',
        'dlv-too-old': '{path} 是 dlv {version}，支持 Go {oldest} 到 {newest}：对 {go} 来说它太旧。',
        'built-too-old': '{path} 由 {built} 构建，无法读取 {go} 程序的调试信息（DWARF 5）。',
        'not-known': '{path} 是 dlv {version}；这里不知道它支持哪些 Go。',
        silent: '{path} 没有给出版本：{detail}。',
        'no-dlv': '不适用：没有会话会运行 dlv。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        'go-unknown': '无法得知正在使用的 Go（{path}）的版本。',
        dlv: 'dlv',
        go: '新终端的 Go',
        range: '适合这个 Go 的 dlv；现在这个支持 Go {oldest} 到 {newest}',
        builtWith: '构建所用的 Go',
      },
      fixes: {
        install: {
          title: '用这个 Go 构建 dlv {wanted}',
          when: '如果你要调试这个 Go 的程序，就构建适合它的 dlv。',
          tradeoff: '它会放到 {bin}。如果 PATH 上有另一个 dlv 排在前面，或编辑器指定了另一个，运行的仍是那一个。',
        },
        newerGo: {
          title: '切换到这个 dlv 支持的 Go',
          when: '如果想保留这个 dlv，就使用 {oldest} 或更新的 Go。',
          tradeoff: '此后程序会用那个 Go 构建。',
          undo: 'groundwork go list 显示原来使用的版本；groundwork go use 版本 可切换回去。',
        },
      },
    },
  },
  look: async (host): Promise<Seen & { readonly hasGo: string | null }> => {
    const [active, paths] = await Promise.all([readActiveGo(host), readGoPaths(host).catch(() => [])])
    const bins = paths.filter(({ name }) => name === 'bin').map(({ path }) => path)
    const minor = minorOf(active?.version ?? null)
    const go = active?.version && minor !== null ? { path: active.path, version: active.version, minor } : null
    const found = active ? await findDelves(host, bins) : []
    const delves = await Promise.all(found.map((path) => readDelve(host, path, minor ?? 0)))
    return { go, delves, bin: bins[0] ?? null, hasGo: active?.path ?? null }
  },
  judge: (seen) => {
    const { go, delves, hasGo } = seen
    if (hasGo === null) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    if (delves.length === 0) return { result: 'notapplicable', says: 'no-dlv', evidence: [] }
    const evidence = measure(seen)
    if (!go) return { result: 'unknown', says: say('go-unknown', { path: hasGo }), evidence }
    const wrong = worstOf(seen)
    if (wrong?.problem && wrong.support) {
      const { path, version, support, builtWith, problem } = wrong
      return {
        result: 'fail',
        says: say(problem, {
          path,
          version: version ?? '',
          oldest: `1.${support.oldestGo}`,
          newest: `1.${support.newestGo}`,
          built: builtWith ?? '',
          go: go.version,
        }),
        found: `dlv ${version ?? ''}`,
        evidence,
      }
    }
    const silent = delves.find(({ version }) => version === null)
    if (silent) {
      const detail = describeRan(silent.ran)
      return { result: 'unknown', says: say('silent', { path: silent.path, detail }), evidence }
    }
    const strange = delves.find(({ support }) => support === null)
    if (strange) {
      const { path, version } = strange
      return { result: 'unknown', says: say('not-known', { path, version: version ?? '' }), evidence }
    }
    const version = [...new Set(delves.map((delve) => delve.version ?? ''))]
    return { result: 'pass', says: say('fits', { version, go: go.version }), evidence }
  },
  fixes: (seen) => {
    const { go, bin } = seen
    const wrong = worstOf(seen)
    if (!go || bin === null || !wrong?.support) return []
    const { path, version, problem, support } = wrong
    const fitting = newestDelveFor(go.minor)
    // What is newer than what was read may have a newer dlv; a Go that is too old for any needs an older one by name.
    const wanted = problem === 'go-too-old' ? fitting && `v${fitting}` : 'latest'
    const fixes: DescribedFix<'install' | 'newerGo'>[] = []
    if (wanted !== null) {
      fixes.push({
        id: 'install',
        values: { wanted, bin },
        privilege: 'user',
        activation: 'now',
        commands: [shell`${go.path} install ${`${module}@${wanted}`}`],
        undo: {
          level: 'full',
          commands:
            path === `${bin}/dlv`
              ? [shell`${go.path} install ${`${module}@v${version ?? ''}`}`]
              : [shell`rm ${`${bin}/dlv`}`],
        },
      })
    }
    if (problem === 'go-too-old') {
      fixes.push({
        id: 'newerGo',
        values: { oldest: `1.${support.oldestGo}` },
        privilege: 'user',
        activation: 'new-shell',
        commands: ['groundwork go list --available'],
        undo: { level: 'partial', commands: [] },
      })
    }
    return fixes
  },
})

const worstOf = ({ delves }: Seen): RunningDelve | undefined => delves.find(({ problem }) => problem !== null)
