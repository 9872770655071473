import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { binaryEntry, makeElf } from '../testing/make-elf.ts'
import type { Machine } from '../testing/machine.ts'
import { check } from './libc.go-linkage.ts'

const go = '/usr/lib/go-1.19/bin/go'
const glibcLoader = '/lib64/ld-linux-x86-64.so.2'
const dynamicGo = binaryEntry(
  makeElf({
    interpreter: glibcLoader,
    needed: ['libc.so.6'],
    wants: { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.32', 'GLIBC_2.34'] },
  }),
)
const glibc = (...offers: readonly string[]): Machine['files'] => ({
  [glibcLoader]: { target: '/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2' },
  '/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': { mode: '0755' },
  '/lib/x86_64-linux-gnu/libc.so.6': binaryEntry(makeElf({ offers: ['libc.so.6', 'GLIBC_2.2.5', ...offers] })),
})
const started: Ran = { kind: 'exited', code: 0, stdout: 'go version go1.19.8 linux/amd64\n', stderr: '' }

const machine = (binary: Machine['files'][string], files: Machine['files'], ran?: Ran): MachinePart => ({
  environment: { PATH: '/usr/bin:/bin', HOME: '/home/user' },
  files: {
    '/usr/bin/go': { target: '../lib/go-1.19/bin/go' },
    [go]: binary,
    '/usr/lib/go-1.19/VERSION': { text: 'go1.19.8\n' },
    ...files,
  },
  runs: ran ? [{ argv: [go, 'version'], ran }] : [],
})
const alpine = {
  '/etc/os-release': { text: 'ID=alpine\n' },
  '/bin/sh': binaryEntry(makeElf({ interpreter: '/lib/ld-musl-x86_64.so.1' })),
}

test.each<[string, MachinePart, string, string]>([
  ['static', machine(binaryEntry(makeElf()), alpine), 'pass', 'static'],
  ['glibc 2.36', machine(dynamicGo, glibc('GLIBC_2.32', 'GLIBC_2.34', 'GLIBC_2.36'), started), 'pass', 'fits'],
  [
    'glibc 2.31',
    machine(dynamicGo, glibc('GLIBC_2.17', 'GLIBC_2.31'), {
      kind: 'exited',
      code: 1,
      stdout: '',
      stderr: `${go}: ${glibcLoader}: version 'GLIBC_2.34' not found\n`,
    }),
    'fail',
    'too-old',
  ],
  ['Alpine', machine(dynamicGo, alpine, { kind: 'unstartable', code: 'ENOENT', detail: '' }), 'fail', 'no-loader'],
  ['a link to no loader', machine(dynamicGo, { [glibcLoader]: { target: '/gone' } }), 'fail', 'no-loader'],
  [
    'a compatibility layer that works',
    machine(dynamicGo, { [glibcLoader]: { mode: '0755' } }, started),
    'pass',
    'starts',
  ],
  [
    'a library that dies',
    machine(dynamicGo, glibc('GLIBC_2.32', 'GLIBC_2.34'), {
      kind: 'signalled',
      signal: 'SIGSEGV',
      stdout: '',
      stderr: '',
    }),
    'fail',
    'does-not-start',
  ],
  ['a shim', { ...machine({ text: '#!/bin/sh\n', mode: '0755' }, {}) }, 'notchecked', 'launcher'],
  ['a cut file', machine(binaryEntry(makeElf().subarray(0, 40)), {}), 'error', 'unreadable'],
  ['no Go', { environment: { PATH: '/usr/bin' } }, 'notapplicable', 'no-go'],
])('%s', async (_, part, result, code) => {
  expect(await resultOnMachine(part, check)).toMatchObject({ result, code })
})

test('what is missing is named, and so is what would do', async () => {
  const result = await resultOnMachine(machine(dynamicGo, alpine), check)
  expect(result.found).toMatchObject({ en: `no ${glibcLoader}` })
  expect(result.causes[0]?.text.en).toMatch(/musl/)
  expect(result.fixes.map((fix) => fix.id)).toEqual(['current', 'package'])
  expect(result.fixes[0]?.commands.join('\n')).toContain('linux-amd64.tar.gz')
  expect(result.fixes[1]?.commands).toEqual(['doas apk add go'])
})

test('one version that is missing is enough, even where a higher one is offered', async () => {
  const result = await resultOnMachine(machine(dynamicGo, glibc('GLIBC_2.34', 'GLIBC_2.36')), check)
  expect(result).toMatchObject({ result: 'fail', code: 'too-old' })
})

test.each([
  ['with its library', glibc('GLIBC_2.32', 'GLIBC_2.34'), 'pass', 'fits'],
  ['without its library', { [glibcLoader]: { mode: '0755' } }, 'unknown', 'cannot-tell'],
  ['without its loader', {}, 'fail', 'no-loader'],
])('on a mounted disk files tell: %s', async (_, files, result, code) => {
  const host = createFakeHost(machine(dynamicGo, files))
  expect(await resultOn({ ...host, canRun: false }, check)).toMatchObject({ result, code })
})
