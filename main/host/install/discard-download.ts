/** What downloads have left: which there are, and removing them when nobody is at it. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { KeptPart } from '../../core/toolchains/stopping.ts'
import { isThere } from '../is-there.ts'
import { whyShared } from '../private-directory.ts'
import { removePart } from './download.ts'
import { downloadsPath, lockPath, partPaths, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'

/** The downloads in `layout` that may be gone on with, by name. */
export const keptDownloads = async (layout: Layout): Promise<readonly (KeptPart & { readonly version: string })[]> => {
  const names = await fs.readdir(downloadsPath(layout)).catch(() => [])
  const found = await Promise.all(
    names.sort().map(async (name) => {
      const version = /^(go[\w.]+?)\.(?:zip|tar\.gz)\.part$/.exec(name)?.[1]
      const path = join(downloadsPath(layout), name)
      const status = version === undefined ? null : await fs.lstat(path).catch(() => null)
      return version !== undefined && status?.isFile() ? [{ version, path, bytes: status.size }] : []
    }),
  )
  return found.flat()
}

/**
 * Removes what is left of downloads of `version` in `layout`, and answers whether nothing is. Waits for its turn; where
 * there is none to be had, or others could lead it elsewhere, all stays.
 */
export const discardDownload = async (
  layout: Layout,
  version: string,
  signal: AbortSignal = new AbortController().signal,
  onWait: () => void = () => undefined,
): Promise<boolean> => {
  if (!(await isThere(downloadsPath(layout)))) return true
  if ((await whyShared(layout.directory)) !== null) return false
  const lock = await takeLock(lockPath(layout), { signal, onWait })
  if (lock.kind !== 'held') return false
  try {
    await Promise.all(partPaths(layout, version).map(removePart))
    return true
  } finally {
    await lock.release()
  }
}
