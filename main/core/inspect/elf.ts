/**
 * What an ELF file says about itself, from its headers and its dynamic section: System V ABI, chapters 4 and 5, and for
 * symbol versions the Linux Standard Base, chapter 10.7. Nothing is run and section headers are not needed, so a
 * stripped, foreign or hostile file is read like any other.
 */
import type { ReadableHost } from '../host.ts'
import { maxPartBytes, openBinary, type BinaryFile, type Layout, type Part } from './binary-file.ts'
import { readVersionNeeds, readVersionsProvided, type VersionNeed } from './elf-versions.ts'

export interface Elf extends Layout {
  readonly path: string
  /** `e_machine`, e.g. 62 for x86-64. */
  readonly machine: number
  /** `e_type`: 2 is an executable, 3 a library or a position-independent executable. */
  readonly type: number
  /** The loader that the kernel starts in its place; null for a static program. */
  readonly interpreter: string | null
  /** Libraries by their names, in order. */
  readonly needed: readonly string[]
  /** Versions of symbols that it wants, by the library that must have them. */
  readonly wants: readonly VersionNeed[]
  /** Versions of symbols that it offers, its own name left out. */
  readonly offers: readonly string[]
}

const segmentLoad = 1
const segmentDynamic = 2
const segmentInterpreter = 3
const maxSegments = 1024
const maxNeeded = 4096

export interface Segment {
  readonly type: number
  readonly offset: number
  readonly address: number
  readonly fileSize: number
}

export interface ElfHeader extends Layout {
  readonly type: number
  readonly machine: number
  readonly segments: readonly Segment[]
  /** Where the section headers are said to be; none in a file that was stripped of them. */
  readonly sections: {
    readonly offset: number
    readonly entrySize: number
    readonly count: number
    readonly names: number
  }
}

/** Reads `path`; null where it is not ELF (a script, a launcher). Rejects with `Unreadable` where it is damaged. */
export const readElf = async (host: ReadableHost, path: string): Promise<Elf | null> => {
  const file = await openBinary(host, path)
  const header = await readElfHeader(file)
  if (!header) return null
  const { bits, isLittleEndian, machine, type } = header
  const identity = { path, bits, isLittleEndian, machine, type }
  const [interpreter, dynamic] = await Promise.all([readInterpreter(file, header), readDynamic(file, header)])
  return { ...identity, interpreter, ...dynamic }
}

/** The header and the segments; null where the file is not ELF. */
export const readElfHeader = async (file: BinaryFile): Promise<ElfHeader | null> => {
  if (file.size < 20) return null
  const identity = await file.part('ELF identity', 0, 20, { bits: 32, isLittleEndian: true })
  if (identity.word(0) !== 0x464c457f) return null
  const bits = identity.byte(4) === 1 ? 32 : identity.byte(4) === 2 ? 64 : file.refuse('neither 32 nor 64 bits')
  const order = identity.byte(5)
  if (order !== 1 && order !== 2) return file.refuse('no byte order')
  const layout: Layout = { bits, isLittleEndian: order === 1 }
  const header = await file.part('ELF header', 0, bits === 64 ? 64 : 52, layout)
  const at = bits === 64 ? { table: 32, sections: 40, sizes: 54 } : { table: 28, sections: 32, sizes: 42 }
  const count = header.half(at.sizes + 2)
  const entrySize = header.half(at.sizes)
  if (count > maxSegments) return file.refuse(`${count} segments`)
  if (count > 0 && entrySize < (bits === 64 ? 56 : 32)) return file.refuse(`segments of ${entrySize} bytes`)
  const table = await file.part('segments', header.address(at.table), count * entrySize, layout)
  const segments = Array.from({ length: count }, (_, index) => readSegment(table, index * entrySize, bits))
  const sections = {
    offset: header.address(at.sections),
    entrySize: header.half(at.sizes + 4),
    count: header.half(at.sizes + 6),
    names: header.half(at.sizes + 8),
  }
  return { ...layout, type: header.half(16), machine: header.half(18), segments, sections }
}

