/** Whether the person's browser can read a file that only they can read. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from './run-command.ts'

const asker = '/usr/bin/xdg-settings'

/**
 * Whether the default browser runs in a snap or a flatpak, which see neither `$XDG_RUNTIME_DIR` nor the system's
 * temporary directory. False where that cannot be told.
 */
export const isBrowserConfined = async (environment: Readonly<Record<string, string>>): Promise<boolean> => {
  const ran = await runCommand({ argv: [asker, 'get', 'default-web-browser'], timeoutMs: 2_000 }, environment)
  const name = ran.kind === 'exited' && ran.code === 0 ? ran.stdout.trim() : ''
  if (!/^[\w.-]+\.desktop$/.test(name)) return false
  for (const directory of applicationDirectories(environment)) {
    const entry = await readFile(join(directory, name), 'utf8').catch(() => null)
    if (entry !== null) return isConfinedEntry(entry)
  }
  return false
}

/** Whether a .desktop file starts a snap (`/snap/bin/…`) or a flatpak (`flatpak run …`). */
export const isConfinedEntry = (entry: string): boolean =>
  /^Exec=.*(\/snap\/|\bflatpak run\b)/m.test(entry) || /^X-(SnapInstanceName|Flatpak)=/m.test(entry)

/** In the order of the XDG base directory specification, then where snaps and flatpaks export theirs. */
const applicationDirectories = (environment: Readonly<Record<string, string>>): readonly string[] => {
  const { HOME: home = '/nowhere', XDG_DATA_HOME: own, XDG_DATA_DIRS: shared } = environment
  return [
    own ?? join(home, '.local/share'),
    ...(shared ? shared.split(':') : ['/usr/local/share', '/usr/share']),
    '/var/lib/snapd/desktop',
    '/var/lib/flatpak/exports/share',
    join(home, '.local/share/flatpak/exports/share'),
  ].map((directory) => join(directory, 'applications'))
}
