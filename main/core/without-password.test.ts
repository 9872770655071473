import { expect, test } from 'vitest'
import { withoutPassword } from './without-password.ts'

test.each([
  ['https://user:secret@proxy.test/go', 'https://***@proxy.test/go'],
  ['https://user:se@cret@proxy.test/go', 'https://***@proxy.test/go'],
  [
    'https://secret@a.test,https://b.test|http://x:secret@c.test',
    'https://***@a.test,https://b.test|http://***@c.test',
  ],
  ['redirected to https://u:secret@a.test/x: no', 'redirected to https://***@a.test/x: no'],
  ['https://proxy.test/golang.org/toolchain@v0.0.1.zip', 'https://proxy.test/golang.org/toolchain@v0.0.1.zip'],
])('%s', (text, shown) => {
  expect(withoutPassword(text)).toBe(shown)
})
