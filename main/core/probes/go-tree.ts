/** Whether a Go tree is whole and of one piece: what unpacking one version over another leaves behind (K03, E15). */
import { valueOr, type Ran, type ReadableHost } from '../host.ts'
import { describeRan, requireOwn } from './describe-ran.ts'
import { neutrally } from './go-command.ts'
import { readVersionFile, versionIn, versionInAnswer } from './go-program.ts'
import { firstOnPath, systemPath } from './on-path.ts'

/** A name that two files of one package declare, which no compiler accepts. */
export interface Redeclared {
  readonly package: string
  readonly name: string
  readonly files: readonly [string, string]
}

/** What a program of the tree says its version is. */
export interface ToolVersion {
  readonly source: string
  readonly version: string | null
  /** Why it did not say, as it ended. */
  readonly problem: string | null
}

export interface GoTree {
  readonly goroot: string
  /** The first line of VERSION; null in a development tree, which has none. */
  readonly versionFile: string | null
  /** Directories and programs that every Go has and this one lacks. */
  readonly missing: readonly string[]
  /** `go version` and `compile -V`; empty where nothing can be run. */
  readonly tools: readonly ToolVersion[]
  readonly redeclared: readonly Redeclared[]
  /** How many source files were read for that; 0 where go could not list them. */
  readonly read: number
  /** Why the source files could not be searched, though go listed them. */
  readonly readProblem: string | null
  /** What `go list` said where it failed. */
  readonly listProblem: string | null
}

/**
 * Packages that every program needs and whose files were renamed or merged in every release so far: each mixture of
 * two neighbouring releases from 1.19 to 1.26 that was made for a trial redeclares a name in one of these.
 */
const packages = ['runtime', 'internal/abi', 'internal/poll', 'internal/syscall/unix', 'os', 'syscall']

/** Looks at the tree in `goroot`. Nothing of the person's settings reaches its programs, and nothing is written. */
export const lookAtTree = async (host: ReadableHost, goroot: string): Promise<GoTree> => {
  const toolDirectory = await findToolDirectory(host, goroot)
  const go = `${goroot}/bin/go`
  const compile = `${toolDirectory ?? `${goroot}/pkg/tool`}/compile`
  const parts = [go, compile, `${goroot}/src/runtime`, `${goroot}/src/fmt`, `${goroot}/src/unsafe/unsafe.go`]
  const present = await Promise.all(parts.map((part) => host.status(part)))
  const missing = parts.filter((_, index) => present[index]?.ok === false)
  const hasTools = host.canRun && !missing.includes(go)
  const [versionFile, tools, listed] = await Promise.all([
    readVersionFile(host, goroot),
    hasTools && !missing.includes(compile)
      ? Promise.all([
          askVersion(host, [go, 'version'], versionInAnswer),
          askVersion(host, [compile, '-V'], versionOfTool),
        ])
      : [],
    hasTools ? listFiles(host, go) : { packages: [], problem: null, unlistable: null },
  ])
  const found = await findRedeclared(host, listed.packages)
  return {
    goroot,
    versionFile,
    missing,
    tools,
    redeclared: found.redeclared,
    read: found.read,
    readProblem: listed.unlistable ?? found.problem,
    listProblem: listed.problem,
  }
}

/** `pkg/tool/linux_amd64`; null where there is none. */
const findToolDirectory = async (host: ReadableHost, goroot: string): Promise<string | null> => {
  const names = valueOr(await host.list(`${goroot}/pkg/tool`), [])
  const name = names.find((candidate) => candidate.startsWith('linux_'))
  return name === undefined ? null : `${goroot}/pkg/tool/${name}`
}

/** `compile version go1.26.8`, `compile version devel go1.27-… X:…`. */
const versionOfTool = (text: string): string | null =>
  versionIn(/^\w+ version (?:devel )?(go\S+)/.exec(text)?.[1] ?? '')

const ask = async (
  host: ReadableHost,
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const ran = await host.run({ argv: [...argv], env: { ...neutrally, ...env }, cwd: '/', timeoutMs: 5_000 })
  requireOwn(ran)
  return ran
}

/**
 * Asked so that no build cache is made where there is none. A Go that insists on one (1.15 and 1.19 do, 1.24 does not)
 * is asked again with the person's, which it then leaves as it is, if there already is one.
 */
