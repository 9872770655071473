/** Where a path would be made: most of Go's directories are made on first use. */
import type { Looked, ReadableHost } from '../host.ts'

export interface Nearest {
  /** The real path of what is there: the path itself, or the closest directory above it. */
  readonly path: string
  /** Whether the path itself is there. */
  readonly exists: boolean
}

/** What is there of `path`. Not ok where the way to it is closed, broken or a circle. */
export const findNearest = async (host: ReadableHost, path: string): Promise<Looked<Nearest>> => {
  let at = path
  for (;;) {
    const real = await host.realPath(at)
    if (real.ok) return { ok: true, value: { path: real.value, exists: at === path } }
    if (real.why !== 'absent' || at === '/') return real
    at = at.replace(/\/+[^/]*\/*$/, '') || '/'
  }
}
