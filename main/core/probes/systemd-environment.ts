/** The environment that the systemd user manager gives to what it starts: desktop programs, user services. */
import type { Ran, ReadableHost } from '../host.ts'
import { firstOnPath, systemPath } from './on-path.ts'

export interface SystemdAnswer {
  readonly source: string
  readonly ran: Ran
  readonly environment: Readonly<Record<string, string>> | null
}

/** Asks the manager; null where this user has none. */
export const askSystemdUser = async (host: ReadableHost): Promise<SystemdAnswer | null> => {
  const { uid } = host.user()
  const runtime = host.environment().XDG_RUNTIME_DIR ?? (uid === null ? null : `/run/user/${uid}`)
  if (!runtime || !(await host.status(`${runtime}/systemd/private`)).ok) return null
  const systemctl = await firstOnPath(host, systemPath, 'systemctl')
  if (!systemctl) return null
  const argv = [systemctl, '--user', 'show-environment'] as const
  const ran = await host.run({ argv: [...argv], env: { XDG_RUNTIME_DIR: runtime }, timeoutMs: 3_000 })
  const isAnswer = ran.kind === 'exited' && ran.code === 0
  return { source: argv.join(' '), ran, environment: isAnswer ? parseShowEnvironment(ran.stdout) : null }
}

/** `systemctl show-environment`: one assignment a line, values with odd characters as `$'…'`. */
const parseShowEnvironment = (text: string): Record<string, string> => {
  const values: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (equals > 0) values[line.slice(0, equals)] = unescape(line.slice(equals + 1))
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

/** systemd's shell_maybe_quote with SHELL_ESCAPE_POSIX: `$'…'` with C escapes, bytes above 127 as three octal digits. */
const unescape = (value: string): string => {
  const quoted = /^\$'(.*)'$/s.exec(value)
  if (!quoted) return value
  return (quoted[1] ?? '').replace(/\\(x[0-9a-fA-F]{2}|[0-7]{3}|.)/gs, (_, code: string) => {
    if (code.startsWith('x')) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    if (code.length === 3) return String.fromCharCode(Number.parseInt(code, 8))
    return escapes[code] ?? code
  })
}
