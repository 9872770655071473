/** Hashing whole trees of files on this machine, several files at a time. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { treeLimits } from '../core/toolchains/module-tree.ts'
import type { TreeFile, TreeReading } from '../core/toolchains/tree-reading.ts'
import { blankOf } from './look.ts'

/** Reads under way at a time: as many as the thread pool has threads keeps it busy. */
const parallel = 8

export const localTrees: TreeReading = {
  digestTree: async (root) => {
    try {
      const entries = await fs.readdir(root, { recursive: true, withFileTypes: true })
      const names = entries.filter((entry) => !entry.isDirectory())
      const files: TreeFile[] = []
      const queue = names.values()
      const work = async (): Promise<void> => {
        for (const entry of queue) {
          const path = join(entry.parentPath, entry.name)
          files.push(await digest(path, path.slice(root.length + 1), entry.isFile()))
        }
      }
      await Promise.all(Array.from({ length: parallel }, work))
      return { ok: true, value: files }
    } catch (error) {
      const blank = blankOf(error)
      return { ...blank, detail: error instanceof Error ? error.message : blank.detail }
    }
  },
}

const digest = async (path: string, relative: string, isFile: boolean): Promise<TreeFile> => {
  const other: TreeFile = { path: relative, kind: 'other', size: 0, mode: 0, sha256: '' }
  if (!isFile) return other
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const { size, mode } = await file.stat()
    if (size > treeLimits.fileBytes) return other
    const content = await readAll(file, size)
    return {
      path: relative,
      kind: 'file',
      size: content.length,
      mode: mode & 0o7777,
      sha256: createHash('sha256').update(content).digest('hex'),
    }
  } finally {
    await file.close()
  }
}

/** Two calls, where the file is as long as it said; what is being written to meanwhile is read to its end. */
const readAll = async (file: fs.FileHandle, size: number): Promise<Buffer> => {
  const content = Buffer.allocUnsafe(size + 1)
  const { bytesRead } = await file.read(content, 0, size + 1, 0)
  return bytesRead === size ? content.subarray(0, size) : file.readFile()
}
