import { expect, test } from 'vitest'
import { formatAgo, formatList, formatSeconds } from './format.ts'

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
