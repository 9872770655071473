import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { binaryEntry, makeElf } from '../testing/make-elf.ts'
import { libcOfLoader, readLibc, readUserlandBits } from './libc.ts'

const glibcLoader = '/lib64/ld-linux-x86-64.so.2'
const muslLoader = '/lib/ld-musl-x86_64.so.1'
const shellWith = (interpreter?: string) => binaryEntry(makeElf(interpreter === undefined ? {} : { interpreter }))
const libc = binaryEntry(makeElf({ offers: ['libc.so.6', 'GLIBC_2.2.5', 'GLIBC_2.17', 'GLIBC_PRIVATE'] }))

const debian: MachinePart['files'] = {
  '/bin/sh': shellWith(glibcLoader),
  [glibcLoader]: { target: '/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2' },
  '/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': { mode: '0755' },
  '/lib/x86_64-linux-gnu/libc.so.6': libc,
}
const getconf = (stdout: string, code = 0) => ({
  argv: ['/usr/bin/getconf', 'GNU_LIBC_VERSION'],
  ran: { kind: 'exited' as const, code, stdout, stderr: '' },
})
const musl = (stderr: string) => ({
  argv: [muslLoader],
  ran: { kind: 'exited' as const, code: 1, stdout: '', stderr },
})

test.each<[string, MachinePart, { kind: string; version: string | null }]>([
  ['getconf tells', { files: debian, runs: [getconf('glibc 2.36\n')] }, { kind: 'glibc', version: '2.36' }],
  ['without getconf the symbols tell', { files: debian }, { kind: 'glibc', version: '2.17' }],
  [
    'a getconf that talks nonsense is not believed',
    { files: debian, runs: [getconf('什么\n')] },
    { kind: 'glibc', version: '2.17' },
  ],
  [
    'the name of the library tells',
    {
      files: {
        ...debian,
        '/lib/x86_64-linux-gnu/libc.so.6': { target: 'libc-2.31.so' },
        '/lib/x86_64-linux-gnu/libc-2.31.so': libc,
      },
    },
    { kind: 'glibc', version: '2.31' },
  ],
  ['no library beside the loader', { files: { '/bin/sh': shellWith(glibcLoader) } }, { kind: 'glibc', version: null }],
  [
    'musl for cross-building beside glibc',
    { files: { ...debian, [muslLoader]: { mode: '0755' } }, runs: [getconf('glibc 2.36\n')] },
    { kind: 'glibc', version: '2.36' },
  ],
  [
    'Alpine',
    {
      files: { '/bin/sh': { target: '/bin/busybox' }, '/bin/busybox': shellWith(muslLoader) },
      runs: [musl('musl libc (x86_64)\nVersion 1.2.5\nDynamic Program Loader\nUsage: …\n')],
    },
    { kind: 'musl', version: '1.2.5' },
  ],
  [
    'a static shell, the loader in its directory',
    { files: { '/bin/sh': shellWith(), [muslLoader]: { mode: '0755' } } },
    { kind: 'musl', version: null },
  ],
  ['nothing to link with', { files: { '/bin/sh': shellWith() } }, { kind: 'none', version: null }],
  [
    'a loader nobody knows',
    { files: { '/bin/sh': shellWith('/system/bin/linker64') } },
    { kind: 'unknown', version: null },
  ],
  [
    'a damaged shell, both loaders',
    { files: { '/bin/sh': { text: 'x' }, [muslLoader]: {}, [glibcLoader]: {} } },
    { kind: 'unknown', version: null },
  ],
])('%s', async (_, machine, expected) => {
  expect(await readLibc(createFakeHost(machine))).toEqual(expected)
})

test('on a mounted Alpine the list of packages tells', async () => {
  const host = createFakeHost({
    files: {
      '/bin/sh': shellWith(muslLoader),
      '/lib/apk/db/installed': { text: 'C:Q1x\nP:busybox\nV:1.36.1-r29\n\nC:Q1y\nP:musl\nV:1.2.5-r0\nA:x86_64\n' },
    },
  })
  expect(await readLibc({ ...host, canRun: false })).toEqual({ kind: 'musl', version: '1.2.5' })
})

test('NixOS and other architectures name their loaders as everywhere', () => {
  expect(libcOfLoader('/nix/store/abc-glibc-2.40-66/lib/ld-linux-x86-64.so.2')).toBe('glibc')
  expect(['/lib/ld64.so.1', '/lib64/ld64.so.2', '/lib/ld.so.1', '/lib/ld-linux-armhf.so.3'].map(libcOfLoader)).toEqual(
    Array.from({ length: 4 }, () => 'glibc'),
  )
})

test('the word size is that of the shell', async () => {
  const sized = (bits: 32 | 64) => createFakeHost({ files: { '/bin/sh': binaryEntry(makeElf({ bits, machine: 3 })) } })
  expect([await readUserlandBits(sized(32)), await readUserlandBits(sized(64))]).toEqual([32, 64])
  expect(await readUserlandBits(createFakeHost({}))).toBeNull()
})
