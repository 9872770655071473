import { expect, test } from 'vitest'
import { compareGoVersions } from './go-version.ts'

test('versions compare as releases follow each other', () => {
  const order = [
    null,
    'go1',
    'go1.9.7',
    'go1.20beta1',
    'go1.20rc1',
    'go1.20rc2',
    'go1.20',
    'go1.20.1',
    'go1.26.8',
    'go1.27',
  ]
  const shuffled = [...order].reverse().sort(compareGoVersions)
  expect(shuffled).toEqual(order)
  expect(compareGoVersions('go1.21', 'go1.21.0')).toBe(0)
})
