import { expect, test } from 'vitest'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { binaryEntry, makeElf, type ElfParts } from '../testing/make-elf.ts'
import { check } from './kernel.min-version.ts'

const withKernel = (release: string, version: string, elf: ElfParts = {}): MachinePart => ({
  kernel: { release, machine: 'x86_64' },
  files: {
    '/usr/local/go/bin/go': binaryEntry(makeElf(elf)),
    '/usr/local/go/VERSION': { text: `${version}\ntime 2026-01-01T00:00:00Z\n` },
  },
  environment: { PATH: '/usr/local/go/bin:/usr/bin', HOME: '/home/user' },
})

test.each([
  ['3.10.0-1160.el7.x86_64', 'go1.26.8', 'pass'],
  ['3.2.0', 'go1.24', 'pass'],
  ['3.1.9', 'go1.24', 'fail'],
  ['2.6.32-754.el6.x86_64', 'go1.23.5', 'pass'],
  ['2.6.32-754.el6.x86_64', 'go1.24.1', 'fail'],
  ['2.6.31-1', 'go1.22.0', 'fail'],
  ['2.6.31-1', 'go1.17.13', 'pass'],
  ['gibberish', 'go1.26.8', 'unknown'],
])('Linux %s with %s: %s', async (release, version, expected) => {
  const result = await resultOnMachine(withKernel(release, version), check)
  expect(result.result).toBe(expected)
})

const loong64 = { machine: 258 }
const mips64le = { machine: 8 }
const ppc64 = { machine: 21, isLittleEndian: false }
const ppc64le = { machine: 21 }
test.each([
  ['5.18.9', 'go1.22.0', loong64, 'fail'],
  ['5.19.0', 'go1.22.0', loong64, 'pass'],
  ['4.7.0', 'go1.20.1', mips64le, 'fail'],
  ['4.8.0', 'go1.20.1', mips64le, 'pass'],
  ['4.7.0', 'go1.20.1', { ...mips64le, isLittleEndian: false }, 'pass'],
  ['3.12.0', 'go1.27.0', ppc64, 'fail'],
  ['3.12.0', 'go1.26.8', ppc64, 'pass'],
  ['3.12.0', 'go1.27.0', ppc64le, 'pass'],
  ['3.10.0-1160.el7.ppc64', 'go1.27.0', ppc64, 'pass'],
])('Linux %s with %s for another processor: %j is %s', async (release, version, elf, expected) => {
  const result = await resultOnMachine(withKernel(release, version, elf), check)
  expect(result.result).toBe(expected)
})

test.each([
  ['2.6.32', 'go1.26.8', {}, ['Use Go 1.23, the last that this kernel can run', 'newer']],
  ['2.6.24', 'go1.26.8', {}, ['Use Go 1.17, the last that this kernel can run', 'newer']],
  ['2.6.20', 'go1.26.8', {}, ['newer']],
  ['5.10.0', 'go1.26.8', loong64, ['newer']],
])('what can be done on Linux %s with %s', async (release, version, elf, expected) => {
  const result = await resultOnMachine(withKernel(release, version, elf), check)
  expect(result.fixes.map((fix) => (fix.id === 'older' ? fix.title.en : fix.id))).toEqual(expected)
})

test('in a container the cause is named: the kernel is not its own', async () => {
  const machine = withKernel('2.6.32', 'go1.26.8')
  const result = await resultOnMachine({ ...machine, files: { ...machine.files, '/.dockerenv': {} } }, check)
  expect(result.causes).toHaveLength(1)
  expect(result.evidence.map((item) => item.observed)).toContainEqual(
    expect.objectContaining({ en: 'docker: the kernel is that of the machine outside' }),
  )
})

test('a mounted disk has no kernel to judge', async () => {
  const host = createFakeHost(withKernel('6.1.0', 'go1.26.8'))
  const result = await resultOn({ ...host, kernel: () => null }, check)
  expect(result).toMatchObject({ result: 'notchecked', code: 'no-kernel', fixes: [] })
})

test('without any Go the check does not apply', async () => {
  const result = await resultOnMachine({}, check)
  expect(result).toMatchObject({ result: 'notapplicable', code: 'no-go', fixes: [] })
})
