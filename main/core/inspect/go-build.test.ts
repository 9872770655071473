import { expect, test } from 'vitest'
import { Unreadable } from '../engine.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { goMagic as magic, goProgram, inlineBuild as inline, text } from '../testing/make-go-program.ts'
import { binaryEntry, makeElf } from '../testing/make-elf.ts'
import { readGoBuild } from './go-build.ts'

const read = (bytes: Uint8Array) => readGoBuild(createFakeHost({ files: { '/x': binaryEntry(bytes) } }), '/x')

test('a program of Go 1.18 or later says its version and its settings', async () => {
  const module = `0123456789abcdefpath\tcmd/go\nbuild\t-compiler=gc\nbuild\tCGO_ENABLED=0\nbuild\tGOAMD64=v3\n0123456789abcdef`
  expect(await read(goProgram(inline('go1.26.8', module)))).toEqual({
    version: 'go1.26.8',
    settings: { '-compiler': 'gc', CGO_ENABLED: '0', GOAMD64: 'v3' },
    main: null,
  })
})

test('a program that go install made says of what', async () => {
  const lines = [
    'path\tgolang.org/x/tools/gopls',
    'mod\tgolang.org/x/tools/gopls\tv0.20.0\th1:x=',
    'dep\ta.example/b\tv1.0.0',
  ]
  const module = (text: string): string => `0123456789abcdef${text}\n0123456789abcdef`
  const made = await read(goProgram(inline('go1.26.8', module(lines.join('\n')))))
  expect(made?.main).toEqual({ package: 'golang.org/x/tools/gopls', version: 'v0.20.0' })
  const here = ['path\tm/cmd/x', 'mod\tm\t(devel)\t', 'dep\ta.example/b\tv1.0.0']
  expect((await read(goProgram(inline('go1.26.8', module(here.join('\n'))))))?.main).toBeNull()
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
  expect(await read(bytes)).toEqual({ version: 'go1.15.9', settings: {}, main: null })
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
