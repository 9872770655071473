import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './go.env.overrides.ts'

const PATH = '/usr/local/go/bin:/usr/bin:/bin'
const goEnv = 'GOPROXY=https://cache.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n'
const accepts = { kind: 'exited', code: 0, stdout: 'go version go1.26.8 linux/amd64\n', stderr: '' } as const
const names = Array.from({ length: 30 }, (_, n) => `{Name: "known${n}"},`).join('\n')

interface Given {
  /** Of the login shell and the terminal. */
  readonly environment?: Record<string, string>
  /** What `go env -w` keeps. */
  readonly goenv?: string
  readonly tree?: string
  readonly files?: MachinePart['files']
  readonly version?: NonNullable<MachinePart['runs']>[number]['ran']
}
const machine = ({ environment = {}, goenv, tree = goEnv, files, version = accepts }: Given): MachinePart => ({
  environment: { HOME: '/home/user', PATH },
  runs: [
    ...shellAnswers('/bin/bash', { login: { PATH, ...environment }, interactive: { PATH, ...environment } }),
    { argv: ['/usr/local/go/bin/go', 'version'], ran: version },
  ],
  files: {
    '/usr/bin/env': { mode: '0755' },
    ...goTree('/usr/local/go', 'go1.26.8'),
    '/usr/local/go/go.env': { text: tree },
    '/usr/local/go/src/internal/godebugs/table.go': { text: names },
    '/usr/local/go/src/runtime/runtime1.go': { text: '{name: "gctrace", value: &debug.gctrace},' },
    ...(goenv === undefined ? {} : { '/home/user/.config/go/env': { text: goenv } }),
    ...files,
  },
})
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

test('nothing changed passes; the defaults spelled out are no change', async () => {
  expect(await resultOf({})).toMatchObject({ result: 'pass', code: 'none', evidence: [] })
  const spelled = {
    GOPATH: '/home/user/go',
    GO111MODULE: 'on',
    GOPROXY: 'https://cache.golang.org,direct',
    GOFLAGS: '',
  }
  expect(await resultOf({ environment: spelled })).toMatchObject({ result: 'pass' })
})

test('harmless choices are noted, each with where it comes from', async () => {
  const result = await resultOf({
    goenv: 'GOFLAGS=-buildvcs=false\n',
    tree: goEnv.replace('auto', 'local'),
    environment: { GOPROXY: 'https://me:secret@goproxy.example,direct', GODEBUG: 'gctrace=1,tls13=0,cpu.avx2=off' },
  })
  expect(result).toMatchObject({ result: 'informational', code: 'harmless', severity: 'info', fixes: [] })
  expect(result.evidence.map(({ source, observed }) => [source, observed])).toEqual([
    ['/bin/bash -l -c env, /bin/bash -i -c env', 'GODEBUG=gctrace=1,tls13=0,cpu.avx2=off'],
    ['/home/user/.config/go/env:1', 'GOFLAGS=-buildvcs=false'],
    ['/bin/bash -l -c env, /bin/bash -i -c env', 'GOPROXY=https://***@goproxy.example,direct'],
    ['/usr/local/go/go.env:3', 'GOTOOLCHAIN=local'],
    ['GODEBUG', { en: 'tls13', 'zh-CN': 'tls13' }],
  ])
})

test.each<[string, Record<string, string>, string, string]>([
  ['no checksums', { GOSUMDB: 'off' }, 'sumdb-off', 'medium'],
  ['no checksums over plain http', { GOSUMDB: 'off', GOPROXY: 'http://mirror.lan' }, 'sumdb-off-plain', 'high'],
  ['everything insecure', { GOINSECURE: '*' }, 'insecure-all', 'high'],
  ['everything insecure, in pieces', { GOINSECURE: 'a.example,*.*' }, 'insecure-all', 'high'],
  ['everything unverified', { GONOSUMDB: '*' }, 'unverified-all', 'medium'],
  ['everything private', { GOPRIVATE: '*/*' }, 'unverified-all', 'medium'],
  ['no cache', { GOCACHE: 'off' }, 'cache-off', 'high'],
  ['no modules', { GO111MODULE: 'off' }, 'modules-off', 'medium'],
  ['no downloads', { GOPROXY: 'off' }, 'proxy-off', 'medium'],
  ['vendor everywhere', { GOFLAGS: '-v -mod=vendor' }, 'vendor-forced', 'medium'],
  ['Windows programs', { GOOS: 'windows' }, 'other-platform', 'medium'],
  ['ARM programs', { GOARCH: 'arm64' }, 'other-platform', 'medium'],
  ['a bogus toolchain', { GOTOOLCHAIN: 'latest' }, 'toolchain-invalid', 'high'],
  ['GOPATH in GOROOT', { GOPATH: '/usr/local/go' }, 'path-is-root', 'medium'],
])('%s is a problem', async (_, environment, code, severity) => {
  expect(await resultOf({ environment })).toMatchObject({ result: 'fail', code, severity })
})

