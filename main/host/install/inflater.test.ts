import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createInflater } from './inflater.ts'

const text = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `line ${index * 7919}\n`).join(''))

/** What comes out, copied as it comes: parts are used again. */
const collecting = (format: 'raw' | 'gzip') => {
  const parts: Buffer[] = []
  return { inflater: createInflater(format, (part) => parts.push(Buffer.from(part))), all: () => Buffer.concat(parts) }
}

test.each([1, 100, 16_384, 1_000_000])('in pieces of %d bytes the same comes out', (piece) => {
  const { inflater, all } = collecting('gzip')
  const packed = gzipSync(text)
  for (let at = 0; at < packed.length; at += piece) inflater.write(packed.subarray(at, at + piece))
  inflater.end()
  expect(all().equals(text)).toBe(true)
})

test('one after the other, each anew', () => {
  const { inflater, all } = collecting('raw')
  for (const word of ['one', '', 'three']) {
    inflater.reset()
    inflater.write(deflateRawSync(word))
  }
  expect(all().toString()).toBe('onethree')
})

test('raw, an end that is missing is told, and what is whole may be ended', () => {
  const packed = deflateRawSync(text)
  const { inflater, all } = collecting('raw')
  inflater.write(packed)
  inflater.end()
  expect(all().equals(text)).toBe(true)
  inflater.reset()
  inflater.write(packed.subarray(0, -5))
  expect(() => inflater.end()).toThrow('unexpected end of file')
})

test('what is damaged, cut or no gzip is told', () => {
  const packed = gzipSync(text)
  expect(() => collecting('gzip').inflater.write(Buffer.from('<html>'))).toThrow('incorrect header check')
  const damaged = Buffer.from(packed)
  damaged.fill(0xff, 100, 200)
  expect(() => collecting('gzip').inflater.write(damaged)).toThrow('invalid')
  const { inflater } = collecting('gzip')
  inflater.write(packed.subarray(0, -20))
  expect(() => inflater.end()).toThrow('unexpected end of file')
})

test('what the taker throws comes through, in the middle of what grows a thousandfold', () => {
  let taken = 0
  const inflater = createInflater('gzip', (part) => {
    taken += part.length
    if (taken > 1_000_000) throw new Error('enough')
  })
  expect(() => inflater.write(gzipSync(Buffer.alloc(100_000_000)))).toThrow('enough')
  expect(taken).toBeLessThan(20_000_000)
})
