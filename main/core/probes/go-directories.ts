/** Whether a person may write where Go writes for them: their caches, their programs, their settings (K18). */
import { valueOr, type Access, type FileStatus, type ReadableHost } from '../host.ts'
import type { GoPath } from './go-paths.ts'
import { findNearest } from './nearest.ts'

export interface GoDirectory {
  readonly goPath: GoPath
  /** What is there now, links followed: the directory itself, or the closest above it. Null where it cannot be reached. */
  readonly nearest: string | null
  /** Whether the directory itself is there. */
  readonly exists: boolean
  /** Of `nearest`. */
  readonly status: FileStatus | null
  readonly write: Access
  /** Whether the directory above would let the person rename this one. */
  readonly canMoveAside: boolean
  /** Directories inside that the person may not write to, and has to; those of a cache are looked at, two levels down. */
  readonly closed: readonly { readonly path: string; readonly uid: number }[]
}

/** How many directories inside are looked at, so that a huge cache costs a few milliseconds too. */
const mostInside = 300

/** Looks at one of Go's directories. */
export const readGoDirectory = async (host: ReadableHost, goPath: GoPath): Promise<GoDirectory> => {
  const found = await findNearest(host, goPath.path)
  if (!found.ok) {
    return { goPath, nearest: null, exists: false, status: null, write: 'unknown', canMoveAside: false, closed: [] }
  }
  const { path: nearest, exists } = found.value
  const looked = await host.status(nearest)
  const status = looked.ok ? looked.value : null
  const [write, above, closed] = await Promise.all([
    status ? mayWrite(host, nearest, status, goPath.uid) : Promise.resolve<Access>('unknown'),
    host.access(nearest.replace(/\/[^/]*$/, '') || '/', 'write'),
    exists && status?.kind === 'directory' ? findClosed(host, goPath, nearest) : Promise.resolve([]),
  ])
  return { goPath, nearest, exists, status, write, canMoveAside: host.canRun && above === 'yes', closed }
}

/** access(2) where there is someone to ask it for; on a mounted disk the mode bits of owner and others. */
const mayWrite = (host: ReadableHost, path: string, status: FileStatus, uid: number | null): Promise<Access> => {
  if (host.canRun) return host.access(path, 'write')
  if (uid === null) return Promise.resolve('unknown')
  const bit = status.uid === uid ? 0o200 : 0o002
  return Promise.resolve(uid === 0 || (status.mode & bit) !== 0 ? 'yes' : 'denied')
}

const findClosed = async (host: ReadableHost, goPath: GoPath, directory: string): Promise<GoDirectory['closed']> => {
  const inside =
    goPath.name === 'cache'
      ? (await namesIn(host, directory)).filter((path) => /\/[0-9a-f]{2}$/.test(path))
      : goPath.name === 'modules'
        ? await twoLevels(host, directory)
        : []
  const looked = await Promise.all(
    inside.slice(0, mostInside).map(async (path) => {
      const status = await host.linkStatus(path)
      if (!status.ok || status.value.kind !== 'directory') return null
      const isOwnAndOpen = status.value.uid === goPath.uid && (status.value.mode & 0o200) !== 0
      if (isOwnAndOpen || (await mayWrite(host, path, status.value, goPath.uid)) !== 'denied') return null
      return { path, uid: status.value.uid }
    }),
  )
  return looked.filter((entry) => entry !== null)
}

const namesIn = async (host: ReadableHost, directory: string): Promise<readonly string[]> =>
  valueOr(await host.list(directory), []).map((name) => `${directory}/${name}`)

/** Go makes an unpacked module (`name@version`) read-only on purpose; everything above it must be open. */
const twoLevels = async (host: ReadableHost, directory: string): Promise<readonly string[]> => {
  const isModule = (path: string): boolean => path.slice(path.lastIndexOf('/')).includes('@')
  const first = (await namesIn(host, directory)).filter((path) => !isModule(path)).slice(0, 50)
  const second = await Promise.all(first.map((path) => namesIn(host, path)))
  return [...first, ...second.flat().filter((path) => !isModule(path))]
}