test.each([
  { GOARCH: '386' },
  { GOPRIVATE: '*.corp.example' },
  { GOINSECURE: 'git.lan' },
  { GOTOOLCHAIN: 'go1.24.1+auto' },
  { GOFLAGS: '-mod=mod' },
  { GOPROXY: 'direct' },
])('%j is a choice', async (environment) => {
  expect(await resultOf({ environment })).toMatchObject({ result: 'informational', code: 'harmless' })
})

test('go itself says what it refuses', async () => {
  const stderr = 'go: parsing $GOFLAGS: non-flag "vendor"\n'
  const version = { kind: 'exited', code: 1, stdout: '', stderr } as const
  const result = await resultOf({ goenv: 'GOFLAGS=vendor\n', version })
  expect(result).toMatchObject({ result: 'fail', code: 'refused', severity: 'high', found: stderr.trim() })
  expect(result.fixes).toMatchObject([
    {
      id: 'forget',
      commands: [
        'cp -p /home/user/.config/go/env /home/user/.config/go/env.before-groundwork',
        '/usr/local/go/bin/go env -u GOFLAGS',
      ],
    },
  ])
})

test('a broken GOROOT is another check’s to tell', async () => {
  const stderr = 'go: cannot find GOROOT directory: /gone\n'
  const version = { kind: 'exited', code: 2, stdout: '', stderr } as const
  expect(await resultOf({ version })).toMatchObject({ result: 'pass' })
})

test('the environment of every session hides what go env -w keeps', async () => {
  const everywhere = {
    ...machine({ goenv: 'GOSUMDB=off\n' }),
    environment: { HOME: '/home/user', PATH, GOSUMDB: 'sum.golang.org' },
  }
  const answers = { PATH, GOSUMDB: 'sum.golang.org' }
  const runs = [
    ...shellAnswers('/bin/bash', { login: answers, interactive: answers }),
    { argv: ['/usr/local/go/bin/go', 'version'], ran: accepts },
  ]
  expect(await resultOnMachine({ ...everywhere, runs }, check)).toMatchObject({ result: 'pass' })
})

test('lines of one start file are taken out together, with one copy kept', async () => {
  const files = { '/home/user/.profile': { text: 'export GO111MODULE=off\numask 022\nexport GOPROXY=off\n' } }
  const result = await resultOf({ environment: { GO111MODULE: 'off', GOPROXY: 'off' }, files })
  expect(result.summary.en).toContain('login shell and terminal (/home/user/.profile:1)')
  expect(result.fixes).toMatchObject([
    {
      id: 'comment',
      commands: [
        `sed -i.before-groundwork '1{/GO111MODULE/s/^\\([[:space:]]*\\)/\\1: # /;};3{/GOPROXY/s/^\\([[:space:]]*\\)/\\1: # /;}' ~/.profile`,
      ],
      undo: { commands: ['mv ~/.profile.before-groundwork ~/.profile'] },
    },
  ])
})

test('a setting of the tree is overridden, not edited', async () => {
  const result = await resultOf({ tree: goEnv.replace('sum.golang.org', 'off') })
  expect(result.fixes).toMatchObject([
    { id: 'override', commands: ['/usr/local/go/bin/go env -w GOSUMDB=sum.golang.org'] },
  ])
})

test('an unreadable GOENV file is an error, not an empty one', async () => {
  const result = await resultOf({ files: { '/home/user/.config/go/env': { refuses: 'denied' } } })
  expect(result).toMatchObject({ result: 'error', code: 'unreadable' })
})

test('on a mounted disk the files tell', async () => {
  const files = { '/home/user/.profile': { text: 'export GOSUMDB=off\n' } }
  const disk = { ...createFakeHost(machine({ files, goenv: 'GOFLAGS=-v\n' })), canRun: false }
  const result = await resultOn(disk, check)
  expect(result).toMatchObject({ result: 'fail', code: 'sumdb-off' })
  expect(result.evidence.map(({ source }) => source)).toEqual(['/home/user/.config/go/env:1', '/home/user/.profile:1'])
})
