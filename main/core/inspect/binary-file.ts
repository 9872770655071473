/** Reading a binary file that may be damaged or made to harm: every offset, length and number in it is checked. */
import { Unreadable } from '../engine.ts'
import type { Blank, ReadableHost } from '../host.ts'

/** How a file writes its numbers. */
export interface Layout {
  readonly isLittleEndian: boolean
  readonly bits: 32 | 64
}

/** Bytes of a file. Every read is checked against their end and throws `Unreadable` past it. */
export interface Part {
  readonly length: number
  byte(at: number): number
  half(at: number): number
  word(at: number): number
  /** 4 or 8 bytes, as the layout has it. From 2^53 on it is Infinity, which lies outside of every file. */
  address(at: number): number
  /** UTF-8 up to a NUL byte, which must come within 4 KiB. */
  text(at: number): string
  /** A copy of `length` bytes from `at`. */
  bytes(at: number, length: number): Uint8Array
}

export interface BinaryFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** `length` bytes from `offset`; `what` names them in the error when the file does not hold them. */
  part(what: string, offset: number, length: number, layout: Layout): Promise<Part>
  /** Ends the reading with a reason. */
  refuse(detail: string): never
}

/** The most that is ever read at once: far above what real tables need. */
export const maxPartBytes = 4 * 1024 * 1024
const maxTextBytes = 4096

const reasons: Readonly<Record<Blank, string>> = {
  absent: 'no such file',
  denied: 'permission denied',
  'wrong-kind': 'not a regular file',
  'too-large': 'too large',
  loop: 'links that lead in circles',
  broken: 'cannot be read',
}

/** Opens `path` for reading parts of it. Rejects with `Unreadable` where it is not a file that can be read. */
export const openBinary = async (host: ReadableHost, path: string): Promise<BinaryFile> => {
  const refuse = (detail: string): never => {
    throw new Unreadable(path, detail)
  }
  const status = await host.status(path)
  if (!status.ok) return refuse(reasons[status.why])
  if (status.value.kind !== 'file') return refuse(reasons['wrong-kind'])
  const { size } = status.value
  return {
    path,
    size,
    refuse,
    part: async (what, offset, length, layout) => {
      if (!(length <= maxPartBytes)) refuse(`${what}: ${length} bytes, at most ${maxPartBytes} are read`)
      if (!(offset >= 0 && length >= 0 && offset + length <= size))
        refuse(`${what}: outside of the file (${offset} + ${length} of ${size} bytes)`)
      const read = await host.readBytes(path, offset, length)
      if (!read.ok) return refuse(reasons[read.why])
      if (read.value.length < length) return refuse(`${what}: the file ends early`)
      return partOf(read.value, layout, (detail) => refuse(`${what}: ${detail}`))
    },
  }
}

const decoder = new TextDecoder('utf-8', { fatal: false })

const partOf = (bytes: Uint8Array, layout: Layout, refuse: (detail: string) => never): Part => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = (offset: number, length: number): number =>
    offset >= 0 && offset + length <= bytes.length ? offset : refuse(`offset ${offset} lies outside of it`)
  const bytesFrom = (offset: number, length: number): Uint8Array =>
    bytes.slice(at(offset, length), at(offset, length) + length)
  return {
    length: bytes.length,
    byte: (offset) => view.getUint8(at(offset, 1)),
    half: (offset) => view.getUint16(at(offset, 2), layout.isLittleEndian),
    word: (offset) => view.getUint32(at(offset, 4), layout.isLittleEndian),
    address: (offset) => {
      if (layout.bits === 32) return view.getUint32(at(offset, 4), layout.isLittleEndian)
      const value = view.getBigUint64(at(offset, 8), layout.isLittleEndian)
      return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Infinity
    },
    text: (offset) => {
      const window = bytes.subarray(at(offset, 0), offset + maxTextBytes)
      const end = window.indexOf(0)
      return end < 0 ? refuse('a name without an end') : decoder.decode(window.subarray(0, end))
    },
    bytes: bytesFrom,
  }
}
