/**
 * Finding a path inside another root directory, as chroot(2) would, without ever leaving it: absolute links are
 * relative to the root, `..` stops there, and what is found is held by a descriptor and proved to be inside, so that a
 * tree that changes underneath cannot lead out either.
 */
import * as fs from 'node:fs/promises'
import type { BigIntStats } from 'node:fs'
import { Stopped } from './look.ts'
import { below, walkLinks } from './walk-links.ts'

/** open(2): a name for the thing, which is not opened. Not among Node's constants; the value of every port of Go. */
const O_PATH = 0o10000000
const O_NOFOLLOW = 0o400000

/** Something found: where it is inside the root, what it is, and a name under which exactly it can be reached. */
export interface Found {
  /** Absolute, inside the root: `/etc/os-release`. */
  readonly path: string
  readonly status: BigIntStats
  /** `/proc/self/fd/N`: no link, nothing that could be swapped. Valid while `use` runs. */
  readonly name: string
}

/** Finds `path` below `root` (a real path) and gives it to `use`. Rejects as system calls do, or with `Stopped`. */
export const withFound = async <Value>(
  root: string,
  path: string,
  followLast: boolean,
  use: (found: Found) => Promise<Value>,
): Promise<Value> => {
  const inside = await walkLinks(path, { root, followLast })
  const outside = below(root, inside)
  const file = await fs.open(outside, O_PATH | O_NOFOLLOW)
  try {
    const name = `/proc/self/fd/${file.fd}`
    if ((await fs.readlink(name)) !== outside) throw new Stopped('broken', 'changed while it was looked at')
    return await use({ path: inside, status: await file.stat({ bigint: true }), name })
  } finally {
    await file.close()
  }
}
