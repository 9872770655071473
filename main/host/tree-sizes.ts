/** How much of the disk a tree takes. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'

/** Directories read at a time. */
const parallel = 8

/**
 * Bytes of disk below `root`, as du(1) counts them: blocks, each file once however many names it has, links not
 * followed. What cannot be read counts nothing; null where `root` itself cannot.
 */
export const sizeOfTree = async (root: string, signal?: AbortSignal): Promise<number | null> => {
  const seen = new Set<string>()
  let bytes = 0
  const count = async (path: string): Promise<boolean> => {
    const status = await fs.lstat(path).catch(() => null)
    if (!status) return false
    const identity = `${status.dev}:${status.ino}`
    if (seen.has(identity)) return true
    seen.add(identity)
    bytes += status.blocks * 512
    return true
  }
  if (!(await count(root))) return null
  const waiting = [root]
  const work = async (): Promise<void> => {
    for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
      if (signal?.aborted) return
      const entries = await fs.readdir(directory, { withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        const path = join(directory, entry.name)
        await count(path)
        if (entry.isDirectory()) waiting.push(path)
      }
    }
  }
  // A worker that finds nothing waiting ends; what is added later is done by the others, or in another round.
  while (waiting.length > 0 && !signal?.aborted) await Promise.all(Array.from({ length: parallel }, work))
  return bytes
}
