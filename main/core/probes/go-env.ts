/** What `go env` answers in a person's terminal: their environment and their GOENV file, as builds there see them. */
import { Unreadable } from '../engine.ts'
import { CannotAsk, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readActiveGo } from './active-go.ts'
import { describeRan, requireOwn } from './describe-ran.ts'
import { quietly } from './go-command.ts'
import { readContexts, type ContextName } from './sessions.ts'

/** The settings asked for. None of them makes go run a compiler, as GOGCCFLAGS would. */
export const goEnvNames = [
  'CC',
  'CGO_ENABLED',
  'CXX',
  'GO111MODULE',
  'GOAMD64',
  'GOARCH',
  'GOARM',
  'GOBIN',
  'GOCACHE',
  'GOENV',
  'GOEXPERIMENT',
  'GOFLAGS',
  'GOHOSTARCH',
  'GOHOSTOS',
  'GOINSECURE',
  'GOMODCACHE',
  'GONOPROXY',
  'GONOSUMDB',
  'GOOS',
  'GOPATH',
  'GOPRIVATE',
  'GOPROXY',
  'GOROOT',
  'GOSUMDB',
  'GOTMPDIR',
  'GOVERSION',
] as const
export type GoEnvName = (typeof goEnvNames)[number]

export interface GoEnv {
  /** The command line that gave the values, for evidence. */
  readonly source: string
  /** Whose environment it ran in: the terminal's, or the next best that could be asked. */
  readonly context: ContextName
  /** That environment, without what Groundwork added. */
  readonly environment: Readonly<Record<string, string>>
  /** Empty where unset, and where this Go does not know the name. */
  readonly values: Readonly<Record<GoEnvName, string>>
}

/** The environment of a new terminal, else of the login shell, else of the app. */
export const readPersonEnvironment = probe(
  async (host): Promise<{ context: ContextName; environment: Readonly<Record<string, string>> }> => {
    const contexts = await readContexts(host)
    for (const name of ['interactive', 'login'] as const) {
      const environment = contexts.find((context) => context.name === name)?.environment
      if (environment) return { context: name, environment }
    }
    return { context: 'app', environment: host.environment() }
  },
)

/**
 * Asks the active Go; null where there is none. `GOTOOLCHAIN=local` so that nothing is downloaded, and a directory
 * without a go.mod. Rejects with `Unreadable` where go fails or prints something else.
 */
export const readGoEnv = probe(async (host: ReadableHost): Promise<GoEnv | null> => {
  const [go, person] = await Promise.all([readActiveGo(host), readPersonEnvironment(host)])
  if (!go) return null
  if (!host.canRun) throw new CannotAsk('needs-running', `${go.path} env`)
  const argv = [go.path, 'env', '-json', ...goEnvNames] as const
  const source = `GOTOOLCHAIN=local ${go.path} env -json`
  const ran = await host.run({
    argv: [...argv],
    base: 'only',
    env: { ...person.environment, ...quietly },
    cwd: '/',
  })
  requireOwn(ran)
  if (ran.kind !== 'exited' || ran.code !== 0) throw new Unreadable(source, describeRan(ran))
  const answer = parseObject(ran.stdout)
  if (!answer) throw new Unreadable(source, 'its answer is not JSON')
  const values = Object.fromEntries(goEnvNames.map((name) => [name, stringOf(answer[name])]))
  return { source, ...person, values: values as Record<GoEnvName, string> }
})

const parseObject = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '')
