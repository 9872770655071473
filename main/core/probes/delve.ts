/** Every `dlv` on this machine: on the PATH of each session, where go installs programs, and where the system has them. */
import type { FileStatus } from '../host.ts'
import { valueOr } from '../host.ts'
import { probe } from '../once.ts'
import { readGoPaths } from './go-paths.ts'
import { directoriesOf } from './on-path.ts'
import { readContexts } from './sessions.ts'

export interface Delve {
  /** As found; the first of several names. */
  readonly found: string
  /** Without links. */
  readonly path: string
  readonly status: FileStatus
}

/** The last is where a copy with a capability of its own belongs: root's, for a group. */
const usualDirectories = ['/usr/local/bin', '/usr/bin', '/usr/local/libexec/godebug'] as const

/** Each file once. Those that the person may not run count too: others may. */
export const readDelves = probe(async (host): Promise<readonly Delve[]> => {
  const [contexts, paths, homes] = await Promise.all([
    host.canRun ? readContexts(host) : [],
    readGoPaths(host).catch(() => []),
    host.homes(),
  ])
  const directories = [
    ...contexts.flatMap(({ environment }) => directoriesOf(environment?.PATH ?? '')),
    ...paths.filter(({ name }) => name === 'bin').map(({ path }) => path),
    ...homes.map((home) => `${home}/go/bin`),
    ...usualDirectories,
  ]
  const looked = await Promise.all(
    [...new Set(directories)].map(async (directory): Promise<Delve | null> => {
      const found = `${directory}/dlv`
      const status = await host.status(found)
      if (!status.ok || status.value.kind !== 'file' || (status.value.mode & 0o111) === 0) return null
      return { found, path: valueOr(await host.realPath(found), found), status: status.value }
    }),
  )
  return [...new Map(looked.filter((each) => each !== null).map((each) => [each.path, each])).values()]
})
