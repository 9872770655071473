import { expect, test } from 'vitest'
import { Unreadable } from '../engine.ts'
import type { ReadableHost } from '../host.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { binaryEntry, makeElf, type ElfParts } from '../testing/make-elf.ts'
import { maxPartBytes } from './binary-file.ts'
import { highestVersion } from './elf-versions.ts'
import { readElf } from './elf.ts'

const hostWith = (bytes: Uint8Array): ReadableHost => createFakeHost({ files: { '/x': binaryEntry(bytes) } })
const read = (bytes: Uint8Array) => readElf(hostWith(bytes), '/x')

const dynamic: ElfParts = {
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  needed: ['libc.so.6', 'libpthread.so.0'],
  wants: { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.34'], 'libpthread.so.0': ['GLIBC_2.3.2'] },
  offers: ['libmine.so.1', 'MINE_1.0', 'MINE_1.1'],
}

test.each([
  [64, true, 62],
  [64, false, 22],
  [32, true, 40],
  [32, false, 8],
] as const)('%i bits, little endian %s: everything that was written is read', async (bits, isLittleEndian, machine) => {
  expect(await read(makeElf({ ...dynamic, bits, isLittleEndian, machine }))).toEqual({
    path: '/x',
    bits,
    isLittleEndian,
    machine,
    type: 3,
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    needed: ['libc.so.6', 'libpthread.so.0'],
    wants: [
      { library: 'libc.so.6', versions: ['GLIBC_2.2.5', 'GLIBC_2.34'] },
      { library: 'libpthread.so.0', versions: ['GLIBC_2.3.2'] },
    ],
    offers: ['MINE_1.0', 'MINE_1.1'],
  })
})

test('a static program has no loader and wants nothing', async () => {
  expect(await read(makeElf())).toMatchObject({ interpreter: null, needed: [], wants: [], offers: [] })
})

test.each([
  ['a script', new TextEncoder().encode('#!/bin/sh\nexec /usr/bin/go "$@"\n')],
  ['an empty file', new Uint8Array()],
  ['zeros', new Uint8Array(4096)],
])('%s is not ELF', async (_, bytes) => {
  expect(await read(bytes)).toBeNull()
})

test('what is no file is unreadable, with the reason', async () => {
  const host = createFakeHost({ files: { '/d': { kind: 'directory' }, '/secret': { refuses: 'denied', size: 9000 } } })
  await expect(readElf(host, '/nowhere')).rejects.toThrow('no such file')
  await expect(readElf(host, '/d')).rejects.toThrow('not a regular file')
  await expect(readElf(host, '/secret')).rejects.toThrow('permission denied')
})

/** Writes `value` at `at` in a sound file and reads what came of it. */
const damaged = (at: number, value: readonly number[]) => {
  const bytes = makeElf(dynamic)
  bytes.set(value, at)
  return read(bytes)
}
const manyBits = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]

test.each([
  ['a class that is not there', 4, [9], /32 nor 64/],
  ['no byte order', 5, [0], /byte order/],
  ['65 535 segments', 56, [0xff, 0xff], /65535 segments/],
  ['segments of 3 bytes', 54, [3, 0], /segments of 3 bytes/],
  ['a table at the end of the world', 32, manyBits, /segments: outside/],
  ['a loader whose name is longer than a page', 64 + 2 * 56 + 32, manyBits, /loader/],
  ['a dynamic section of 2^64 bytes', 64 + 56 + 32, manyBits, /dynamic section/],
  ['a dynamic section elsewhere', 64 + 56 + 8, manyBits, /dynamic section/],
  ['no segment that holds the strings', 64 + 32, [0, 0, 0, 0, 0, 0, 0, 0], /dynamic strings/],
])('%s is an error that says so', async (_, at, value, message) => {
  await expect(damaged(at, value)).rejects.toThrow(message)
})

/** A host that counts what it is asked for. */
const counting = (bytes: Uint8Array) => {
  const asked = { times: 0, largest: 0 }
  const host: ReadableHost = {
    ...hostWith(bytes),
    readBytes: (_, offset, length) => {
      asked.times += 1
      asked.largest = Math.max(asked.largest, length)
      return Promise.resolve({ ok: true, value: bytes.subarray(offset, offset + length) })
    },
  }
  return { asked, host }
}

const endsWell = async (bytes: Uint8Array): Promise<void> => {
  const { asked, host } = counting(bytes)
  await readElf(host, '/x').catch((error: unknown) => {
    if (!(error instanceof Unreadable)) throw error
  })
  expect(asked.times).toBeLessThan(10)
  expect(asked.largest).toBeLessThanOrEqual(maxPartBytes)
}

test('every length of a cut file ends in an answer or an error', async () => {
  const whole = makeElf(dynamic)
  for (let length = 0; length < 1800; length += 1) await endsWell(whole.subarray(0, length))
})

test('4 000 files with bytes turned over end in an answer or an error, and none asks for much', async () => {
  let seed = 20_260_101
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  for (let round = 0; round < 4_000; round += 1) {
    const bytes = makeElf({ ...dynamic, bits: round % 2 ? 32 : 64, isLittleEndian: round % 3 > 0 })
    for (let turn = random(6); turn >= 0; turn -= 1) {
      bytes[random(round % 4 ? 1800 : 300)] = [0, 1, 0x7f, 0xff, random(256)][random(5)] ?? 0
    }
    await endsWell(bytes)
  }
})

test('versions are numbers: 2.34 is above 2.9, names that are none do not count', () => {
  expect(highestVersion(['GLIBC_2.9', 'GLIBC_2.34', 'GLIBC_PRIVATE', 'GLIBCXX_3.4', 'GLIBC_2.3.4'], 'GLIBC_')).toBe(
    '2.34',
  )
  expect(highestVersion(['GLIBC_PRIVATE'], 'GLIBC_')).toBeNull()
})
