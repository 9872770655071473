/** The Go that a person's new terminal gets. */
import type { Facts } from '#contract'
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readContexts, type ContextName } from './sessions.ts'

/** First on the PATH of the terminal, else of the login shell, else of the app; null where none has one. */
export const readActiveGo = probe(async (host): Promise<Facts['go']> => {
  const contexts = await readContexts(host)
  const order: readonly ContextName[] = ['interactive', 'login', 'app']
  for (const name of order) {
    const path = contexts.find((context) => context.name === name)?.environment?.PATH
    const found = path === undefined ? null : await firstOnPath(host, path, 'go')
    if (!found) continue
    const goroot = gorootOf(valueOr(await host.realPath(found), found))
    const version = goroot
      ? valueOr(await host.readText(`${goroot}/VERSION`), '')
          .split('\n')[0]
          ?.trim()
      : ''
    return { path: found, goroot, version: version ? version : null }
  }
  return null
})

/** The executable `name` that a PATH leads to, as execvp(3) finds it; relative and empty entries are left out. */
export const firstOnPath = async (host: ReadableHost, path: string, name: string): Promise<string | null> => {
  for (const directory of path.split(':')) {
    if (!directory.startsWith('/')) continue
    const candidate = `${directory.replace(/\/+$/, '')}/${name}`
    if ((await host.access(candidate, 'execute')) !== 'yes') continue
    const status = await host.status(candidate)
    if (status.ok && status.value.kind === 'file') return candidate
  }
  return null
}

/** The tree of a `go` at its real path: two levels up, as cmd/go itself finds it; null where it stands elsewhere. */
export const gorootOf = (realPath: string): string | null => /^(.*)\/bin\/go$/.exec(realPath)?.[1] ?? null
