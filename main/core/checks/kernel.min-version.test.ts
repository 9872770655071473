import { expect, test } from 'vitest'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './kernel.min-version.ts'

const withKernel = (release: string, version: string) => ({
  kernel: { release, machine: 'x86_64' },
  files: {
    '/usr/local/go/bin/go': { mode: '0755' },
    '/usr/local/go/VERSION': { text: `${version}\ntime 2026-01-01T00:00:00Z\n` },
  },
  environment: { PATH: '/usr/local/go/bin:/usr/bin', HOME: '/home/user' },
})

test.each([
  ['3.10.0-1160.el7.x86_64', 'go1.26.8', 'pass'],
  ['3.2.0', 'go1.24', 'pass'],
  ['3.1.9', 'go1.24', 'fail'],
  ['2.6.32-754.el6.x86_64', 'go1.23.5', 'pass'],
  ['2.6.32-754.el6.x86_64', 'go1.24.1', 'fail'],
  ['2.6.31-1', 'go1.22.0', 'fail'],
  ['2.6.31-1', 'go1.17.13', 'pass'],
  ['gibberish', 'go1.26.8', 'unknown'],
])('Linux %s with %s: %s', async (release, version, expected) => {
  const result = await resultOnMachine(withKernel(release, version), check)
  expect(result.result).toBe(expected)
})

test('without any Go the check does not apply', async () => {
  const result = await resultOnMachine({}, check)
  expect(result).toMatchObject({ result: 'notapplicable', code: 'no-go', fixes: [] })
})
