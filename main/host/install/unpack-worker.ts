/** A thread that unpacks entries of a zip: reads, inflates, hashes and writes each, and answers with the hashes. */
import * as fs from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { dataOffset, type ZipEntry } from '../../core/toolchains/zip-directory.ts'
import { Told } from '../../core/toolchains/told.ts'
import { createInflater } from './inflater.ts'
import type { ThreadReady } from './thread.ts'
import { failureOf, type UnpackFailure } from './unpack-failure.ts'
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

export type UnpackAnswer = { readonly kind: 'done'; readonly sha256s: readonly string[] } | UnpackFailure | ThreadReady

const { archive, target } = workerData as UnpackStart
const writer = createTreeWriter(target)
/** Opened with the first files: this thread starts before there is an archive. */
let descriptor: number | null = null

/** One buffer for everything that is read: entries lie one behind the other, and a read gets many. */
const room = Buffer.allocUnsafeSlow(256 * 1024)
/** Where in the archive `room` begins, and how much is in it. */
let [from, filled] = [0, 0]

/** The bytes at `offset`; fewer where the archive ends. To be used before the next are read. */
const readAt = (offset: number, length: number): Buffer => {
  if (offset < from || offset + length > from + filled) {
    from = offset
    filled = 0
    while (filled < length) {
      descriptor ??= fs.openSync(archive, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW)
      const count = fs.readSync(descriptor, room, filled, room.length - filled, from + filled)
      if (count === 0) break
      filled += count
    }
  }
  return room.subarray(offset - from, Math.min(offset - from + length, filled))
}

/** Local headers of Go's zips have short names and extras. */
const headerBytes = 30
const partBytes = 64 * 1024

let bytes = 0
let promised = 0
const take = (part: Uint8Array): void => {
  bytes += part.length
  // A stream that grows past what the directory promised is stopped here.
  if (bytes <= promised) writer.write(part)
}
const inflater = createInflater('raw', take)

const unpack = ({ entry, path, isExecutable }: UnpackFile): string => {
  writer.begin(path, isExecutable)
  ;[bytes, promised] = [0, entry.bytes]
  const start = dataOffset(entry, readAt(entry.offset, headerBytes))
  const end = start + entry.compressedBytes
  inflater.reset()
  for (let at = start; at < end && bytes <= promised;) {
    const part = readAt(at, Math.min(partBytes, end - at))
    if (part.length === 0) throw new Told({ en: `${entry.name} is cut`, 'zh-CN': `${entry.name} 不完整` })
    at += part.length
    if (entry.method === 'stored') take(part)
    else inflater.write(part)
  }
  if (entry.method === 'deflated' && bytes === promised) inflater.end()
  if (bytes !== promised)
    throw new Told({
      en: `${entry.name} has not the ${promised} bytes that it says`,
      'zh-CN': `${entry.name} 没有它所说的 ${promised} 字节`,
    })
  return writer.finish()
}

const unpackAll = (files: readonly UnpackFile[]): UnpackAnswer => {
  try {
    return { kind: 'done', sha256s: files.map(unpack) }
  } catch (error) {
    return failureOf(error)
  }
}

parentPort?.postMessage({ kind: 'ready' } satisfies ThreadReady)
parentPort?.on('message', (files: readonly UnpackFile[]) => parentPort?.postMessage(unpackAll(files)))
