import { expect, test } from 'vitest'
import { letGo } from './let-go.ts'

test('the memory is gone at once', () => {
  const part = Buffer.from(new ArrayBuffer(100_000))
  letGo(part)
  expect([part.length, part.buffer.byteLength]).toEqual([0, 0])
  letGo(part)
})

test('however much there is, none of it gathers', () => {
  const before = process.memoryUsage().arrayBuffers
  for (let round = 0; round < 300; round += 1) {
    letGo(Buffer.from(new ArrayBuffer(100_000)))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000)
  }
})

test('what others share stays', () => {
  const whole = Buffer.from(new ArrayBuffer(1000)).fill('x')
  letGo(whole.subarray(0, 500))
  expect(whole.toString()).toBe('x'.repeat(1000))
})
