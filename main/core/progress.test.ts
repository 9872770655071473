import { expect, test } from 'vitest'
import { rateOf, secondsLeft, withSample, type Sample } from './progress.ts'

/** Bytes at each tick of 100 ms. */
const after = (bytes: readonly number[], start: readonly Sample[] = []): readonly Sample[] =>
  bytes.reduce<readonly Sample[]>((samples, each, index) => withSample(samples, each, index * 100), start)

test('a steady stream, and nothing said at its beginning', () => {
  expect(rateOf([], 0)).toBeNull()
  expect(rateOf(after([0, 100, 200]), 200)).toBeNull()
  expect(rateOf(after(Array.from({ length: 11 }, (_, index) => index * 100)), 1_000)).toBe(1_000)
})

test('what was there before does not count as fast', () => {
  const resumed = Array.from({ length: 21 }, (_, index) => 1_000_000 + index * 10)
  expect(rateOf(after(resumed), 2_000)).toBe(100)
})

test('only the last seconds count', () => {
  const slowThenFast = Array.from({ length: 201 }, (_, index) => (index <= 100 ? index : 100 + (index - 100) * 100))
  expect(rateOf(after(slowThenFast), 20_000)).toBeCloseTo(1_000, -1)
})

test('a stall goes to nothing, and then nobody can say how long it takes', () => {
  const samples = after(Array.from({ length: 21 }, (_, index) => index * 100))
  expect(rateOf(samples, 2_000)).toBe(1_000)
  expect(rateOf(samples, 4_000)).toBe(500)
  expect(rateOf(samples, 60_000)).toBe(0)
  expect(secondsLeft(10, 20, 0)).toBeNull()
})

test('fewer bytes than before are a new beginning', () => {
  expect(withSample(after([0, 500, 900]), 10, 300)).toEqual([{ bytes: 10, ticks: 300 }])
})

test('samples stay few however often bytes come', () => {
  let samples: readonly Sample[] = []
  for (let ticks = 0; ticks < 60_000; ticks += 5) samples = withSample(samples, ticks, ticks)
  expect(samples.length).toBeLessThan(60)
  expect(rateOf(samples, 60_000)).toBeCloseTo(1_000, -2)
})

test('seconds left are whole, and unknown without a total', () => {
  expect(secondsLeft(50, 101, 10)).toBe(6)
  expect(secondsLeft(50, null, 10)).toBeNull()
  expect(secondsLeft(50, 100, null)).toBeNull()
  expect(secondsLeft(100, 100, 10)).toBeNull()
})
