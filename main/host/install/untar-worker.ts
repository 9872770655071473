/**
 * A thread that unpacks a growing `tar.gz`: it reads every byte once, so that what it hashed is what it unpacked, while
 * zlib's own thread inflates ahead. Every entry is hostile until proved harmless.
 */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import type { TransformOptions } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createGunzip, type ZlibOptions } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import { createNameGate } from '../../core/toolchains/archive-names.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { treeLimits } from '../../core/toolchains/module-tree.ts'
import { createTreeWriter } from './tree-writer.ts'

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

const partBytes = 128 * 1024

const { archive, target } = workerData as UntarStart
const descriptor = fs.openSync(archive, fs.constants.O_RDONLY)
const whole = createHash('sha256')
// zlib's thread may be this many bytes ahead: enough to inflate while this thread writes.
const options: ZlibOptions & TransformOptions = { chunkSize: partBytes, readableHighWaterMark: 8 * partBytes }
const gunzip = createGunzip(options)
const parser = new Parser({ strict: true })
const gate = createNameGate(treeLimits.count)
const writer = createTreeWriter(target)
const files: UntarredFile[] = []
let unpackedBytes = 0

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
  const isDirectory = entry.type === 'Directory'
  const mode = ((entry.mode ?? 0) & 0o111) === 0 ? 0o644 : 0o755
  let path = ''
  guard(() => {
    path = placeOf(entry)
    if (isDirectory) writer.directory(path)
    else writer.begin(path, mode === 0o755)
  })
  entry.on('data', (part: Buffer) => guard(() => writer.write(part)))
  entry.on('end', () =>
    guard(() => {
      if (!isDirectory) files.push({ path, sha256: writer.finish(), size: entry.size, mode })
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
  const room = Buffer.allocUnsafeSlow(partBytes)
  let at = 0
  while (!(more.isWhole && at >= more.bytes)) {
    if (at >= more.bytes) {
      await new Promise<void>((resolve) => (wake = resolve))
      continue
    }
    const count = fs.readSync(descriptor, room, 0, Math.min(room.length, more.bytes - at), at)
    if (count === 0) throw new Error(`it ends after ${at} bytes`)
    at += count
    const part = room.subarray(0, count)
    whole.update(part)
    await new Promise<void>((taken) => gunzip.write(part, () => taken()))
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
    // Here zlib's thread is told to go on: without this turn it would wait until all that it made is written.
    await setImmediate()
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
