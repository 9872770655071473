/** Hashing whole trees of files on this machine, several files at a time. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { treeLimits } from '../core/toolchains/module-tree.ts'
import type { TreeFile, TreeReading } from '../core/toolchains/tree-reading.ts'
import { blankOf, Stopped } from './look.ts'

/** Reads under way at a time: as many as the thread pool has threads keeps it busy. */
const parallel = 8

/** Read at once: most files of Go whole. */
const partBytes = 1024 * 1024

export const localTrees: TreeReading = {
  digestTree: async (root) => {
    try {
      const entries = await fs.readdir(root, { recursive: true, withFileTypes: true })
      const names = entries.filter((entry) => !entry.isDirectory())
      if (names.length > treeLimits.count)
        throw new Stopped('too-large', `it has ${names.length} files, more than any Go`)
      const files: TreeFile[] = []
      const queue = names.values()
      let left: number = treeLimits.bytes
      /** Asked for the length of each file before it is read. */
      const take = (bytes: number): void => {
        left -= bytes
        if (left < 0) throw new Stopped('too-large', `it has more than ${treeLimits.bytes} bytes, more than any Go`)
      }
      const work = async (): Promise<void> => {
        for (const entry of queue) {
          const path = join(entry.parentPath, entry.name)
          files.push(await digest(path, path.slice(root.length + 1), entry.isFile(), take))
          if (left < 0) return
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

const digest = async (
  path: string,
  relative: string,
  isFile: boolean,
  take: (bytes: number) => void,
): Promise<TreeFile> => {
  const other: TreeFile = { path: relative, kind: 'other', size: 0, mode: 0, sha256: '' }
  if (!isFile) return other
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const { size, mode } = await file.stat()
    if (size > treeLimits.fileBytes) return other
    take(size)
    const { length, sha256 } = size > partBytes ? await hashInParts(file) : hashOf(await readAll(file, size))
    return { path: relative, kind: 'file', size: length, mode: mode & 0o7777, sha256 }
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

const hashOf = (content: Buffer): { readonly length: number; readonly sha256: string } => ({
  length: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})

/** A file may say that it is as long as none of Go is: no more than a part of one is ever in memory. */
const hashInParts = async (file: fs.FileHandle): Promise<ReturnType<typeof hashOf>> => {
  const [hash, room] = [createHash('sha256'), Buffer.allocUnsafe(partBytes)]
  for (let length = 0; ;) {
    const { bytesRead } = await file.read(room, 0, partBytes, length)
    if (bytesRead === 0) return { length, sha256: hash.digest('hex') }
    length += bytesRead
    if (length > treeLimits.fileBytes) throw new Stopped('too-large', 'a file grows while it is read')
    hash.update(room.subarray(0, bytesRead))
  }
}
