/** A thread that unpacks entries of a zip: reads, inflates, hashes and writes each, and answers with the hashes. */
import * as fs from 'node:fs'
import type { TransformOptions } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { createInflateRaw, inflateRawSync, type ZlibOptions } from 'node:zlib'
import { dataOffset, type ZipEntry } from '../../core/toolchains/zip-directory.ts'
import { createTreeWriter } from './tree-writer.ts'

export interface UnpackStart {
  readonly archive: string
  /** An existing directory, ours alone. */
  readonly target: string
}

export interface UnpackFile {
  readonly entry: ZipEntry
  readonly path: string
  readonly isExecutable: boolean
}

export type UnpackAnswer =
  | { readonly kind: 'done'; readonly hashes: readonly { readonly name: string; readonly sha256: string }[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string }

const { archive, target } = workerData as UnpackStart
const descriptor = fs.openSync(archive, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW)
const writer = createTreeWriter(target)

/** What is larger, packed or not, goes through memory in parts; most of Go's files are far smaller. */
const wholeBytes = 1024 * 1024
const partBytes = 128 * 1024
/** Local headers of Go's zips have short names and extras; this much is read with the data and mostly holds it all. */
const headerRoom = 30 + 1024
/** One buffer for everything that is read. */
const room = Buffer.allocUnsafeSlow(headerRoom + wholeBytes)

const readAt = (offset: number, length: number): Buffer => {
  let filled = 0
  while (filled < length) {
    const count = fs.readSync(descriptor, room, filled, length - filled, offset + filled)
    if (count === 0) break
    filled += count
  }
  return room.subarray(0, filled)
}

const contentOf = (entry: ZipEntry): Buffer => {
  const head = readAt(entry.offset, headerRoom + entry.compressedBytes)
  const start = dataOffset(entry, head) - entry.offset
  const end = start + entry.compressedBytes
  const packed = end <= head.length ? head.subarray(start, end) : readAt(entry.offset + start, entry.compressedBytes)
  if (packed.length !== entry.compressedBytes) throw new Error(`${entry.name} is cut`)
  if (entry.method === 'stored') return packed
  // A deflated stream that grows past what the directory promised is stopped there. All of it fits into one chunk.
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes), chunkSize: Math.max(64, entry.bytes + 1) })
}

/** The content of a large entry, part by part. A part is to be used before the next is asked for. */
async function* partsOf(entry: ZipEntry): AsyncGenerator<Buffer> {
  const start = dataOffset(entry, readAt(entry.offset, headerRoom))
  const end = start + entry.compressedBytes
  const packed = function* (): Generator<Buffer> {
    for (let at = start; at < end; at += partBytes) {
      const part = readAt(at, Math.min(partBytes, end - at))
      if (part.length === 0) throw new Error(`${entry.name} is cut`)
      yield part
    }
  }
  if (entry.method === 'stored') {
    yield* packed()
    return
  }
  // As objects the parts are not joined.
  const options: ZlibOptions & TransformOptions = {
    chunkSize: partBytes,
    readableObjectMode: true,
    readableHighWaterMark: 4,
  }
  const inflate = createInflateRaw(options)
  const feed = async (): Promise<void> => {
    for (const part of packed()) await new Promise<void>((taken) => inflate.write(part, () => taken()))
    inflate.end()
  }
  feed().catch((error: unknown) => inflate.destroy(error instanceof Error ? error : new Error(String(error))))
  yield* inflate as AsyncIterable<Buffer>
}

const requireBytes = (entry: ZipEntry, bytes: number): void => {
  if (bytes !== entry.bytes) throw new Error(`${entry.name} has not the ${entry.bytes} bytes that it says`)
}

const unpackWhole = (entry: ZipEntry): void => {
  const content = contentOf(entry)
  requireBytes(entry, content.length)
  writer.write(content)
}

const unpackParts = async (entry: ZipEntry): Promise<void> => {
  let bytes = 0
  for await (const part of partsOf(entry)) {
    bytes += part.length
    if (bytes > entry.bytes) break
    writer.write(part)
  }
  requireBytes(entry, bytes)
}

const unpackAll = async (files: readonly UnpackFile[]): Promise<UnpackAnswer> => {
  try {
    const hashes: { readonly name: string; readonly sha256: string }[] = []
    for (const { entry, path, isExecutable } of files) {
      writer.begin(path, isExecutable)
      if (Math.max(entry.bytes, entry.compressedBytes) <= wholeBytes) unpackWhole(entry)
      else await unpackParts(entry)
      hashes.push({ name: entry.name, sha256: writer.finish() })
    }
    return { kind: 'done', hashes }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error), code }
  }
}

parentPort?.on('message', (files: readonly UnpackFile[]) => {
  void unpackAll(files).then((answer) => parentPort?.postMessage(answer))
})
