import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { readAmdLevel } from './processor.ts'

const v2 = 'fpu sse3 cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3'
const v3 = `${v2} avx avx2 bmi1 bmi2 f16c fma abm movbe`
const levelWith = (flags: string) =>
  readAmdLevel(
    createFakeHost({ files: { '/proc/cpuinfo': { text: `processor\t: 0\nflags\t\t: ${flags}\nbugs\t\t:\n` } } }),
  )

test.each([
  ['fpu', 1],
  [v2, 2],
  [`${v2} avx avx2`, 2],
  [v3, 3],
  [v3.replace('avx2 ', ''), 2],
  [`${v3} avx512f avx512bw avx512cd avx512dq avx512vl`, 4],
])('%s is v%i', async (flags, level) => {
  expect((await levelWith(flags))?.level).toBe(level)
})

test('what is missing for the next level is named', async () => {
  expect((await levelWith(v3.replace('bmi1 ', '')))?.missing).toEqual(['bmi1'])
})

test('where the kernel lists nothing, nothing is claimed', async () => {
  expect(
    await readAmdLevel(createFakeHost({ files: { '/proc/cpuinfo': { text: 'Features\t: fp asimd\n' } } })),
  ).toBeNull()
  expect(await readAmdLevel(createFakeHost({}))).toBeNull()
})
