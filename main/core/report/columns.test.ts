import { expect, test } from 'vitest'
import { printable } from './columns.ts'

test.each([
  ['/a\u200bb', '/ab'],
  ['\u202egpj.exe', 'gpj.exe'],
  ['a\u2028b\ufeff', 'ab'],
  ['\u001b]0;x\u0007', '\\x1b]0;x\\x07'],
  ['a\r\n\tb', 'a b'],
  ['文件 é\u0301', '文件 é\u0301'],
])('%j is printed as %j', (text, printed) => {
  expect(printable(text)).toBe(printed)
})
