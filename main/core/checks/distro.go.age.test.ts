import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './distro.go.age.ts'

const home = '/home/user'
const PATH = '/usr/local/bin:/usr/bin:/bin'
const policy = ['/usr/bin/apt-cache', 'policy', 'golang-go', '^golang-1\\.[0-9]+-go$'] as const

interface Given {
  readonly version?: string
  readonly packaged?: boolean
  /** What `apt-cache policy` prints; null where it is not to be asked. */
  readonly offers?: string | null
  readonly files?: MachinePart['files']
  readonly distro?: string
  readonly runs?: MachinePart['runs']
}

const line = (version: string): string => /^go(1\.\d+)/.exec(version)?.[1] ?? ''

const machine = ({
  version = 'go1.19.8',
  packaged = true,
  offers = null,
  files,
  distro = 'debian',
  runs = [],
}: Given) => {
  const tree = `/usr/lib/go-${line(version)}`
  const environment = { PATH, HOME: home }
  const answer = (argv: readonly string[], stdout: string) =>
    ({ argv: [...argv], ran: { kind: 'exited', code: 0, stdout, stderr: '' } }) as const
  return {
    environment,
    runs: [
      ...shellAnswers('/bin/bash', { login: environment, interactive: environment }),
      ...(packaged
        ? [answer(['/usr/bin/dpkg-query', '-S', `${tree}/bin/go`], `golang-${line(version)}-go: ${tree}/bin/go\n`)]
        : []),
      ...(offers === null ? [] : [answer(policy, offers)]),
      ...runs,
    ],
    files: {
      '/etc/os-release': { text: `ID=${distro}\n` },
      '/usr/bin/env': { mode: '0755' },
      '/usr/bin/dpkg-query': { mode: '0755' },
      '/usr/bin/apt-cache': { mode: '0755' },
      '/proc/self/cwd': { target: '/' },
      ...goTree(tree, version),
      '/usr/bin/go': { target: `${tree}/bin/go` },
      ...files,
    },
  } satisfies MachinePart
}
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

const kept = (at: string, ...names: readonly string[]): MachinePart['files'] => ({
  [`${home}/.cache/groundwork/releases/0.json`]: {
    text: JSON.stringify({ name: 'x', at, releases: names.map((name) => ({ name, isStable: true, archives: [] })) }),
  },
})

test.each<[string, Given, string, string]>([
  ['another family', { distro: 'arch' }, 'notapplicable', 'does-not-apply'],
  ['the newest line', { version: 'go1.27.3' }, 'pass', 'supported'],
  ['the line before it', { version: 'go1.26.0' }, 'pass', 'supported'],
  ['two lines before', { version: 'go1.25.9' }, 'fail', 'unsupported'],
  ['a very old one', { version: 'go1.15.15' }, 'fail', 'unsupported'],
  ['files of no package', { packaged: false }, 'notapplicable', 'not-packaged'],
  [
    'a tarball before it',
    { files: { ...goTree('/usr/local/go', 'go1.19.8'), '/usr/local/bin/go': { target: '/usr/local/go/bin/go' } } },
    'notapplicable',
    'not-packaged',
  ],
  ['no go at all', { files: { '/usr/bin/go': { kind: 'directory' } } }, 'notapplicable', 'no-go'],
])('%s', async (_, given, result, code) => {
  expect(await resultOf(given)).toMatchObject({ result, code })
})

test('a Go that names no release is not judged', async () => {
  const files = { '/usr/lib/go-1.19/VERSION': { text: 'devel\n' } }
  expect(await resultOf({ files })).toMatchObject({ result: 'unknown', code: 'no-version' })
})

test('on a mounted disk nobody can be asked whose package it is', async () => {
  const disk = { ...createFakeHost(machine({})), canRun: false }
  expect(await resultOn(disk, check)).toMatchObject({ result: 'notchecked', code: 'needs-running' })
})

