/**
 * Reading the headers of a tar. Most of a Go's are plain, and read here; whatever is not is read by the `tar` package, which
 * reads twenty fields of each, of which four are of use: for all of them that took a twelfth of an installation.
 */
import { Header } from 'tar/header'
import { Told } from '../../core/toolchains/told.ts'
import type { Pax } from 'tar/pax'
import type { TarEntry } from './tar-splitter.ts'

export const blockBytes = 512

/** What the 512 bytes at `at` say, with what came before them for this entry and for all; null where they are empty. Throws for what is no header. */
export const readHeader = (
  bytes: Buffer,
  at: number,
  ofNext: Pax | undefined,
  ofAll: Pax | undefined,
): TarEntry | null => {
  const plain = ofNext === undefined && ofAll === undefined ? readPlain(bytes, at) : null
  if (plain !== null) return plain
  const header = new Header(bytes, at, ofNext, ofAll)
  if (header.nullBlock) return null
  if (!header.cksumValid) throw new Told({ en: 'a header of it is damaged', 'zh-CN': '它的一个头部已损坏' })
  const { type, size = 0, mode = 0, path = '' } = header
  if (!Number.isSafeInteger(size) || size < 0)
    throw new Told({ en: `${JSON.stringify(path)} has no size`, 'zh-CN': `${JSON.stringify(path)} 没有大小` })
  return { path, type, mode, size }
}

const ustar = Buffer.from('ustar\x0000', 'latin1')
const [file, directory] = [0x30, 0x35]

/** A file or a directory as POSIX lays it out (pax(1), ustar), with nothing unusual; null for all else. */
const readPlain = (bytes: Buffer, at: number): TarEntry | null => {
  const type = bytes[at + 156]
  if (type !== file && type !== directory) return null
  if (bytes.compare(ustar, 0, ustar.length, at + 257, at + 257 + ustar.length) !== 0) return null
  const mode = octal(bytes, at + 100, 8)
  const size = octal(bytes, at + 124, 12)
  if (mode < 0 || size < 0 || octal(bytes, at + 148, 8) !== sumOf(bytes, at)) return null
  const name = textAt(bytes, at, 100)
  const prefix = textAt(bytes, at + 345, 155)
  if (name === null || prefix === null) return null
  const path = prefix === '' ? name : `${prefix}/${name}`
  // Before there was a type for directories they had a slash; a directory that has a size has none that counts.
  if (path.endsWith('/') ? type === file : size !== 0 && type === directory) return null
  return type === file ? { path, type: 'File', mode, size } : { path, type: 'Directory', mode, size: 0 }
}

/** Digits, and then nothing but NULs and spaces; −1 for anything else. */
const octal = (bytes: Buffer, at: number, length: number): number => {
  let value = 0
  let digits = 0
  for (let index = at; index < at + length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte >= 0x30 && byte <= 0x37 && digits === index - at) {
      value = value * 8 + byte - 0x30
      digits += 1
    } else if (byte !== 0 && byte !== 0x20) return -1
  }
  return digits === 0 ? -1 : value
}

/** Of a header, its own field counted as spaces. */
const sumOf = (bytes: Buffer, at: number): number => {
  let sum = 8 * 0x20
  for (let index = 0; index < blockBytes; index += 1) {
    if (index < 148 || index >= 156) sum += bytes[at + index] ?? 0
  }
  return sum
}

/** A text, and then nothing but NULs; null for anything else. */
const textAt = (bytes: Buffer, at: number, length: number): string | null => {
  let end = at + length
  while (end > at && bytes[end - 1] === 0) end -= 1
  const text = bytes.toString('utf8', at, end)
  return text.includes('\0') ? null : text
}
