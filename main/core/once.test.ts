import { expect, test } from 'vitest'
import { probe } from './once.ts'
import { remembering } from './remembering.ts'
import { createFakeHost } from './testing/fake-host.ts'

test('in one run a probe is asked once, at the same time or later; a new run asks anew', async () => {
  let asked = 0
  const count = probe(async () => (asked += 1))
  const machine = createFakeHost({})
  const run = remembering(machine)
  expect(await Promise.all([count(run), count(run)])).toEqual([1, 1])
  expect(await count(run)).toBe(1)
  expect(await count(remembering(machine))).toBe(2)
})

test('two probes on one host do not mix', async () => {
  const one = probe(async () => 'one')
  const two = probe(async () => 'two')
  const run = remembering(createFakeHost({}))
  expect([await one(run), await two(run), await one(run)]).toEqual(['one', 'two', 'one'])
})

test('a probe that failed fails alike for everyone in that run', async () => {
  let asked = 0
  const failing = probe(() => Promise.reject(new Error(String((asked += 1)))))
  const run = remembering(createFakeHost({}))
  await expect(failing(run)).rejects.toThrow('1')
  await expect(failing(run)).rejects.toThrow('1')
  await expect(failing(remembering(createFakeHost({})))).rejects.toThrow('2')
})
