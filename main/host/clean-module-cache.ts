/**
 * Removing one toolchain from a module cache, so that the go command never takes half of one for a whole: its own mark for
 * what is unfinished is set first and taken away last, while its own lock is held (cmd/go/internal/modfetch, fetch.go).
 */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { notChanged, systemText, type Changed } from '../core/toolchains/changed.ts'
import { lockedText, notADirectoryText } from '../core/toolchains/cache-cleaning.ts'
import { downloadsOf, type ListedToolchain } from '../core/probes/cached-toolchains.ts'
import { takeLock } from './install/lock.ts'
import { removeDirectory } from './install/remove-directory.ts'
import { sharedProblem } from './private-directory.ts'

/** Whoever has the lock longer than this unpacks, which takes as long as it takes. */
const lockWithinMs = 2_000

/** The files of a toolchain beside its tree. The lock stays: somebody may be waiting for it. */
const kept = ['zip', 'ziphash', 'info', 'mod']

/** Removes the tree and what was downloaded for it; answers the tree. Links are not followed. */
export const cleanToolchain = async ({ tree, name, moduleCache, moduleVersion }: ListedToolchain): Promise<Changed> => {
  try {
    for (const path of [dirname(tree), tree])
      if (!(await fs.lstat(path)).isDirectory()) return notChanged(notADirectoryText(path))
    const downloads = downloadsOf(moduleCache)
    // A removal goes where whoever can change the way there leads it.
    for (const path of [tree, downloads]) {
      const shared = await sharedProblem(path)
      if (shared !== null) return notChanged(shared)
    }
    await fs.mkdir(downloads, { recursive: true })
    const lock = await takeLock(join(downloads, `${moduleVersion}.lock`), {
      signal: AbortSignal.timeout(lockWithinMs),
      isShared: true,
    })
    if (lock.kind === 'cancelled') return notChanged(lockedText(name))
    if (lock.kind === 'failed') return notChanged(systemText(lock.detail))
    try {
      const mark = join(downloads, `${moduleVersion}.partial`)
      await fs.writeFile(mark, '', { flag: constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW })
      for (const kind of kept) await fs.rm(join(downloads, `${moduleVersion}.${kind}`), { force: true })
      // Last, since it is by its tree that one whose removal was cut short is found again.
      await removeDirectory(tree)
      await fs.rm(mark, { force: true })
      return { ok: true, value: tree }
    } finally {
      await lock.release()
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return notChanged(systemText(error.message))
    throw error
  }
}
