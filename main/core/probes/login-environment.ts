/** What login(1) or a display manager starts a shell with: nothing of this app's. */
import { valueOr, type ReadableHost } from '../host.ts'

const defaultPath = '/usr/local/bin:/usr/bin:/bin'

/** The environment of a fresh login before any shell has read a file (login.defs(5), pam_env(8)). */
export const readLoginEnvironment = async (
  host: ReadableHost,
  shell: string,
): Promise<Readonly<Record<string, string>>> => {
  const user = host.user()
  const current = host.environment()
  const [etc, loginDefs] = await Promise.all([host.readText('/etc/environment'), host.readText('/etc/login.defs')])
  const pathName = user.uid === 0 ? 'ENV_SUPATH' : 'ENV_PATH'
  const path = new RegExp(`^\\s*${pathName}\\s+(?:PATH=)?(\\S+)`, 'm').exec(valueOr(loginDefs, ''))?.[1]
  const kept = ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'].flatMap((name) => {
    const value = current[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    PATH: path ?? defaultPath,
    ...parseEtcEnvironment(valueOr(etc, '')),
    ...Object.fromEntries(kept),
    ...(user.home ? { HOME: user.home } : {}),
    ...(user.name ? { USER: user.name, LOGNAME: user.name } : {}),
    SHELL: shell,
    TERM: 'dumb',
  }
}

/** /etc/environment as pam_env reads it: assignments, quotes removed, `#` begins a comment, nothing is expanded. */
const parseEtcEnvironment = (text: string): Record<string, string> => {
  const values: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=([^#]*)/.exec(line)
    if (match?.[1] !== undefined) values[match[1]] = (match[2] ?? '').trim().replace(/^(['"])(.*)\1$/, '$2')
  }
  return values
}
