/** A thread that unpacks entries of a zip: reads, inflates, hashes and writes each, and answers with the hashes. */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { inflateRawSync } from 'node:zlib'
import { dataOffset, type ZipEntry } from '../../core/toolchains/zip-directory.ts'

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
const madeDirectories = new Set<string>()

/** Local headers of Go's zips have short names and extras; this much is read before the data and mostly holds it all. */
const headerRoom = 30 + 1024

const readAt = (offset: number, length: number): Buffer => {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const count = fs.readSync(descriptor, buffer, filled, length - filled, offset + filled)
    if (count === 0) break
    filled += count
  }
  return buffer.subarray(0, filled)
}

const contentOf = (entry: ZipEntry): Buffer => {
  const head = readAt(entry.offset, headerRoom + entry.compressedBytes)
  const start = dataOffset(entry, head) - entry.offset
  const end = start + entry.compressedBytes
  const packed = end <= head.length ? head.subarray(start, end) : readAt(entry.offset + start, entry.compressedBytes)
  if (packed.length !== entry.compressedBytes) throw new Error(`${entry.name} is cut`)
  // A deflated stream that grows past what the directory promised is stopped there.
  const content =
    entry.method === 'stored' ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) })
  if (content.length !== entry.bytes) throw new Error(`${entry.name} has ${content.length} bytes, not ${entry.bytes}`)
  return content
}

const makeDirectoryOf = (path: string): void => {
  const slash = path.lastIndexOf('/')
  const directory = slash < 0 ? '' : path.slice(0, slash)
  if (directory === '' || madeDirectories.has(directory)) return
  fs.mkdirSync(`${target}/${directory}`, { recursive: true, mode: 0o755 })
  madeDirectories.add(directory)
}

const unpack = ({ entry, path, isExecutable }: UnpackFile): { name: string; sha256: string } => {
  const content = contentOf(entry)
  makeDirectoryOf(path)
  // `wx`: nothing is ever written through something that is already there.
  fs.writeFileSync(`${target}/${path}`, content, { flag: 'wx', mode: isExecutable ? 0o755 : 0o644 })
  return { name: entry.name, sha256: createHash('sha256').update(content).digest('hex') }
}

parentPort?.on('message', (files: readonly UnpackFile[]) => {
  const answer = ((): UnpackAnswer => {
    try {
      return { kind: 'done', hashes: files.map(unpack) }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error), code }
    }
  })()
  parentPort?.postMessage(answer)
})
