import { expect, test } from 'vitest'
import { formatSize } from './size.ts'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [1024 ** 2 * 64 - 1, '63 MiB'],
  [1024 ** 3 * 1.99, '1.9 GiB'],
  [1024 ** 3 * 2, '2 GiB'],
  [1024 ** 4 * 3, '3072 GiB'],
])('%d bytes: %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
