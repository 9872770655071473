/**
 * A thread that unpacks a growing `tar.gz`: it reads every byte once, so that what it hashed is what it unpacked, while
 * zlib's own thread inflates ahead. Every entry is hostile until proved harmless.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { createGunzip } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import { createNameGate } from '../../core/toolchains/archive-names.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { treeLimits } from '../../core/toolchains/module-tree.ts'

export interface UntarStart {
  readonly archive: string
  /** An existing directory, ours alone. */
  readonly target: string
}

/** The first `bytes` are there; they are all where it `isWhole`. */
export interface UntarMore {
  readonly bytes: number
  readonly isWhole: boolean
}

export type UntarAnswer =
  | { readonly kind: 'done'; readonly sha256: string; readonly files: readonly UntarredFile[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string }

export type UntarredFile = ManifestFile

/** Every entry of a release archive is below this. */
const prefix = 'go/'

const { archive, target } = workerData as UntarStart
const descriptor = fs.openSync(archive, fs.constants.O_RDONLY)
const whole = createHash('sha256')
const gunzip = createGunzip({ chunkSize: 1024 * 1024 })
const parser = new Parser({ strict: true })
const gate = createNameGate(treeLimits.count)
const madeDirectories = new Set<string>()
const files: UntarredFile[] = []
let unpackedBytes = 0

const makeDirectory = (directory: string): void => {
  if (directory === '' || madeDirectories.has(directory)) return
  fs.mkdirSync(`${target}/${directory}`, { recursive: true, mode: 0o755 })
  madeDirectories.add(directory)
}

/** The place of an entry in the tree; throws where it is not what a Go may hold. */
const placeOf = (entry: ReadEntry): string => {
  const shown = JSON.stringify(entry.path.slice(0, 200))
  const isDirectory = entry.type === 'Directory'
  if (!isDirectory && entry.type !== 'File' && entry.type !== 'OldFile') throw new Error(`${shown} is a ${entry.type}`)
  if (((entry.mode ?? 0) & 0o7000) !== 0) throw new Error(`${shown} would run with the rights of another`)
  if (!entry.path.startsWith(prefix)) throw new Error(`${shown} is not below ${prefix}`)
  const path = entry.path.slice(prefix.length)
  if (isDirectory) {
    const directory = path.replace(/\/$/, '')
    const problem = directory === '' ? null : gate.directory(directory)
    if (problem) throw new Error(problem)
    return directory
  }
  const problem = gate.file(path)
  if (problem) throw new Error(problem)
  unpackedBytes += entry.size
  if (entry.size > treeLimits.fileBytes || unpackedBytes > treeLimits.bytes)
    throw new Error('it unpacks to more than any Go')
  return path
}

const write = (path: string, mode: number, content: Buffer): void => {
  makeDirectory(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  // `wx`: nothing is ever written through something that is already there.
  const kept = (mode & 0o111) === 0 ? 0o644 : 0o755
  fs.writeFileSync(`${target}/${path}`, content, { flag: 'wx', mode: kept })
  const sha256 = createHash('sha256').update(content).digest('hex')
  files.push({ path, sha256, size: content.length, mode: kept })
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

let problem: Error | null = null
const guard = (act: () => void): void => {
  if (problem !== null) return
  try {
    act()
  } catch (error) {
    problem = asError(error)
  }
}

parser.on('entry', (entry: ReadEntry) => {
  let path = ''
  guard(() => (path = placeOf(entry)))
  const chunks: Buffer[] = []
  entry.on('data', (chunk: Buffer) => void chunks.push(chunk))
  entry.on('end', () =>
    guard(() => {
      if (entry.type === 'Directory') makeDirectory(path)
      else write(path, entry.mode ?? 0, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    }),
  )
})
parser.on('ignoredEntry', (entry: ReadEntry) =>
  guard(() => {
    throw new Error(`${JSON.stringify(entry.path)} is a ${entry.type}`)
  }),
)
parser.on('error', (error: unknown) => (problem ??= asError(error)))

let more: UntarMore = { bytes: 0, isWhole: false }
let wake = (): void => undefined
parentPort?.on('message', (next: UntarMore) => {
  more = next
  wake()
})

/** Reads what is there, hashes it and hands it to zlib, until all of it has come. */
const feed = async (): Promise<void> => {
  let at = 0
  while (!(more.isWhole && at >= more.bytes)) {
    if (at >= more.bytes) {
      await new Promise<void>((resolve) => (wake = resolve))
      continue
    }
    const chunk = Buffer.allocUnsafe(Math.min(256 * 1024, more.bytes - at))
    const count = fs.readSync(descriptor, chunk, 0, chunk.length, at)
    if (count === 0) throw new Error(`it ends after ${at} bytes`)
    at += count
    const part = chunk.subarray(0, count)
    whole.update(part)
    if (!gunzip.write(part)) await once(gunzip, 'drain')
  }
  gunzip.end()
}

const unpack = async (): Promise<void> => {
  let inflatedBytes = 0
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    inflatedBytes += chunk.length
    if (inflatedBytes > treeLimits.bytes * 1.2) throw new Error('it unpacks to more than any Go')
    parser.write(chunk)
    if (problem !== null) throw problem
  }
  parser.end()
  if (problem !== null) throw problem
  if (files.length === 0) throw new Error('it holds no files')
}

/** The caller ends this thread once it has the answer, whatever of it still waits. */
const answer = await Promise.all([feed(), unpack()]).then(
  (): UntarAnswer => ({ kind: 'done', sha256: whole.digest('hex'), files }),
  (error: unknown): UntarAnswer => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error), code }
  },
)
parentPort?.postMessage(answer)
