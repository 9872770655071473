/**
 * Where Go puts things for a person: work directory, caches, installed programs. Computed as cmd/go computes it, from the
 * environment, the GOENV file and the defaults, so that it is known without a Go and on a mounted disk too.
 */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readPersonEnvironment } from './go-env.ts'
import type { ContextName } from './sessions.ts'

export type GoPathName = 'home' | 'config' | 'work' | 'cache' | 'modules' | 'gopath' | 'bin'

export interface GoPath {
  readonly name: GoPathName
  /** Absolute. */
  readonly path: string
  /** The variable that names it, e.g. `GOTMPDIR`; where nothing names it, the one that would. */
  readonly variable: string
  /** Who named it: the environment, the GOENV file, or nobody. */
  readonly setBy: 'environment' | 'file' | 'default'
  /** Whose it is, in the contexts that agree; empty on a mounted disk. */
  readonly contexts: readonly ContextName[]
  /** Who works with it; null where that is not known. */
  readonly uid: number | null
}

/** One environment in which a person runs go, and what Go makes of it. */
export interface GoSituation {
  readonly context: ContextName | null
  readonly uid: number | null
  readonly environment: Readonly<Record<string, string>>
  /** The settings of `go env -w`, and the file that has them; null where there can be none. */
  readonly file: { readonly path: string; readonly values: Readonly<Record<string, string>> } | null
}

/** The person's terminal and this app; on a mounted disk, each of its homes. */
export const readGoSituations = probe(async (host): Promise<readonly GoSituation[]> => {
  if (!host.canRun) {
    const homes = await host.homes()
    return Promise.all(
      homes.map(async (home) => {
        const status = await host.status(home)
        return situationOf(host, null, { HOME: home }, status.ok ? status.value.uid : null)
      }),
    )
  }
  const { context, environment } = await readPersonEnvironment(host)
  const { uid } = host.user()
  const person = await situationOf(host, context, environment, uid)
  return context === 'app' ? [person] : [person, await situationOf(host, 'app', host.environment(), uid)]
})

/** Every path that Go uses in the person's situations, each once. Names that lead nowhere (no HOME) are left out. */
export const readGoPaths = probe(async (host): Promise<readonly GoPath[]> => {
  const merged = new Map<string, GoPath>()
  for (const situation of await readGoSituations(host)) {
    for (const found of goPathsOf(situation)) {
      const same = merged.get(`${found.name} ${found.path}`)
      merged.set(
        `${found.name} ${found.path}`,
        same ? { ...same, contexts: [...same.contexts, ...found.contexts] } : found,
      )
    }
  }
  return [...merged.values()]
})

/** What Go makes of `environment`. */
export const situationOf = async (
  host: ReadableHost,
  context: ContextName | null,
  environment: Readonly<Record<string, string>>,
  uid: number | null,
): Promise<GoSituation> => {
  const path = goEnvFileOf(environment)
  const values = path === null ? {} : parseGoEnvFile(valueOr(await host.readText(path), ''))
  return { context, uid, environment, file: path === null ? null : { path, values } }
}

/** Where `go env -w` writes: GOENV, else os.UserConfigDir()/go/env; null for `off` and where there is no home. */
export const goEnvFileOf = (environment: Readonly<Record<string, string>>): string | null => {
  const { GOENV, XDG_CONFIG_HOME, HOME } = environment
  if (GOENV) return GOENV.startsWith('/') ? GOENV : null
  const config = XDG_CONFIG_HOME ? XDG_CONFIG_HOME : HOME ? `${HOME}/.config` : ''
  return config.startsWith('/') ? `${config}/go/env` : null
}

/** The settings of a GOENV file, as cmd/go reads it: no quoting, no blanks removed, the last of a name counts. */
export const parseGoEnvFile = (text: string): Readonly<Record<string, string>> => {
  const values: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (equals > 0 && /^[A-Z]/.test(line)) values[line.slice(0, equals)] = line.slice(equals + 1)
  }
  return values
}

/** What a setting is and who set it, as cfg.Getenv sees it: an empty variable is like none. */
export const goSettingOf = (
  situation: GoSituation,
  name: string,
): { readonly value: string; readonly setBy: 'environment' | 'file' } | null => {
  const value = situation.environment[name]
  if (value) return { value, setBy: 'environment' }
  const kept = situation.file?.values[name]
  return kept ? { value: kept, setBy: 'file' } : null
}

/** The paths of one situation; relative ones, which Go refuses or reads from where it stands, are left out. */
export const goPathsOf = (situation: GoSituation): readonly GoPath[] => {
  const { environment, context, uid } = situation
  const contexts = context === null ? [] : [context]
  const home = environment.HOME ?? ''
  const path = (
    name: GoPathName,
    variable: string,
    found: ReturnType<typeof goSettingOf>,
    fallback: string,
  ): readonly GoPath[] => {
    const value = found?.value ?? fallback
    return value.startsWith('/')
      ? [{ name, path: value, variable, setBy: found?.setBy ?? 'default', contexts, uid }]
      : []
  }
  const fromEnvironment = (name: string): ReturnType<typeof goSettingOf> => {
    const value = environment[name]
    return value ? { value, setBy: 'environment' } : null
  }
  const below = (directory: string, rest: string): string => (directory.startsWith('/') ? `${directory}${rest}` : '')

  const cacheHome = environment.XDG_CACHE_HOME ? environment.XDG_CACHE_HOME : below(home, '/.cache')
  const gopathSetting = goSettingOf(situation, 'GOPATH')
  const firstOfGopath = gopathSetting && { ...gopathSetting, value: gopathSetting.value.split(':')[0] ?? '' }
  const gopath = path('gopath', 'GOPATH', firstOfGopath, below(home, '/go'))
  const inGopath = (rest: string): string => below(gopath[0]?.path ?? '', rest)
  const temporary = goSettingOf(situation, 'GOTMPDIR')
  const configFile = situation.file?.path ?? ''
  return [
    ...path('home', 'HOME', fromEnvironment('HOME'), ''),
    ...path('config', 'GOENV', null, configFile.startsWith('/dev/') ? '' : configFile.replace(/\/[^/]*$/, '')),
    ...(temporary
      ? path('work', 'GOTMPDIR', temporary, '')
      : path('work', 'TMPDIR', fromEnvironment('TMPDIR'), '/tmp')),
    ...path('cache', 'GOCACHE', goSettingOf(situation, 'GOCACHE'), below(cacheHome, '/go-build')),
    ...path('modules', 'GOMODCACHE', goSettingOf(situation, 'GOMODCACHE'), inGopath('/pkg/mod')),
    ...gopath,
    ...path('bin', 'GOBIN', goSettingOf(situation, 'GOBIN'), inGopath('/bin')),
  ]
}
