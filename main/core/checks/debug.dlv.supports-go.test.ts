import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import { delveSupport, newestDelveFor, supportOf } from '../probes/delve-support.ts'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './debug.dlv.supports-go.ts'

const says = (version: string): Ran => ({
  kind: 'exited',
  code: 0,
  stdout: `Delve Debugger\nVersion: ${version}\nBuild: $Id: 360e7b2181d3da54115aaee4f569954bca95cfe3 $\n`,
  stderr: '',
})

const own = '/home/user/go/bin/dlv'

const machine = (go: string | null, dlvs: Readonly<Record<string, Ran>>): MachinePart => ({
  environment: { HOME: '/home/user', PATH: '/usr/local/go/bin:/usr/bin' },
  files: {
    ...(go === null ? {} : { '/usr/local/go/bin/go': { mode: '0755' }, '/usr/local/go/VERSION': { text: `${go}\n` } }),
    ...Object.fromEntries(Object.keys(dlvs).map((path) => [path, { mode: '0755' }])),
  },
  runs: Object.entries(dlvs).map(([path, ran]) => ({ argv: [path, 'version'], ran })),
})

test.each<[string, string, string, string]>([
  ['go1.24.4', '1.27.2', 'fail', 'go-too-old'],
  ['go1.25.0', '1.27.2', 'pass', 'fits'],
  ['go1.27.4', '1.27.2', 'pass', 'fits'],
  ['go1.27rc1', '1.27.1', 'pass', 'fits'],
  ['go1.26.8', '1.25.2', 'fail', 'dlv-too-old'],
  // The first of a line knew less than its number says.
  ['go1.25.3', '1.25.0', 'fail', 'dlv-too-old'],
  ['go1.25.3', '1.25.1', 'pass', 'fits'],
  ['go1.24.4', '1.24.1', 'pass', 'fits'],
  ['go1.19.8', '1.8.3-rc.1', 'fail', 'dlv-too-old'],
  ['go1.26.8', '1.28.0', 'unknown', 'not-known'],
  ['go1.26.8', '1.5.0', 'unknown', 'not-known'],
])('%s with dlv %s: %s', async (go, version, result, code) => {
  expect(await resultOnMachine(machine(go, { '/usr/bin/dlv': says(version) }), check)).toMatchObject({ result, code })
})

test.each<[string, MachinePart, string, string]>([
  ['no dlv', machine('go1.26.8', {}), 'notapplicable', 'no-dlv'],
  ['no Go', machine(null, { '/usr/bin/dlv': says('1.27.2') }), 'notapplicable', 'no-go'],
  [
    'nonsense',
    machine('go1.26.8', { '/usr/bin/dlv': { kind: 'exited', code: 0, stdout: '\u001b[2J', stderr: '' } }),
    'unknown',
    'silent',
  ],
  [
    'one that crashes',
    machine('go1.26.8', { '/usr/bin/dlv': { kind: 'signalled', signal: 'SIGSEGV', stdout: '', stderr: '' } }),
    'unknown',
    'silent',
  ],
  ['a Go without a version', machine('devel', { '/usr/bin/dlv': says('1.27.2') }), 'unknown', 'go-unknown'],
])('%s', async (_, part, result, code) => {
  expect(await resultOnMachine(part, check)).toMatchObject({ result, code })
})

test("the person's own dlv counts beside the one on PATH, since editors take it; the wrong one is named", async () => {
  const result = await resultOnMachine(
    machine('go1.26.8', { '/usr/bin/dlv': says('1.26.2'), [own]: says('1.23.1') }),
    check,
  )
  expect(result).toMatchObject({ result: 'fail', code: 'dlv-too-old' })
  expect(result.summary.en).toContain(own)
})

test('one that is behind another on PATH does not run, and does not count', async () => {
  const part = machine('go1.26.8', { '/usr/local/go/bin/dlv': says('1.26.2'), '/usr/bin/dlv': says('1.9.1') })
  expect(await resultOnMachine(part, check)).toMatchObject({ result: 'pass' })
})

test('the fix builds one that fits, and its undo the one that was there', async () => {
  const module = 'github.com/go-delve/delve/cmd/dlv'
  const old = await resultOnMachine(machine('go1.26.8', { [own]: says('1.23.1') }), check)
  expect(old.fixes.map(({ commands, undo }) => [commands, undo.commands])).toEqual([
    [[`/usr/local/go/bin/go install ${module}@latest`], [`/usr/local/go/bin/go install ${module}@v1.23.1`]],
  ])
  const young = await resultOnMachine(machine('go1.24.4', { '/usr/bin/dlv': says('1.27.2') }), check)
  expect(young.fixes.map(({ commands, undo }) => [commands, undo.commands])).toEqual([
    [[`/usr/local/go/bin/go install ${module}@v1.26.2`], [`rm ${own}`]],
    [['groundwork go list --available'], []],
  ])
})

test('ranges do not overlap, and every Go that one of them has, has a newest dlv', () => {
  for (const support of delveSupport) {
    expect(supportOf(support.first)).toBe(support)
    expect(supportOf(support.last)).toBe(support)
  }
  expect(newestDelveFor(24)).toBe('1.26.2')
  expect(newestDelveFor(12)).toBeNull()
  expect(supportOf('1.10.0')).toBeNull()
})
