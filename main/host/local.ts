/** This machine, as the person who runs the app sees it. Looks, never changes. */
import { constants, type BigIntStats } from 'node:fs'
import * as fs from 'node:fs/promises'
import * as os from 'node:os'
import type { Access, Blank, FileKind, FileStatus, HostUser, Looked, ReadableHost } from '../core/host.ts'
import { withoutAppImage } from './appimage-environment.ts'
import { runCommand } from './run-command.ts'

const defaultMaxBytes = 1024 * 1024
/** A look at a file that takes longer than this is given up: a dead network mount must not hang the app. */
const lookTimeoutMs = 3_000

/** The local machine. One object may serve many runs; it remembers nothing. */
export const createLocalHost = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReadableHost => {
  const cleaned = withoutAppImage(environment)
  const person = readUser(cleaned)
  return {
    target: 'local',
    canRun: true,
    user: () => person,
    homes: () => Promise.resolve(person.home ? [person.home] : []),
    environment: () => cleaned,
    kernel: () => ({ release: os.release(), machine: os.machine() }),
    readText: (path, options) =>
      look(path, async () => decode(await readWhole(path, options?.maxBytes ?? defaultMaxBytes))),
    readBytes: (path, offset, length) => look(path, () => readPart(path, offset, length)),
    status: (path) => look(path, async () => toStatus(await fs.stat(path, { bigint: true }))),
    linkStatus: (path) => look(path, async () => toStatus(await fs.lstat(path, { bigint: true }))),
    readLink: (path) => look(path, () => fs.readlink(path)),
    realPath: (path) => look(path, () => fs.realpath(path)),
    list: (path) => look(path, async () => (await fs.readdir(path)).sort()),
    access: (path, what) => askAccess(path, what),
    space: (path) =>
      look(path, async () => {
        const space = await fs.statfs(path)
        const hasInodes = space.files > 0
        return {
          freeBytes: space.bavail * space.bsize,
          totalBytes: space.blocks * space.bsize,
          freeInodes: hasInodes ? space.ffree : null,
          totalInodes: hasInodes ? space.files : null,
          type: space.type,
        }
      }),
    run: (command) => runCommand(command, cleaned),
  }
}

const readUser = (environment: Readonly<Record<string, string>>): HostUser => {
  try {
    const entry = os.userInfo()
    return { uid: entry.uid, gid: entry.gid, name: entry.username, home: entry.homedir, shell: entry.shell }
  } catch {
    // No passwd entry for this uid, as in containers that are started with an arbitrary one.
    const uid = process.getuid?.() ?? null
    return { uid, gid: process.getgid?.() ?? null, name: null, home: environment.HOME ?? null, shell: null }
  }
}

/** Thrown inside this file where a look ends in a reason of ours, not of the system. */
class Stopped extends Error {
  readonly why: Blank
  constructor(why: Blank, detail: string) {
    super(detail)
    this.why = why
  }
}

const look = async <Value>(path: string, ask: () => Promise<Value>): Promise<Looked<Value>> => {
  if (path.includes('\0')) return { ok: false, why: 'absent', detail: 'a NUL byte is in no path' }
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
}

const blankOf = (error: unknown): { ok: false; why: Blank; detail: string } => {
  if (error instanceof Stopped) return { ok: false, why: error.why, detail: error.message }
  const code = codeOf(error)
  return { ok: false, why: whyByCode[code] ?? 'broken', detail: code }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** Opened without blocking, so that a FIFO in place of a file does not hang; only regular files are read. */
const withFile = async <Value>(path: string, use: (file: fs.FileHandle) => Promise<Value>): Promise<Value> => {
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new Stopped('wrong-kind', 'not a regular file')
    return await use(file)
  } finally {
    await file.close()
  }
}

/** Reads to the end, since files of /proc say they have 0 bytes. */
const readWhole = (path: string, maxBytes: number): Promise<Uint8Array> =>
  withFile(path, async (file) => {
    const size = (await file.stat()).size
    if (size > maxBytes) throw new Stopped('too-large', `${size} bytes, at most ${maxBytes} are read`)
    const chunks: Uint8Array[] = []
    let total = 0
    for (;;) {
      const chunk = new Uint8Array(Math.max(4096, Math.min(size + 1, 65_536)))
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null)
      if (bytesRead === 0) return Buffer.concat(chunks)
      total += bytesRead
      if (total > maxBytes) throw new Stopped('too-large', `more than ${maxBytes} bytes`)
      chunks.push(chunk.subarray(0, bytesRead))
    }
  })

const readPart = (path: string, offset: number, length: number): Promise<Uint8Array> =>
  withFile(path, async (file) => {
    const part = new Uint8Array(length)
    const { bytesRead } = await file.read(part, 0, length, offset)
    return part.subarray(0, bytesRead)
  })

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false })
const decode = (bytes: Uint8Array): string => decoder.decode(bytes)

const toStatus = (status: BigIntStats): FileStatus => ({
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

const accessBits = { read: constants.R_OK, write: constants.W_OK, execute: constants.X_OK } as const

const askAccess = async (path: string, what: keyof typeof accessBits): Promise<Access> => {
  const looked = await look(path, () => fs.access(path, accessBits[what]))
  if (looked.ok) return 'yes'
  if (looked.detail === 'EROFS') return 'readonly'
  if (looked.why === 'absent') return 'absent'
  return looked.why === 'denied' ? 'denied' : 'unknown'
}