const readSegment = (table: Part, at: number, bits: 32 | 64): Segment =>
  bits === 64
    ? {
        type: table.word(at),
        offset: table.address(at + 8),
        address: table.address(at + 16),
        fileSize: table.address(at + 32),
      }
    : {
        type: table.word(at),
        offset: table.address(at + 4),
        address: table.address(at + 8),
        fileSize: table.address(at + 16),
      }

const readInterpreter = async (file: BinaryFile, header: ElfHeader): Promise<string | null> => {
  const segment = header.segments.find(({ type }) => type === segmentInterpreter)
  if (!segment) return null
  if (segment.fileSize > 4096) return file.refuse(`a loader's name of ${segment.fileSize} bytes`)
  const name = (await file.part('loader', segment.offset, segment.fileSize, header)).text(0)
  return name === '' ? file.refuse('a loader without a name') : name
}

/** Where `address` of the running program is in the file, and how many bytes of its segment follow; null for nowhere. */
const locate = (header: ElfHeader, address: number): { readonly offset: number; readonly left: number } | null => {
  const segment = header.segments.find(
    ({ type, address: start, fileSize }) => type === segmentLoad && address >= start && address < start + fileSize,
  )
  if (!segment) return null
  const into = address - segment.address
  return { offset: segment.offset + into, left: segment.fileSize - into }
}

const tagNeeded = 1
const tagStrings = 5
const tagStringsSize = 10
const tagVersionsProvided = 0x6ffffffc
const tagVersionsProvidedCount = 0x6ffffffd
const tagVersionNeeds = 0x6ffffffe
const tagVersionNeedsCount = 0x6fffffff
const maxVersionTableBytes = 256 * 1024

const readDynamic = async (file: BinaryFile, header: ElfHeader): Promise<Pick<Elf, 'needed' | 'wants' | 'offers'>> => {
  const nothing = { needed: [], wants: [], offers: [] }
  const segment = header.segments.find(({ type }) => type === segmentDynamic)
  if (!segment || segment.fileSize === 0) return nothing
  const entries = readEntries(await file.part('dynamic section', segment.offset, segment.fileSize, header), header)
  const value = (tag: number): number | null => entries.find((entry) => entry.tag === tag)?.value ?? null
  const stringsAt = value(tagStrings)
  if (stringsAt === null) return nothing
  const strings = await partAt(file, header, 'dynamic strings', stringsAt, value(tagStringsSize) ?? Infinity)
  const needed = entries.filter((entry) => entry.tag === tagNeeded)
  if (needed.length > maxNeeded) return file.refuse(`${needed.length} libraries`)
  const table = async (what: string, tag: number): Promise<Part | null> => {
    const address = value(tag)
    return address === null ? null : partAt(file, header, what, address, maxVersionTableBytes)
  }
  const needs = await table('versions needed', tagVersionNeeds)
  const provided = await table('versions provided', tagVersionsProvided)
  return {
    needed: needed.map((entry) => strings.text(entry.value)),
    wants: needs ? readVersionNeeds(needs, value(tagVersionNeedsCount) ?? 0, strings, file) : [],
    offers: provided ? readVersionsProvided(provided, value(tagVersionsProvidedCount) ?? 0, strings, file) : [],
  }
}

/** The entries up to the end mark. */
const readEntries = (part: Part, { bits }: Layout): readonly { readonly tag: number; readonly value: number }[] => {
  const entries: { tag: number; value: number }[] = []
  const half = bits / 8
  for (let at = 0; at + 2 * half <= part.length; at += 2 * half) {
    const tag = part.address(at)
    if (tag === 0) break
    entries.push({ tag, value: part.address(at + half) })
  }
  return entries
}

/** The part at an address of the running program: `length` bytes, or as many as its segment and the limit allow. */
export const partAt = (
  file: BinaryFile,
  header: ElfHeader,
  what: string,
  address: number,
  length: number,
): Promise<Part> | never => {
  const place = locate(header, address)
  if (!place) return file.refuse(`${what}: at an address that is not in the file`)
  return file.part(what, place.offset, Math.min(length, place.left, maxPartBytes, file.size - place.offset), header)
}
