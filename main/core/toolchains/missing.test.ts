import { expect, test } from 'vitest'
import { parseGoVersion } from './go-version.ts'
import { chooseRelease } from './missing.ts'

const known = {
  newest: ['go1.27.4', 'go1.26.11', 'go1.25.14', 'go1.22.12']
    .map((name) => parseGoVersion(name))
    .filter((version) => version !== null)
    .map((version) => ({ version, from: 'a list' })),
}
const choose = (need: string, installed: readonly string[] = []) =>
  chooseRelease(
    { need, named: null },
    installed.map((name) => ({ name, tree: `/own/go${name}` })),
    known,
  )

test.each([
  ['of a supported line, its newest', '1.26.0', '1.26.11', 'newest-of-line'],
  ['a candidate of a supported line too', '1.27rc1', '1.27.4', 'newest-of-line'],
  ['of a line without fixes, the newest of all', '1.22.0', '1.27.4', 'newest'],
  ['of a line that is not known at all', '1.21.0', '1.27.4', 'newest'],
  ['later on its line than any known', '1.26.99', '1.27.4', 'newest'],
  ['newer than all that is known', '1.28.0', '1.28.0', 'beyond-known'],
])('%s: %s', (_, need, version, because) => {
  expect(choose(need)).toEqual({ version, ownTree: null, because })
})

test('what is installed and new enough comes before what is released', () => {
  expect(choose('1.26.0', ['1.25.9', '1.26.3', '1.26.8'])).toEqual({
    version: '1.26.8',
    ownTree: '/own/go1.26.8',
    because: 'installed',
  })
  expect(choose('1.26.9', ['1.26.8'])).toMatchObject({ version: '1.26.11', ownTree: null })
})

test('what is named is that version and no other, installed or not', () => {
  const named = { need: '1.25.3', named: 'named-by-line' } as const
  expect(chooseRelease(named, [{ name: '1.26.8', tree: '/own/go1.26.8' }], known)).toEqual({
    version: '1.25.3',
    ownTree: null,
    because: 'named-by-line',
  })
})
