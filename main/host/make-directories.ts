/** Making a directory and those above it. */
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes `path` and what is missing above it, each with `mode`; what is there stays as it is. Rejects with the system's own
 * reason: Node's recursive mkdir says ENOENT of a read-only file system, and never ends below /proc (Node 20).
 */
export const makeDirectories = async (path: string, mode: number): Promise<void> => {
  const problem = await make(path, mode)
  if (problem === null) return
  if (!('code' in problem) || problem.code !== 'ENOENT' || dirname(path) === path) throw problem
  await makeDirectories(dirname(path), mode)
  const still = await make(path, mode)
  if (still !== null) throw still
}

/** Null where it is there now. */
const make = async (path: string, mode: number): Promise<Error | null> => {
  try {
    await fs.mkdir(path, { mode })
    return null
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const there = await fs.stat(path).catch(() => null)
    return there?.isDirectory() ? null : error
  }
}
