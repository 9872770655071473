/** Following a path name by name, links included, as the system does (path_resolution(7)): nothing is followed unseen. */
import type { Stats } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { Stopped } from './look.ts'

/** Linux's own limit (path_resolution(7)). */
const maxLinks = 40

export interface Walk {
  /** Where `/` is; nothing leads above it. A real path. */
  readonly root: string
  readonly followLast: boolean
  /** Told of each name that is there, a link or not, by its path inside the root: its directory was told before, and is no link. */
  readonly meet?: (path: string, status: Stats) => void
}

/** The path inside the root without links, `.` or `..`. Rejects as lstat(2) and readlink(2) do, or with `Stopped` for a circle. */
export const walkLinks = async (path: string, { root, followLast, meet }: Walk): Promise<string> => {
  const left = partsOf(path)
  const done: string[] = []
  let links = 0
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '..') {
      done.pop()
      continue
    }
    const inside = `/${[...done, part].join('/')}`
    const here = below(root, inside)
    const isLast = left.length === 0
    // Where a link may stand, its own status is asked; what it names is found by us, never by the system.
    const status = await fs.lstat(here)
    meet?.(inside, status)
    if (!status.isSymbolicLink() || (isLast && !followLast)) {
      done.push(part)
      continue
    }
    links += 1
    if (links > maxLinks) throw new Stopped('loop', 'ELOOP')
    const target = await fs.readlink(here)
    if (target.startsWith('/')) done.length = 0
    left.unshift(...partsOf(target))
  }
  return `/${done.join('/')}`
}

/** Where a path inside the root is for the system. */
export const below = (root: string, inside: string): string => (inside === '/' ? root : join(root, inside))

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.')
