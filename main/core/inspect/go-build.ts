/** What the Go linker wrote into a program about how it was built; the same that `go version -m` prints. */
import type { ReadableHost } from '../host.ts'
import { openBinary, type BinaryFile, type Part } from './binary-file.ts'
import { partAt, readElfHeader, type ElfHeader } from './elf.ts'

export interface GoBuild {
  /** e.g. `go1.26.8`. */
  readonly version: string
  /** e.g. `GOAMD64` → `v1`, `CGO_ENABLED` → `0`. Empty for programs of Go before 1.18, which did not say. */
  readonly settings: Readonly<Record<string, string>>
  /** What `go install` would be told to make it again; null where it was built from a directory, or does not say. */
  readonly main: { readonly package: string; readonly version: string } | null
}

/** `\\xff Go buildinf:` */
const magic = [0xff, 0x20, 0x47, 0x6f, 0x20, 0x62, 0x75, 0x69, 0x6c, 0x64, 0x69, 0x6e, 0x66, 0x3a]
const maxSections = 4096
const maxNamesBytes = 64 * 1024
const maxTextBytes = 256 * 1024

/** Reads `path`; null where it is not ELF or not of Go. Rejects with `Unreadable` where it is damaged. */
export const readGoBuild = async (host: ReadableHost, path: string): Promise<GoBuild | null> => {
  const file = await openBinary(host, path)
  const header = await readElfHeader(file)
  const section = header && (await findSection(file, header, '.go.buildinfo'))
  if (!header || !section || section.size < 32) return null
  const start = await file.part('Go build information', section.offset, 32, header)
  if (!magic.every((byte, index) => start.byte(index) === byte)) return null
  const isInline = (start.byte(15) & 2) !== 0
  const [version, module] = isInline
    ? await readInline(file, header, section.offset + 32)
    : [await readPointed(file, header, start, 16), '']
  return version === '' ? null : { version, settings: settingsOf(module), main: mainOf(module) }
}

interface Section {
  readonly offset: number
  readonly size: number
}

const findSection = async (file: BinaryFile, header: ElfHeader, name: string): Promise<Section | null> => {
  const { offset, entrySize, count, names } = header.sections
  if (count === 0 || names >= count || count > maxSections || entrySize < (header.bits === 64 ? 64 : 40)) return null
  const table = await file.part('section headers', offset, count * entrySize, header)
  const [addressAt, sizeAt] = header.bits === 64 ? [24, 32] : [16, 20]
  const section = (index: number): Section => ({
    offset: table.address(index * entrySize + addressAt),
    size: table.address(index * entrySize + sizeAt),
  })
  const namesSection = section(names)
  const texts = await file.part(
    'section names',
    namesSection.offset,
    Math.min(namesSection.size, maxNamesBytes),
    header,
  )
  for (let index = 0; index < count; index += 1) {
    const nameAt = table.word(index * entrySize)
    if (nameAt + name.length < texts.length && texts.text(nameAt) === name) return section(index)
  }
  return null
}

/** Go 1.18 and later: two strings, each with its length in front. */
const readInline = async (file: BinaryFile, header: ElfHeader, offset: number): Promise<readonly [string, string]> => {
  const length = Math.min(maxTextBytes, Math.max(0, file.size - offset))
  const part = await file.part('Go build information', offset, length, header)
  const version = readCounted(part, 0)
  return [version.text, readCounted(part, version.end).text]
}

const decoder = new TextDecoder('utf-8', { fatal: false })

/** A string after its length, which is written 7 bits at a time; cut where the part ends. */
const readCounted = (part: Part, start: number): { readonly text: string; readonly end: number } => {
  let length = 0
  let at = start
  for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
    const byte = part.byte(at)
    at += 1
    length += (byte % 128) * scale
    if (byte < 128) break
  }
  const end = Math.min(at + length, part.length)
  return { text: decoder.decode(part.bytes(at, end - at)), end }
}

/** Before Go 1.18: the address of a string, which is an address and a length. */
const readPointed = async (file: BinaryFile, header: ElfHeader, start: Part, at: number): Promise<string> => {
  const size = header.bits / 8
  const words = await partAt(file, header, 'Go version', start.address(at), 2 * size)
  if (words.length < 2 * size) return ''
  const text = await partAt(file, header, 'Go version', words.address(0), Math.min(words.address(size), 200))
  return decoder.decode(text.bytes(0, text.length))
}

const settingsOf = (module: string): Readonly<Record<string, string>> => {
  const settings = [...module.matchAll(/^build\t([^=\n]+)=(.*)$/gm)]
  return Object.fromEntries(settings.map(([, name = '', value = '']) => [name, value]))
}

/** Its first line, after 16 bytes that mark the place, is the package; `+dirty` was built from files that nobody published. */
const mainOf = (module: string): GoBuild['main'] => {
  const name = /path\t([\w./~-]+)$/m.exec(module)?.[1]
  const version = /^mod\t\S+\t(v[\w.+-]+)/m.exec(module)?.[1]
  if (name === undefined || version === undefined || version.endsWith('+dirty')) return null
  return { package: name, version }
}
