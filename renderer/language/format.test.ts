import { expect, test } from 'vitest'
import { formatAgo, formatBytes, formatDuration, formatList, formatSeconds } from './format.ts'

const minute = 60_000

test.each([
  [59_999, null, null],
  [minute, '1 minute ago', '1分钟前'],
  [4 * minute + 59_000, '4 minutes ago', '4分钟前'],
  [60 * minute, '1 hour ago', '1小时前'],
  [49 * 60 * minute, '2 days ago', '2天前'],
])('%d ms ago', (ago, en, chinese) => {
  expect(formatAgo(0, ago, 'en')).toBe(en)
  expect(formatAgo(0, ago, 'zh-CN')?.replaceAll(' ', '') ?? null).toBe(chinese)
})

test.each([
  [23, '0.023'],
  [140, '0.14'],
  [2149, '2.1'],
  [12_400, '12'],
])('%d ms in seconds', (ms, text) => {
  expect(formatSeconds(ms, 'en')).toBe(text)
})

test('lists keep their parts apart in both languages', () => {
  expect(formatList(['a', 'b'], 'en')).toBe('a, b')
  expect(formatList(['甲', '乙'], 'zh-CN')).toBe('甲、乙')
})

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1536, '1.5 KiB'],
  [200 * 1024 ** 2 + 1, '200 MiB'],
  [1024 ** 3 * 9.99, '9.9 GiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text)
})

test.each([
  [0.2, '1 second', '1秒钟'],
  [59.1, '60 seconds', '60秒钟'],
  [61, '2 minutes', '2分钟'],
  [7200, '2 hours', '2小时'],
])('%d seconds are %s', (seconds, en, chinese) => {
  expect(formatDuration(seconds, 'en')).toBe(en)
  expect(formatDuration(seconds, 'zh-CN').replaceAll(' ', '')).toBe(chinese)
})
