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
  ['GOPROXY=user:se:cret@proxy.test:80/go,direct', 'GOPROXY=***@proxy.test:80/go,direct'],
  ['https://to/ken:secret@proxy.test/go', 'https://to/***@proxy.test/go'],
  ['https://user:sec/ret@proxy.test:80/go', 'https://***@proxy.test:80/go'],
  ['https://user:secr/e/t@127.0.0.1:8998/x|off', 'https://***@127.0.0.1:8998/x|off'],
  ['https://[fd00::1]:80/golang.org/toolchain/@v/list', 'https://[fd00::1]:80/golang.org/toolchain/@v/list'],
  ['git@proxy.test:8080/x@v1.2.3', 'git@proxy.test:8080/x@v1.2.3'],
  ['http://proxy.test:8080/golang.org/toolchain/@v/list', 'http://proxy.test:8080/golang.org/toolchain/@v/list'],
  ['https://proxy.test/golang.org/toolchain@v0.0.1.zip', 'https://proxy.test/golang.org/toolchain@v0.0.1.zip'],
])('%s', (text, shown) => {
  expect(withoutPassword(text)).toBe(shown)
})

test('a long text takes no long time', () => {
  const startedAt = performance.now()
  for (const text of ['a'.repeat(200_000), 'a:'.repeat(100_000), '://a'.repeat(50_000), '://a:b'.repeat(40_000)])
    withoutPassword(text)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
