/** Makes small ELF files for tests: a header, segments and a dynamic section, in any class and byte order. */
import type { Entry } from './machine.ts'

export interface ElfParts {
  readonly bits?: 32 | 64
  readonly isLittleEndian?: boolean
  readonly machine?: number
  readonly interpreter?: string
  readonly needed?: readonly string[]
  /** Library → versions. */
  readonly wants?: Readonly<Record<string, readonly string[]>>
  readonly offers?: readonly string[]
}

/** The bytes of an ELF file with `parts`; without any it is a static program for x86-64. */
export const makeElf = (parts: ElfParts = {}): Uint8Array => {
  const { bits = 64, isLittleEndian = true, machine = 62 } = parts
  const bytes = new Uint8Array(8192)
  const view = new DataView(bytes.buffer)
  const size = bits / 8
  const half = (at: number, value: number): void => view.setUint16(at, value, isLittleEndian)
  const word = (at: number, value: number): void => view.setUint32(at, value, isLittleEndian)
  const address = (at: number, value: number): void =>
    bits === 64 ? view.setBigUint64(at, BigInt(value), isLittleEndian) : word(at, value)
  let end = 1024
  const text = (value: string): number => {
    const at = end
    bytes.set(new TextEncoder().encode(`${value}\0`), at)
    end = at + value.length + 1
    return at
  }

  bytes.set([0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, isLittleEndian ? 1 : 2, 1])
  half(16, 3)
  half(18, machine)
  const stringsAt = end
  text('')
  const string = (value: string): number => text(value) - stringsAt
  const needed = (parts.needed ?? []).map(string)
  const wants = Object.entries(parts.wants ?? {}).map(([library, versions]) => ({
    library: string(library),
    versions: versions.map(string),
  }))
  const offers = (parts.offers ?? []).map(string)
  const interpreterAt = parts.interpreter === undefined ? 0 : text(parts.interpreter)
  const stringsSize = end - stringsAt

  const wantsAt = (end = Math.ceil(end / 8) * 8)
  wants.forEach(({ library, versions }, index) => {
    const isLast = index === wants.length - 1
    half(end, 1)
    half(end + 2, versions.length)
    word(end + 4, library)
    word(end + 8, 16)
    word(end + 12, isLast ? 0 : 16 + versions.length * 16)
    end += 16
    versions.forEach((version, at) => {
      word(end + 8, version)
      word(end + 12, at === versions.length - 1 ? 0 : 16)
      end += 16
    })
  })
  const offersAt = end
  offers.forEach((name, index) => {
    half(end, 1)
    half(end + 2, index === 0 ? 1 : 0)
    half(end + 6, 1)
    word(end + 12, 20)
    word(end + 16, index === offers.length - 1 ? 0 : 28)
    word(end + 20, name)
    end += 28
  })

  const dynamicAt = (end = Math.ceil(end / 8) * 8)
  const entries: readonly (readonly [number, number])[] = [
    ...needed.map((at) => [1, at] as const),
    [5, stringsAt],
    [10, stringsSize],
    ...(wants.length > 0
      ? ([
          [0x6ffffffe, wantsAt],
          [0x6fffffff, wants.length],
        ] as const)
      : []),
    ...(offers.length > 0
      ? ([
          [0x6ffffffc, offersAt],
          [0x6ffffffd, offers.length],
        ] as const)
      : []),
    [0, 0],
  ]
  for (const [tag, value] of entries) {
    address(end, tag)
    address(end + size, value)
    end += 2 * size
  }

  const segments: readonly (readonly [number, number, number])[] = [
    [1, 0, bytes.length],
    [2, dynamicAt, end - dynamicAt],
    ...(parts.interpreter === undefined ? [] : [[3, interpreterAt, parts.interpreter.length + 1] as const]),
  ]
  const [tableField, sizesField, entrySize] = bits === 64 ? [32, 54, 56] : [28, 42, 32]
  address(tableField, 64)
  half(sizesField, entrySize)
  half(sizesField + 2, segments.length)
  segments.forEach(([type, offset, length], index) => {
    const at = 64 + index * entrySize
    const [offsetAt, addressAt, lengthAt] = bits === 64 ? [8, 16, 32] : [4, 8, 16]
    word(at, type)
    address(at + offsetAt, offset)
    address(at + addressAt, offset)
    address(at + lengthAt, length)
  })
  return bytes
}

/** An executable file of a fake machine with these bytes. */
export const binaryEntry = (bytes: Uint8Array, entry: Partial<Entry> = {}): Entry => ({
  mode: '0755',
  size: bytes.length,
  bytes: { '0': btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) },
  ...entry,
})
