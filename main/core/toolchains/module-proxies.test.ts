import { expect, test } from 'vitest'
import { parseModuleProxies } from './module-proxies.ts'

test.each([
  ['https://a.test,https://b.test|https://c.test/x/,direct', ['https://a.test', 'https://b.test', 'https://c.test/x']],
  ['direct', []],
  ['off', []],
  ['', []],
  ['https://a.test,off,https://b.test', ['https://a.test']],
  ['a.test, https://b.test', ['https://b.test']],
  ['file:///srv/proxy', ['file:///srv/proxy']],
  ['javascript:alert(1),ftp://x', []],
])('%s', (value, urls) => {
  expect(parseModuleProxies(value).map(({ url }) => url)).toEqual(urls)
})

test('the separator behind a proxy says when to go on', () => {
  expect(parseModuleProxies('https://a.test|https://b.test,direct').map((proxy) => proxy.anyFailureGoesOn)).toEqual([
    true,
    false,
  ])
})
