/** What an executable named `go` really is: a Go tree's own command, or something that starts one. */
import { valueOr, type ReadableHost } from '../host.ts'
import { describeRan } from './describe-ran.ts'
import { readProject, type Pin } from '../toolchains/project.ts'
import { neutrally, quietly } from './go-command.ts'

/** Programs that stand in for `go` and start another: their own place says nothing of the Go that runs. */
export type Launcher = 'snap' | 'mise' | 'asdf' | 'goenv' | 'gccgo' | 'unknown'

export interface GoProgram {
  /** As found. */
  readonly path: string
  /** Links followed. */
  readonly realPath: string
  /** Null where `path` is the tree's own command. */
  readonly launcher: Launcher | null
  /** The tree that runs, without links; null where even asking did not tell. */
  readonly goroot: string | null
  /** e.g. `go1.26.8`. */
  readonly version: string | null
  /** Why the tree is not known, as it was said. */
  readonly problem: string | null
}

/**
 * Looks at `path`. A launcher is asked, in `environment`, which Go it starts; without an environment (or on a host
 * that runs nothing) it stays unknown. It is asked in `directory`, since what it starts may depend on that; without
 * one in the person's home.
 */
export const identifyGo = async (
  host: ReadableHost,
  path: string,
  environment: Readonly<Record<string, string>> | null,
  directory?: string,
): Promise<GoProgram> => {
  const realPath = valueOr(await host.realPath(path), path)
  const goroot = gorootOf(realPath)
  if (goroot !== null && (await isGoTree(host, goroot))) {
    const version = (await readVersionFile(host, goroot)) ?? (await askVersion(host, realPath))
    return { path, realPath, launcher: null, goroot, version, problem: null }
  }
  const launcher = launcherOf(path, realPath)
  if (launcher === 'snap') return fromSnap(host, path, realPath)
  if (!environment || !host.canRun) {
    return { path, realPath, launcher, goroot: null, version: null, problem: null }
  }
  return askLauncher(host, path, realPath, launcher, environment, directory)
}

/** The tree of a `go` at its real path: two levels up, as cmd/go itself finds it; null where it stands elsewhere. */
const gorootOf = (realPath: string): string | null => /^(.*)\/bin\/go$/.exec(realPath)?.[1] ?? null

/** By any of its unmistakable parts, since broken trees are looked at too: VERSION, pkg/tool (cmd/go's own test), src/runtime. */
const isGoTree = async (host: ReadableHost, goroot: string): Promise<boolean> => {
  if ((await readVersionFile(host, goroot)) !== null) return true
  const parts = await Promise.all([host.status(`${goroot}/pkg/tool`), host.status(`${goroot}/src/runtime`)])
  return parts.some((part) => part.ok && part.value.kind === 'directory')
}

/** The first line of a tree's VERSION file; null where it says no version (a development tree has none). */
export const readVersionFile = async (host: ReadableHost, goroot: string): Promise<string | null> => {
  const text = await host.readText(`${goroot}/VERSION`, { maxBytes: 4096 })
  const line = text.ok ? (text.value.split('\n')[0] ?? '').trim() : ''
  return versionIn(line)
}

/** `go1.26.8`, `go1.27rc1` at the start of a text; suffixes of distributions are left out. */
export const versionIn = (text: string): string | null => /^go\d+(?:\.\d+)*(?:(?:rc|beta)\d+)?/.exec(text)?.[0] ?? null

/** From `go version go1.26.8 linux/amd64`, `go version devel go1.27-abc …`. */
export const versionInAnswer = (text: string): string | null =>
  versionIn(/^go version (?:devel )?(go\S+)/.exec(text)?.[1] ?? '')

const askVersion = async (host: ReadableHost, realPath: string): Promise<string | null> => {
  if (!host.canRun) return null
  const ran = await host.run({ argv: [realPath, 'version'], env: neutrally, cwd: '/', timeoutMs: 3_000 })
  return ran.kind === 'exited' ? versionInAnswer(ran.stdout) : null
}

const launcherOf = (path: string, realPath: string): Launcher => {
  if (realPath.endsWith('/snap')) return 'snap'
  if (/\/mise$/.test(realPath) || /\/mise\/shims\//.test(path)) return 'mise'
  if (/\/\.?asdf(?:-\w+)?\/shims\//.test(path) || /\/asdf$/.test(realPath)) return 'asdf'
  if (/\/\.?goenv\/shims\//.test(path)) return 'goenv'
  return /\/go-\d+$/.test(realPath) ? 'gccgo' : 'unknown'
}

/** The snap's tree stands where snapd mounts it; running the snap would make directories in the person's home. */
const fromSnap = async (host: ReadableHost, path: string, realPath: string): Promise<GoProgram> => {
  for (const mount of ['/snap/go/current', '/var/lib/snapd/snap/go/current']) {
    if (!(await isGoTree(host, mount))) continue
    const goroot = valueOr(await host.realPath(mount), mount)
    return { path, realPath, launcher: 'snap', goroot, version: await readVersionFile(host, goroot), problem: null }
  }
  return { path, realPath, launcher: 'snap', goroot: null, version: null, problem: '/snap/go/current: absent' }
}

/** Version managers may install what is missing when they are asked; these variables forbid it. */
const installNothing = {
  MISE_AUTO_INSTALL: 'false',
  MISE_EXEC_AUTO_INSTALL: 'false',
  MISE_NOT_FOUND_AUTO_INSTALL: 'false',
  GOENV_AUTO_INSTALL: '0',
} as const

/** A file around `directory` with which whoever wrote it chooses the program that a launcher starts, not only its version. */
const pinnedPath = async (host: ReadableHost, directory: string): Promise<Pin | undefined> =>
  (await readProject(host, directory)).pins.find(
    ({ version }) => /[/\\]|\.\./.test(version) || version.startsWith('path:'),
  )

const askLauncher = async (
  host: ReadableHost,
  path: string,
  realPath: string,
  launcher: Launcher,
  environment: Readonly<Record<string, string>>,
  directory?: string,
): Promise<GoProgram> => {
  const chosen = directory === undefined ? undefined : await pinnedPath(host, directory)
  if (chosen !== undefined) {
    const problem = `not asked: ${chosen.path} names a place (${chosen.version.slice(0, 100)}), and what is there would run`
    return { path, realPath, launcher, goroot: null, version: null, problem }
  }
  const ran = await host.run({
    argv: [path, 'env', 'GOROOT', 'GOVERSION'],
    base: 'only',
    env: { ...environment, ...quietly, ...installNothing, GOROOT: undefined, GOENV: 'off' },
    cwd: directory ?? environment.HOME ?? '/',
    timeoutMs: 3_000,
  })
  const [line = '', version = ''] = ran.kind === 'exited' && ran.code === 0 ? ran.stdout.split('\n') : []
  if (!line.startsWith('/')) {
    const problem =
      ran.kind === 'exited' && ran.code === 0 ? `prints no GOROOT: ${line.slice(0, 100)}` : describeRan(ran)
    return { path, realPath, launcher, goroot: null, version: null, problem }
  }
  const goroot = valueOr(await host.realPath(line), line)
  return {
    path,
    realPath,
    launcher,
    goroot,
    version: (await readVersionFile(host, goroot)) ?? versionIn(version),
    problem: null,
  }
}
