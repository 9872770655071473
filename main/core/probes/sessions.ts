/**
 * The environments a person's programs really get: this app's, a login shell's, a terminal's, the systemd user
 * manager's. Each is measured by asking it, never guessed from its start files (K07).
 */
import type { Text } from '#contract'
import type { ReadableHost, Ran } from '../host.ts'
import { valueOr } from '../host.ts'
import { probe } from '../once.ts'

export type ContextName = 'app' | 'login' | 'interactive' | 'systemd-user'

/** How to call a context in a sentence. */
export const contextTexts: Readonly<Record<ContextName, Text>> = {
  app: { en: 'this app', 'zh-CN': '本应用' },
  login: { en: 'login shell', 'zh-CN': '登录 shell' },
  interactive: { en: 'terminal', 'zh-CN': '终端' },
  'systemd-user': { en: 'desktop session (systemd)', 'zh-CN': '桌面会话（systemd）' },
}

export interface Context {
  readonly name: ContextName
  /** How it was asked: a command line, or `environment of this process`. */
  readonly source: string
  /** What it gets; null where it could not be asked. */
  readonly environment: Readonly<Record<string, string>> | null
  /** Why it could not be asked, for the evidence. */
  readonly problem: string | null
}

const beginMark = '__groundwork_environment_begins__'
const endMark = '__groundwork_environment_ends__'
const defaultPath = '/usr/local/bin:/usr/bin:/bin'

/** Every context that this host has, in the order app, login, interactive, systemd-user. */
export const readContexts = probe(async (host): Promise<readonly Context[]> => {
  const app: Context = {
    name: 'app',
    source: 'environment of this process',
    environment: host.environment(),
    problem: null,
  }
  if (!host.canRun) return []
  const [shells, systemd] = await Promise.all([askShells(host), askSystemdUser(host)])
  return [app, ...shells, ...(systemd ? [systemd] : [])]
})

/** A new terminal inherits what the login left behind, so the login shell is asked first and the terminal from there. */
const askShells = async (host: ReadableHost): Promise<readonly Context[]> => {
  const { shell } = host.user()
  if (!shell || /\/(nologin|false|true|sync)$/.test(shell)) return []
  const env = valueOr(await envTool(host), null)
  if (!env) return []
  const fresh = await freshEnvironment(host, shell)
  const login = await askShell(host, 'login', [shell, '-l', '-c'], env, fresh)
  const interactive = await askShell(host, 'interactive', [shell, '-i', '-c'], env, login.environment ?? fresh)
  return [login, interactive]
}

const envTool = async (
  host: ReadableHost,
): Promise<{ ok: true; value: string } | { ok: false; why: 'absent'; detail: string }> => {
  for (const path of ['/usr/bin/env', '/bin/env', '/run/current-system/sw/bin/env']) {
    if ((await host.access(path, 'execute')) === 'yes') return { ok: true, value: path }
  }
  return { ok: false, why: 'absent', detail: 'env' }
}

/** What login(1) or a display manager starts a shell with: nothing of ours (pam_env, login.defs). */
const freshEnvironment = async (host: ReadableHost, shell: string): Promise<Record<string, string>> => {
  const user = host.user()
  const current = host.environment()
  const etc = parseEtcEnvironment(valueOr(await host.readText('/etc/environment'), ''))
  const loginDefs = valueOr(await host.readText('/etc/login.defs'), '')
  const fromDefs = new RegExp(`^\\s*${user.uid === 0 ? 'ENV_SUPATH' : 'ENV_PATH'}\\s+(?:PATH=)?(\\S+)`, 'm').exec(
    loginDefs,
  )
  const kept: Record<string, string> = {}
  for (const name of ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS']) {
    const value = current[name]
    if (value !== undefined) kept[name] = value
  }
  return {
    PATH: fromDefs?.[1] ?? defaultPath,
    ...etc,
    ...kept,
    ...(user.home ? { HOME: user.home } : {}),
    ...(user.name ? { USER: user.name, LOGNAME: user.name } : {}),
    SHELL: shell,
    TERM: 'dumb',
  }
}

