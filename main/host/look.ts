/** One look at a file: bounded in time, and every failure of the system turned into a reason. */
import { constants, type BigIntStats, type StatsFs } from 'node:fs'
import * as fs from 'node:fs/promises'
import type { Blank, FileKind, FileStatus, Looked, Space } from '../core/host.ts'

/** What `readText` reads at most where the asker does not say. */
export const defaultMaxBytes = 1024 * 1024

/** A look that takes longer than this is given up: a dead network mount must not hang the app. */
export const lookTimeoutMs = 3_000

/** Thrown by what is given to `look`, where it ends for a reason of ours, not of the system. */
export class Stopped extends Error {
  readonly why: Blank
  constructor(why: Blank, detail: string) {
    super(detail)
    this.why = why
  }
}

/** The answer of `ask`, or why there is none. Never rejects. `path` is looked at only for what no path may hold. */
export const look = async <Value>(path: string, ask: () => Promise<Value>): Promise<Looked<Value>> => {
  if (path.includes('\0')) return { ok: false, why: 'absent', detail: 'a NUL byte is in no path' }
  if (!path.startsWith('/')) return { ok: false, why: 'absent', detail: 'not an absolute path' }
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Stopped('broken', `no answer in ${lookTimeoutMs / 1000} s`)), lookTimeoutMs)
  })
  try {
    return { ok: true, value: await Promise.race([ask(), tooLate]) }
  } catch (error) {
    return blankOf(error)
  } finally {
    clearTimeout(timer)
  }
}

const whyByCode: Readonly<Record<string, Blank>> = {
  ENOENT: 'absent',
  ENOTDIR: 'absent',
  ENAMETOOLONG: 'absent',
  EACCES: 'denied',
  EPERM: 'denied',
  ELOOP: 'loop',
  EISDIR: 'wrong-kind',
  EINVAL: 'wrong-kind',
  ENXIO: 'wrong-kind',
}

export const blankOf = (error: unknown): { ok: false; why: Blank; detail: string } => {
  if (error instanceof Stopped) return { ok: false, why: error.why, detail: error.message }
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return { ok: false, why: whyByCode[code] ?? 'broken', detail: code }
}

/**
 * A regular file, open. It is looked at before it is opened, since opening a device or a pipe does something to it, and
 * once more after, since it may have been swapped; `extraFlags` are for open(2).
 */
const withFile = async <Value>(
  path: string,
  extraFlags: number,
  use: (file: fs.FileHandle, size: number) => Promise<Value>,
): Promise<Value> => {
  if (!(await fs.stat(path)).isFile()) throw new Stopped('wrong-kind', 'not a regular file')
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY | extraFlags)
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new Stopped('wrong-kind', 'not a regular file')
    return await use(file, status.size)
  } finally {
    await file.close()
  }
}

/** The whole file, to its end, since files of /proc say that they have 0 bytes. Throws `too-large` past `maxBytes`. */
export const readWhole = (path: string, maxBytes: number, extraFlags = 0): Promise<Uint8Array> =>
  withFile(path, extraFlags, async (file, size) => {
    if (size > maxBytes) throw new Stopped('too-large', `${size} bytes, at most ${maxBytes} are read`)
    const chunks: Uint8Array[] = []
    let total = 0
    for (;;) {
      const chunk = new Uint8Array(size > 0 && size < 65_536 ? size + 1 : 65_536)
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null)
      if (bytesRead === 0) return Buffer.concat(chunks)
      total += bytesRead
      if (total > maxBytes) throw new Stopped('too-large', `more than ${maxBytes} bytes`)
      chunks.push(chunk.subarray(0, bytesRead))
    }
  })

/** `length` bytes from `offset`, fewer only where the file ends. */
export const readPart = (path: string, offset: number, length: number, extraFlags = 0): Promise<Uint8Array> =>
  withFile(path, extraFlags, async (file) => {
    const part = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await file.read(part, filled, length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return part.subarray(0, filled)
  })

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false })

/** As UTF-8; what is none becomes U+FFFD, a BOM is left out. */
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes)

export const toStatus = (status: BigIntStats): FileStatus => ({
  kind: kindOf(status),
  mode: Number(status.mode) & 0o7777,
  uid: Number(status.uid),
  gid: Number(status.gid),
  size: Number(status.size),
  modifiedMs: Number(status.mtimeMs),
  identity: `${status.dev}:${status.ino}`,
})

const kindOf = (status: BigIntStats): FileKind => {
  if (status.isFile()) return 'file'
  if (status.isDirectory()) return 'directory'
  return status.isSymbolicLink() ? 'link' : 'other'
}

export const toSpace = (space: StatsFs): Space => {
  const hasInodes = space.files > 0
  return {
    freeBytes: space.bavail * space.bsize,
    totalBytes: space.blocks * space.bsize,
    freeInodes: hasInodes ? space.ffree : null,
    totalInodes: hasInodes ? space.files : null,
    type: space.type,
  }
}
