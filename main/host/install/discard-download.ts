/** Removing what a download has left, when nobody is at it. */
import { existsSync } from 'node:fs'
import { whyShared } from '../private-directory.ts'
import { removePart } from './download.ts'
import { downloadsPath, lockPath, partPaths, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'

/** What is left of downloads of `version` in `layout`. Waits for its turn; where there is none to be had, or others could lead it elsewhere, all stays. */
export const discardDownload = async (layout: Layout, version: string): Promise<void> => {
  if (!existsSync(downloadsPath(layout))) return
  if ((await whyShared(layout.directory)) !== null) return
  const lock = await takeLock(lockPath(layout), { signal: new AbortController().signal })
  if (lock.kind !== 'held') return
  try {
    await Promise.all(partPaths(layout, version).map(removePart))
  } finally {
    await lock.release()
  }
}
