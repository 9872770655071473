/** Makes files that look like programs of Go, for tests: what the linker says of how they were built. */
import { makeElf } from './make-elf.ts'

/** Its bytes in UTF-8. */
export const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const counted = (value: string): Uint8Array => {
  const length = value.length < 128 ? [value.length] : [128 + (value.length % 128), Math.floor(value.length / 128)]
  return Uint8Array.from([...length, ...text(value)])
}

/** A static ELF with section headers at 4096, their names at 4500 and Go's section at 5000. */
export const goProgram = (section: Uint8Array): Uint8Array => {
  const bytes = makeElf()
  const view = new DataView(bytes.buffer)
  view.setBigUint64(40, 4096n, true)
  view.setUint16(58, 64, true)
  view.setUint16(60, 3, true)
  view.setUint16(62, 1, true)
  bytes.set(text('\0.shstrtab\0.go.buildinfo\0'), 4500)
  const describe = (index: number, name: number, offset: number, size: number): void => {
    view.setUint32(4096 + index * 64, name, true)
    view.setBigUint64(4096 + index * 64 + 24, BigInt(offset), true)
    view.setBigUint64(4096 + index * 64 + 32, BigInt(size), true)
  }
  describe(1, 1, 4500, 26)
  describe(2, 11, 5000, section.length)
  bytes.set(section, 5000)
  return bytes
}

/** How Go’s section begins. */
export const goMagic = Uint8Array.from([0xff, ...text(' Go buildinf:')])
/** The section of Go 1.18 and later: the version, and the lines of `go version -m` between their marks. */
export const inlineBuild = (version: string, module: string): Uint8Array => {
  const section = new Uint8Array(2048)
  section.set(goMagic)
  section.set([8, 2], 14)
  section.set(counted(version), 32)
  section.set(counted(module), 32 + counted(version).length)
  return section
}