/** /etc/environment as pam_env reads it: assignments, no expansion. */
export const parseEtcEnvironment = (text: string): Record<string, string> => {
  const values: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*?)\s*$/.exec(line)
    if (match?.[1] !== undefined) values[match[1]] = (match[2] ?? '').replace(/^(['"])(.*)\1$/, '$2')
  }
  return values
}

const askShell = async (
  host: ReadableHost,
  name: 'login' | 'interactive',
  start: readonly [string, ...string[]],
  env: string,
  base: Readonly<Record<string, string>>,
): Promise<Context> => {
  // `printf` is a builtin everywhere but in nushell, where this fails and is reported as such.
  const script = `printf %s ${beginMark}; ${env} -0; printf %s ${endMark}`
  const ran = await host.run({
    argv: [...start, script] as [string, ...string[]],
    base: 'only',
    env: base,
    timeoutMs: 5_000,
  })
  const source = `${start.join(' ')} …`
  const environment = parseMarked(outputOf(ran))
  return { name, source, environment, problem: environment ? null : describeRan(ran) }
}

const outputOf = (ran: Ran): string => (ran.kind === 'unstartable' ? '' : ran.stdout)

const parseMarked = (output: string): Readonly<Record<string, string>> | null => {
  const begin = output.lastIndexOf(beginMark)
  const end = output.indexOf(endMark, begin)
  if (begin < 0 || end < 0) return null
  const values: Record<string, string> = {}
  for (const entry of output.slice(begin + beginMark.length, end).split('\0')) {
    const equals = entry.indexOf('=')
    if (equals > 0) values[entry.slice(0, equals)] = entry.slice(equals + 1)
  }
  // These two are ours, set so that messages are in English.
  delete values.LC_ALL
  delete values.LANGUAGE
  return values
}

/** How a program ended, in a few words for evidence; raw, as the system says it. */
export const describeRan = (ran: Ran): string => {
  switch (ran.kind) {
    case 'exited':
      return `exit ${ran.code}${lastLine(ran.stderr)}`
    case 'signalled':
      return `${ran.signal}${lastLine(ran.stderr)}`
    case 'timeout':
      return `no end within ${ran.afterMs / 1000} s${lastLine(ran.stderr)}`
    case 'flooded':
      return `more than ${ran.maxBytes} bytes of output`
    case 'unstartable':
      return ran.code
  }
}

const lastLine = (text: string): string => {
  const line = text.trimEnd().split('\n').at(-1)?.trim() ?? ''
  return line === '' ? '' : `: ${line.slice(0, 200)}`
}

/** Null where there is no systemd user manager to ask. */
const askSystemdUser = async (host: ReadableHost): Promise<Context | null> => {
  const runtime = host.environment().XDG_RUNTIME_DIR
  if (!runtime || !(await host.status(`${runtime}/systemd/private`)).ok) return null
  const argv = ['/usr/bin/systemctl', '--user', 'show-environment'] as const
  const ran = await host.run({ argv: [...argv], timeoutMs: 3_000 })
  const isAnswer = ran.kind === 'exited' && ran.code === 0
  return {
    name: 'systemd-user',
    source: argv.join(' '),
    environment: isAnswer ? parseShowEnvironment(ran.stdout) : null,
    problem: isAnswer ? null : describeRan(ran),
  }
}

/** `systemctl show-environment`: one assignment a line, values with odd characters as `$'…'`. */
export const parseShowEnvironment = (text: string): Record<string, string> => {
  const values: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (equals <= 0) continue
    values[line.slice(0, equals)] = unescape(line.slice(equals + 1))
  }
  return values
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
}

const unescape = (value: string): string => {
  const quoted = /^\$'(.*)'$/s.exec(value)
  if (!quoted) return value
  return (quoted[1] ?? '').replace(/\\(x[0-9a-fA-F]{2}|.)/gs, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
  )
}
