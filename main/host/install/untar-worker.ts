/**
 * A thread that takes a growing `tar.gz` apart: it reads every byte once, so that what it hashed is what it unpacked,
 * while zlib's own thread inflates ahead and another one writes. Every entry is hostile until proved harmless.
 */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import type { TransformOptions } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createGunzip, type ZlibOptions } from 'node:zlib'
import { createNameGate } from '../../core/toolchains/archive-names.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { treeLimits } from '../../core/toolchains/module-tree.ts'
import { createTarSplitter, type TarEntry } from './tar-splitter.ts'
import { createWriteAhead } from './write-ahead.ts'

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
// zlib's thread may be this many parts ahead: enough to inflate while the others work. As objects they are not joined.
const options: ZlibOptions & TransformOptions = {
  chunkSize: partBytes,
  readableObjectMode: true,
  readableHighWaterMark: 8,
}
const gunzip = createGunzip(options)
const gate = createNameGate(treeLimits.count)
const writer = createWriteAhead(new URL('./write-worker.js', import.meta.url), target, partBytes)
const files: Omit<UntarredFile, 'sha256'>[] = []
let unpackedBytes = 0

/** The place of an entry in the tree; throws where it is not what a Go may hold. */
const placeOf = (entry: TarEntry): string => {
  const shown = JSON.stringify(entry.path.slice(0, 200))
  const isDirectory = entry.type === 'Directory'
  if (!isDirectory && entry.type !== 'File' && entry.type !== 'OldFile') throw new Error(`${shown} is a ${entry.type}`)
  if ((entry.mode & 0o7000) !== 0) throw new Error(`${shown} would run with the rights of another`)
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

let file = { path: '', size: 0, mode: 0o644, isDirectory: false }

const splitter = createTarSplitter({
  entry: (entry) => {
    const isDirectory = entry.type === 'Directory'
    file = { path: placeOf(entry), size: entry.size, mode: (entry.mode & 0o111) === 0 ? 0o644 : 0o755, isDirectory }
    if (isDirectory) writer.directory(file.path)
    else writer.begin(file.path, file.mode === 0o755)
  },
  data: (part) => writer.write(part),
  end: () => {
    const { path, size, mode, isDirectory } = file
    if (isDirectory) return
    writer.end()
    files.push({ path, size, mode })
  },
})

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

const unpack = async (): Promise<readonly UntarredFile[]> => {
  let inflatedBytes = 0
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    inflatedBytes += chunk.length
    if (inflatedBytes > treeLimits.bytes * 1.2) throw new Error('it unpacks to more than any Go')
    splitter.write(chunk)
    await writer.rest()
    // Here zlib's thread is told to go on: without this turn it would wait until all that it made is taken.
    await setImmediate()
  }
  splitter.end()
  if (files.length === 0) throw new Error('it holds no files')
  const hashes = await writer.finish()
  return files.map((file, index) => ({ ...file, sha256: hashes[index] ?? '' }))
}

/** The caller ends this thread once it has the answer, whatever of it still waits. */
const answer = await Promise.all([unpack(), feed()]).then(
  ([written]): UntarAnswer => ({ kind: 'done', sha256: whole.digest('hex'), files: written }),
  (error: unknown): UntarAnswer => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error), code }
  },
)
parentPort?.postMessage(answer)
