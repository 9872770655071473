/**
 * Reading the central directory of a zip (APPNOTE.TXT 6.3, 4.3.12 and 4.3.16), strictly: only what Go's own packer
 * writes. Every number is hostile.
 */

import type { Text } from '#contract'
import { Told } from './told.ts'

export interface ZipEntry {
  readonly name: string
  /** Stored as it is, or deflated. */
  readonly method: 'stored' | 'deflated'
  readonly compressedBytes: number
  readonly bytes: number
  /** Where its local header starts. */
  readonly offset: number
}

/** Thrown for what is no zip of a module; says what is wrong with it. */
export class BadArchive extends Told {
  constructor(text: Text) {
    super(text)
    this.name = 'BadArchive'
  }
}

const cutText: Text = { en: 'its directory is cut', 'zh-CN': '它的目录不完整' }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytes = 22

export interface ZipEnd {
  readonly entries: number
  readonly directoryBytes: number
  readonly directoryOffset: number
}

/** Finds the end record in `tail`, the last bytes of an archive of `archiveBytes`. Go's zips have no comment. */
export const parseZipEnd = (tail: Uint8Array, archiveBytes: number): ZipEnd => {
  const at = tail.length - endBytes
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  if (at < 0 || view.getUint32(at, true) !== endSignature || view.getUint16(at + 20, true) !== 0) {
    throw new BadArchive({ en: 'it does not end as a zip does', 'zh-CN': '它的结尾不是 zip 的结尾' })
  }
  const [disk, startDisk, onDisk, entries] = [4, 6, 8, 10].map((offset) => view.getUint16(at + offset, true))
  const directoryBytes = view.getUint32(at + 12, true)
  const directoryOffset = view.getUint32(at + 16, true)
  if (disk !== 0 || startDisk !== 0 || onDisk !== entries || entries === undefined || entries === 0xffff) {
    throw new BadArchive({
      en: 'it is a zip of several parts, or larger than any Go',
      'zh-CN': '它是分卷的 zip，或者比任何 Go 都大',
    })
  }
  if (directoryOffset + directoryBytes + endBytes !== archiveBytes) {
    throw new BadArchive({ en: 'its directory is not where its end says', 'zh-CN': '它的目录不在结尾所说的位置' })
  }
  return { entries, directoryBytes, directoryOffset }
}

/** The entries in the order of the archive. Their data must lie before the directory, without overlapping. */
export const parseZipDirectory = (directory: Uint8Array, end: ZipEnd): readonly ZipEntry[] => {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < end.entries; index += 1) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== entrySignature) throw new BadArchive(cutText)
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const nameBytes = view.getUint16(at + 28, true)
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > directory.length) throw new BadArchive(cutText)
    // Bit 3: sizes follow the data; bit 11: the name is UTF-8. Anything else (encryption, patches) is not Go's.
    if ((flags & ~0x0808) !== 0)
      throw new BadArchive({ en: 'an entry is encrypted or otherwise odd', 'zh-CN': '有一项是加密的，或者不合常规' })
    if (method !== 0 && method !== 8)
      throw new BadArchive({
        en: `an entry is packed with method ${method}`,
        'zh-CN': `有一项是用方法 ${method} 压缩的`,
      })
    entries.push({
      name: decodeName(decoder, directory.subarray(at + 46, at + 46 + nameBytes)),
      method: method === 0 ? 'stored' : 'deflated',
      compressedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  if (at !== directory.length)
    throw new BadArchive({
      en: 'its directory holds more than its entries',
      'zh-CN': '它的目录里除了各项之外还有别的内容',
    })
  requireApart(entries, end.directoryOffset)
  return entries
}

const decodeName = (decoder: TextDecoder, bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new BadArchive({ en: 'a name is not UTF-8', 'zh-CN': '有一个名称不是 UTF-8' })
  }
}

/** Entries that share bytes are how small archives unpack to huge trees. */
const requireApart = (entries: readonly ZipEntry[], limit: number): void => {
  let free = 0
  for (const { offset, compressedBytes, name } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < free || offset + 30 + compressedBytes > limit)
      throw new BadArchive({
        en: `${JSON.stringify(name)} overlaps another entry`,
        'zh-CN': `${JSON.stringify(name)} 与另一项重叠`,
      })
    free = offset + 30 + compressedBytes
  }
}

/** Where the data of an entry starts, from its local header (at least the first 30 bytes of it). */
export const dataOffset = (entry: ZipEntry, header: Uint8Array): number => {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50)
    throw new BadArchive({
      en: `${JSON.stringify(entry.name)} has no header`,
      'zh-CN': `${JSON.stringify(entry.name)} 没有头部`,
    })
  return entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
}