test('what was learned since counts: lists of releases, trees on this machine; candidates do not', async () => {
  const given = { version: 'go1.26.0' }
  const later = await resultOf({ ...given, files: kept('2027-03-01T10:00:00.000Z', 'go1.28.1', 'go1.28.0') })
  expect(later).toMatchObject({ result: 'fail', code: 'unsupported', severity: 'low' })
  expect(later.summary.en).toContain('Go 1.28 and Go 1.27 are newer lines')
  expect(later.evidence.map(({ source, observed }) => [source, observed])).toContainEqual([
    `${home}/.cache/groundwork/releases/0.json`,
    'go1.28.1',
  ])
  const tree = goTree(`${home}/sdk/go1.28.0`, 'go1.28.0')
  expect(await resultOf({ ...given, files: tree })).toMatchObject({ result: 'fail' })
  const candidate = kept('2027-01-10T10:00:00.000Z', 'go1.28rc1')
  const fresh = await resultOf({ ...given, files: candidate })
  expect(fresh).toMatchObject({ result: 'pass' })
  expect(fresh.summary.en).toContain('as of 2027-01-10')
  const damaged = { [`${home}/.cache/groundwork/releases/0.json`]: { text: '{"at":' } }
  expect((await resultOf({ ...given, files: damaged })).summary.en).toContain('as of 2026-11-22')
})

// As Debian 12 prints it with backports.
const backports = `golang-go:
  Installed: 2:1.19~1
  Candidate: 2:1.19~1
  Version table:
     2:1.23~2~bpo12+1 100
        100 http://deb.debian.org/debian bookworm-backports/main amd64 Packages
 *** 2:1.19~1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
golang-1.23-go:
  Installed: (none)
  Candidate: 1.23.8-1~bpo12+1
  Version table:
     1.23.8-1~bpo12+1 100
        100 http://deb.debian.org/debian bookworm-backports/main amd64 Packages
`

test('what can be done: our own verbs, the versioned package, backports', async () => {
  const result = await resultOf({ offers: backports })
  expect(result.fixes).toMatchObject([
    { id: 'use', privilege: 'user', commands: ['groundwork go install 1.27.4', 'groundwork go use 1.27.4'] },
    {
      id: 'package',
      privilege: 'root',
      commands: ['sudo apt-get install golang-1.23-go', expect.stringContaining('/usr/lib/go-1.23/bin')],
      undo: { level: 'full', commands: [expect.any(String), 'sudo apt-get remove golang-1.23-go golang-1.23-src'] },
    },
    {
      id: 'suite',
      commands: ['sudo apt-get install -t bookworm-backports golang-go'],
      undo: {
        level: 'partial',
        commands: ["sudo apt-get install --allow-downgrades 'golang-go=2:1.19~1' 'golang-src=2:1.19~1'"],
      },
    },
  ])
  expect(result.evidence.map(({ observed }) => observed)).toContainEqual('golang-1.23-go 1.23.8-1~bpo12+1')
})

test('a package that is there already only has to be preferred', async () => {
  const trees = ['1.19', '1.23'].map((one) => `/usr/lib/go-${one}/bin/go`)
  const stdout = `golang-1.19-go: ${trees[0]}\ngolang-1.23-go: ${trees[1]}\n`
  const result = await resultOf({
    offers: backports,
    files: goTree('/usr/lib/go-1.23', 'go1.23.8'),
    runs: [{ argv: ['/usr/bin/dpkg-query', '-S', ...trees], ran: { kind: 'exited', code: 0, stdout, stderr: '' } }],
  })
  const fix = result.fixes.find(({ id }) => id === 'package')
  expect(fix).toMatchObject({ privilege: 'user', commands: [expect.stringMatching(/^printf /)] })
  expect(fix?.undo.commands).toHaveLength(1)
})

test('an apt that does not answer leaves the way that needs no rights', async () => {
  const result = await resultOf({})
  expect(result).toMatchObject({ result: 'fail', fixes: [{ id: 'use' }] })
  expect(result.evidence.at(-1)).toMatchObject({ source: 'apt-cache policy' })
})

test('a project that asks for more is told, and only what is enough is offered', async () => {
  const project = (go: string): MachinePart['files'] => ({
    '/proc/self/cwd': { target: '/work' },
    '/work/go.mod': { text: `module m\n\ngo ${go}\n` },
  })
  const result = await resultOf({ offers: backports, files: project('1.24') })
  expect(result).toMatchObject({ result: 'fail', code: 'project', severity: 'medium' })
  expect(result.summary.en).toContain('/work/go.mod says go 1.24')
  expect(result.fixes.map(({ id }) => id)).toEqual(['use'])
  const unheard = await resultOf({ offers: backports, files: project('1.99') })
  expect(unheard).toMatchObject({ code: 'project', fixes: [] })
  const enough = await resultOf({ version: 'go1.27.3', files: project('1.27') })
  expect(enough).toMatchObject({ result: 'pass' })
})
