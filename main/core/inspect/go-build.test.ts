import { expect, test } from 'vitest'
import { Unreadable } from '../engine.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { binaryEntry, makeElf } from '../testing/make-elf.ts'
import { readGoBuild } from './go-build.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const counted = (value: string): Uint8Array => {
  const length = value.length < 128 ? [value.length] : [128 + (value.length % 128), Math.floor(value.length / 128)]
  return Uint8Array.from([...length, ...text(value)])
}

/** A static ELF with section headers at 4096, their names at 4500 and Go's section at 5000. */
const goProgram = (section: Uint8Array): Uint8Array => {
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

const magic = Uint8Array.from([0xff, ...text(' Go buildinf:')])
const inline = (version: string, module: string): Uint8Array => {
  const section = new Uint8Array(2048)
  section.set(magic)
  section.set([8, 2], 14)
  section.set(counted(version), 32)
  section.set(counted(module), 32 + counted(version).length)
  return section
}
const read = (bytes: Uint8Array) => readGoBuild(createFakeHost({ files: { '/x': binaryEntry(bytes) } }), '/x')

test('a program of Go 1.18 or later says its version and its settings', async () => {
  const module = `0123456789abcdefpath\tcmd/go\nbuild\t-compiler=gc\nbuild\tCGO_ENABLED=0\nbuild\tGOAMD64=v3\n0123456789abcdef`
  expect(await read(goProgram(inline('go1.26.8', module)))).toEqual({
    version: 'go1.26.8',
    settings: { '-compiler': 'gc', CGO_ENABLED: '0', GOAMD64: 'v3' },
  })
})

test('an older program points at its version', async () => {
  const section = new Uint8Array(64)
  section.set(magic)
  section.set([8, 0], 14)
  const bytes = goProgram(section)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(5016, 6000n, true)
  view.setBigUint64(6000, 6100n, true)
  view.setBigUint64(6008, 8n, true)
  bytes.set(text('go1.15.9'), 6100)
  expect(await read(bytes)).toEqual({ version: 'go1.15.9', settings: {} })
})

test('other programs say nothing', async () => {
  expect(await read(makeElf())).toBeNull()
  expect(await read(text('#!/bin/sh\n'))).toBeNull()
  expect(await read(goProgram(new Uint8Array(64)))).toBeNull()
})

test('lengths and addresses that lie end in an answer or an error', async () => {
  for (let at = 0; at < 120; at += 1) {
    const section = inline('go1.26.8', 'build\tGOAMD64=v3\n')
    section[at] = 0xff
    section[at + 1] = 0xff
    await read(goProgram(section)).catch((error: unknown) => expect(error).toBeInstanceOf(Unreadable))
  }
})
