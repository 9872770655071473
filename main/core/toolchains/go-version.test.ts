import { expect, test } from 'vitest'
import { compareGoVersions, parseGoVersion, releaseLine } from './go-version.ts'

test('versions sort as they were published', () => {
  const sorted = [
    'go1.2',
    'go1.9.7',
    'go1.20',
    'go1.20.1',
    'go1.21rc2',
    'go1.21rc10',
    'go1.21.0',
    'go1.26.8',
    'go1.27beta1',
    'go1.27rc1',
    'go1.27',
  ]
  const shuffled = sorted.toReversed().map((name) => parseGoVersion(name))
  const known = shuffled.filter((version) => version !== null)
  expect(known.sort(compareGoVersions).map(({ name }) => name)).toEqual(sorted)
})

test.each([
  '',
  'go',
  'go1',
  'go1.',
  'devel go1.27-abc',
  'go1.26.8-X:nocoverage',
  '1.26.8 (Red Hat)',
  'go1.2.3.4',
  'go1.21rc',
  '../go1.21',
  'go1.26.8\0',
])('%j is no published version', (text) => expect(parseGoVersion(text)).toBeNull())

test('a version is known with and without go in front', () => {
  expect(parseGoVersion('1.26.8')).toEqual(parseGoVersion('go1.26.8'))
  expect(releaseLine({ name: 'go1.27rc1', major: 1, minor: 27, patch: 0, preRelease: { kind: 'rc', number: 1 } })).toBe(
    '1.27',
  )
})
