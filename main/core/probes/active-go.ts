/** The Go that a person's new terminal gets. */
import type { Facts } from '#contract'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { identifyGo } from './go-program.ts'
import { firstOnPath } from './on-path.ts'
import { readContexts, type ContextName } from './sessions.ts'

/** Where a Go is on a disk that is only mounted: no session tells there, so the usual places do. */
const usualPath = '/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin:/usr/lib/go/bin:/usr/lib/golang/bin:/snap/bin'

/**
 * First on the PATH of the terminal, else of the login shell, else of the app, else of the systemd user manager; on a
 * mounted disk the first in the usual places. Null where none has one.
 */
export const readActiveGo = probe(async (host): Promise<Facts['go']> => {
  if (!host.canRun) return goOn(host, 'disk', usualPath, null)
  const contexts = await readContexts(host)
  const order: readonly ContextName[] = ['interactive', 'login', 'app', 'systemd-user']
  for (const name of order) {
    const environment = contexts.find((context) => context.name === name)?.environment
    const go = environment?.PATH === undefined ? null : await goOn(host, name, environment.PATH, environment)
    if (go) return go
  }
  return null
})

type GoFact = NonNullable<Facts['go']>

const goOn = async (
  host: ReadableHost,
  seenIn: GoFact['seenIn'],
  path: string,
  environment: Readonly<Record<string, string>> | null,
): Promise<Facts['go']> => {
  const found = await firstOnPath(host, path, 'go')
  if (!found) return null
  const { goroot, version } = await identifyGo(host, found, environment)
  return { path: found, seenIn, goroot, version }
}
