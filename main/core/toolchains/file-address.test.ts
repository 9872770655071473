import { expect, test } from 'vitest'
import { pathOfFileAddress } from './file-address.ts'

test.each([
  ['file:///srv/proxy', '/srv/proxy'],
  ['file://localhost/srv/proxy', '/srv/proxy'],
  ['FILE:///with%20space/100%25', '/with space/100%'],
  ['file://server/share', null],
  ['file:relative', null],
  ['file:///a%00b', null],
  ['file:///a%zz', null],
  ['https://a.test/srv', null],
])('%s is %s', (address, path) => {
  expect(pathOfFileAddress(address)).toBe(path)
})