const askWithoutCache = async (host: ReadableHost, argv: readonly [string, ...string[]]): Promise<Ran> => {
  const ran = await ask(host, argv, { GOCACHE: 'off' })
  const home = host.user().home
  const cache = `${host.environment().XDG_CACHE_HOME ?? `${home ?? ''}/.cache`}/go-build`
  if (!insistsOnCache(ran) || home === null || !(await host.status(`${cache}/README`)).ok) return ran
  return ask(host, argv, { GOCACHE: cache })
}

const askVersion = async (
  host: ReadableHost,
  argv: readonly [string, string],
  read: (text: string) => string | null,
): Promise<ToolVersion> => {
  const ran = await ask(host, argv)
  const version = ran.kind === 'exited' && ran.code === 0 ? read(ran.stdout) : null
  const problem = ran.kind === 'exited' && ran.code === 0 ? null : describeRan(ran)
  return { source: argv.join(' '), version, problem }
}

interface Package {
  readonly path: string
  readonly directory: string
  readonly files: readonly string[]
}

const insistsOnCache = (ran: Ran): boolean =>
  ran.kind === 'exited' && ran.code !== 0 && ran.stderr.includes('GOCACHE=off')

/** How the `go` of a tree is asked for the files that it would compile. */
export const goListCommand = (go: string): readonly [string, ...string[]] => [
  go,
  'list',
  '-find',
  '-e',
  '-f',
  '{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles "\t"}}',
  ...packages,
]

/** How grep is asked for the names that `files` declare. */
export const grepCommand = (grep: string, files: readonly string[]): readonly [string, ...string[]] => [
  grep,
  '-EHo',
  declaration,
  ...files,
]

/** The files that this Go would compile, by its own build constraints. */
const listFiles = async (
  host: ReadableHost,
  go: string,
): Promise<{
  readonly packages: readonly Package[]
  readonly problem: string | null
  /** Why it was not asked any further, which says nothing against the tree. */
  readonly unlistable: string | null
}> => {
  const ran = await askWithoutCache(host, goListCommand(go))
  if (insistsOnCache(ran)) return { packages: [], problem: null, unlistable: describeRan(ran) }
  if (ran.kind !== 'exited' || ran.code !== 0) return { packages: [], problem: describeRan(ran), unlistable: null }
  const listed = ran.stdout.split('\n').flatMap((line): readonly Package[] => {
    const [path = '', directory = '', ...files] = line.split('\t')
    return directory.startsWith('/') && files.some((file) => file !== '') ? [{ path, directory, files }] : []
  })
  const hasRuntime = listed.some(({ path }) => path === 'runtime')
  return { packages: listed, problem: hasRuntime ? null : 'go list: no runtime', unlistable: null }
}

/** A name at the top level of a file: `func name(`, `func name[`, `type name`, and `var` or `const` with one name. */
const declaration = '^(func [A-Za-z_][A-Za-z0-9_]*[[(]|(type|var|const) [A-Za-z_][A-Za-z0-9_]*)'

/** One grep reads all files: some hundred small reads would cost more than everything else here. */
const findRedeclared = async (
  host: ReadableHost,
  listed: readonly Package[],
): Promise<{ readonly redeclared: readonly Redeclared[]; readonly read: number; readonly problem: string | null }> => {
  const files = listed.flatMap(({ directory, files: names }) => names.map((name) => `${directory}/${name}`))
  if (files.length === 0) return { redeclared: [], read: 0, problem: null }
  const grep = await firstOnPath(host, systemPath, 'grep')
  if (!grep) return { redeclared: [], read: 0, problem: 'grep: ENOENT' }
  const ran = await host.run({ argv: grepCommand(grep, files), maxBytes: 8 * 1024 * 1024 })
  if (ran.kind !== 'exited' || ran.code !== 0) return { redeclared: [], read: 0, problem: describeRan(ran) }
  const packageOf = new Map(listed.map(({ path, directory }) => [directory, path]))
  const declaredIn = new Map<string, string>()
  const redeclared: Redeclared[] = []
  for (const line of ran.stdout.split('\n')) {
    const colon = line.lastIndexOf(':')
    const file = line.slice(0, colon)
    const directory = file.slice(0, file.lastIndexOf('/'))
    const name = /^\w+ (\w+)/.exec(line.slice(colon + 1))?.[1]
    if (name === undefined || name === 'init' || name === '_') continue
    const other = declaredIn.get(`${directory} ${name}`)
    if (other === undefined) declaredIn.set(`${directory} ${name}`, file)
    else if (other !== file) redeclared.push({ package: packageOf.get(directory) ?? '', name, files: [other, file] })
  }
  return { redeclared, read: files.length, problem: null }
}
