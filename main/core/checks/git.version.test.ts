import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './git.version.ts'

const printed = (stdout: string): Ran => ({ kind: 'exited', code: 0, stdout, stderr: '' })

const machine = (go: string | null, git: Ran | null, environment: Record<string, string> = {}): MachinePart => ({
  environment: { HOME: '/home/user', PATH: '/usr/local/go/bin:/usr/bin', ...environment },
  files: {
    '/etc/os-release': { text: 'ID=debian\nVERSION_ID=12\n' },
    ...(go === null ? {} : { '/usr/local/go/bin/go': { mode: '0755' }, '/usr/local/go/VERSION': { text: `${go}\n` } }),
    ...(git === null ? {} : { '/usr/bin/git': { mode: '0755' } }),
  },
  runs: git === null ? [] : [{ argv: ['/usr/bin/git', 'version'], ran: git }],
})

test.each<[string, string, string, string]>([
  ['git version 2.39.5\n', 'go1.26.8', 'pass', 'enough'],
  ['git version 2.24.0\n', 'go1.25', 'pass', 'enough'],
  ['git version 2.23.4\n', 'go1.25', 'fail', 'old'],
  ['git version 1.8.3.1\n', 'go1.26.8', 'fail', 'old'],
  ['git version 1.8.3.1\n', 'go1.24.4', 'pass', 'present'],
  ['git version 3.0.0-rc1\n', 'go1.27', 'pass', 'enough'],
  ['git version 2.37.1 (Apple Git-137.1)\nhub version 2.14\n', 'go1.26.8', 'pass', 'enough'],
  ['usage: git [--version]\n', 'go1.26.8', 'unknown', 'unreadable'],
  ['', 'go1.26.8', 'unknown', 'unreadable'],
])('%j with %s: %s', async (stdout, go, result, code) => {
  expect(await resultOnMachine(machine(go, printed(stdout)), check)).toMatchObject({ result, code })
})

test('a git that does not start is unknown, with the reason', async () => {
  const broken = {
    kind: 'exited',
    code: 127,
    stdout: '',
    stderr: 'error while loading shared libraries: libpcre2\n',
  } as const
  const result = await resultOnMachine(machine('go1.26.8', broken), check)
  expect(result).toMatchObject({ result: 'unknown', code: 'unreadable' })
  expect(result.summary.en).toContain('libpcre2')
})

test('no git costs little while a proxy has the modules', async () => {
  const result = await resultOnMachine(machine('go1.26.8', null), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'low', code: 'missing' })
  expect(result.fixes.map(({ commands }) => commands)).toEqual([['sudo apt-get install git']])
})

test.each([
  [{ GOPROXY: 'direct' }, 'medium'],
  [{ GOPRIVATE: 'example.com/*' }, 'medium'],
  [{ GOPROXY: 'https://proxy.example,direct' }, 'low'],
  [{ GOPROXY: 'off' }, 'low'],
])('no git with %j: %s', async (environment, severity) => {
  expect(await resultOnMachine(machine('go1.26.8', null, environment), check)).toMatchObject({ severity })
})

test('without any Go the check does not apply', async () => {
  expect(await resultOnMachine(machine(null, printed('git version 2.39.5')), check)).toMatchObject({
    result: 'notapplicable',
    code: 'no-go',
  })
})
