import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './go.install.mixed.ts'

const system = '/usr/local/bin:/usr/bin:/bin'
const tarball = goTree('/usr/local/go', 'go1.26.8')
/** Debian's: the command is a link to a tree of its own. */
const debian = { ...goTree('/usr/lib/go-1.19', 'go1.19.8'), '/usr/bin/go': { target: '../lib/go-1.19/bin/go' } }
const dpkg = {
  argv: ['/usr/bin/dpkg-query', '-S', '/usr/lib/go-1.19/bin/go'],
  ran: { kind: 'exited', code: 0, stdout: 'golang-1.19-go: /usr/lib/go-1.19/bin/go\n', stderr: '' },
} as const

const machine = (path: string, more: MachinePart = {}): MachinePart => ({
  environment: { HOME: '/home/user', PATH: path },
  ...more,
  runs: [...shellAnswers('/bin/bash', { login: { PATH: path }, interactive: { PATH: path } }), ...(more.runs ?? [])],
  files: {
    '/etc/os-release': { text: 'ID=debian\n' },
    '/usr/bin/env': { mode: '0755' },
    '/usr/bin/dpkg-query': { mode: '0755' },
    ...more.files,
  },
})

test('none: a problem, with ways to get one', async () => {
  const result = await resultOnMachine(machine(system), check)
  expect(result).toMatchObject({ result: 'fail', code: 'missing', severity: 'high' })
  expect(result.fixes.map(({ id, privilege }) => [id, privilege])).toEqual([
    ['distribution', 'root'],
    ['download', 'user'],
  ])
})

test('one tree with many names is one Go', async () => {
  const files = {
    ...debian,
    '/opt/mine/go': { target: '/usr/bin/go' },
    '/usr/local/bin/go': { target: '/opt/mine/go' },
  }
  const result = await resultOnMachine(machine(`/opt/mine:${system}`, { files, runs: [dpkg] }), check)
  expect(result).toMatchObject({ result: 'pass', code: 'one' })
  expect(result.evidence[0]?.source.split(', ')).toEqual([
    '/opt/mine/go',
    '/usr/local/bin/go',
    '/usr/bin/go',
    '/usr/lib/go-1.19/bin/go',
  ])
  expect(result.evidence[1]?.observed).toMatchObject({ en: '/usr/lib/go-1.19; from package golang-1.19-go' })
})

test('the appended tarball is hidden behind the Go of the distribution', async () => {
  const path = `${system}:/usr/local/go/bin`
  const result = await resultOnMachine(machine(path, { files: { ...debian, ...tarball }, runs: [dpkg] }), check)
  expect(result).toMatchObject({
    result: 'fail',
    code: 'shadowed',
    found: 'go1.19.8 (/usr/lib/go-1.19), go1.26.8 (/usr/local/go)',
  })
  expect(result.causes).toHaveLength(1)
  expect(result.fixes.map(({ id }) => id)).toEqual(['prefer', 'remove'])
  expect(result.fixes[0]?.commands[0]).toContain('PATH="/usr/local/go/bin:$PATH"')
  expect(result.fixes[1]?.commands).toContain('sudo apt-get remove --autoremove golang-1.19-go')
})

test('an older tarball that no package knows is moved, not deleted', async () => {
  const files = { ...goTree('/usr/local/go', 'go1.18.1'), ...goTree('/home/user/sdk/go1.26.8', 'go1.26.8') }
  const result = await resultOnMachine(
    machine(`/home/user/sdk/go1.26.8/bin:/usr/local/go/bin:${system}`, { files }),
    check,
  )
  expect(result.fixes).toMatchObject([
    { id: 'aside', privilege: 'root', commands: ['sudo mv /usr/local/go /usr/local/go.disabled'] },
  ])
})

test.each([
  [
    'a versioned tree off PATH',
    { ...tarball, ...goTree('/usr/lib/go-1.22', 'go1.22.2') },
    '/usr/local/go/bin',
    'beside',
  ],
  [
    'two copies of one version',
    { ...tarball, ...goTree('/opt/go', 'go1.26.8') },
    '/usr/local/go/bin:/opt/go/bin',
    'same',
  ],
  ['one, not on PATH', tarball, '/bin', 'unreached'],
  ['several, none on PATH', { ...tarball, ...goTree('/home/user/sdk/go1.20', 'go1.20') }, '/bin', 'none'],
])('%s is a note', async (_, files, path, code) => {
  expect(await resultOnMachine(machine(path, { files }), check)).toMatchObject({
    result: 'informational',
    code,
    fixes: [],
  })
})

test('a shim is asked which Go it starts, and the snap is never run', async () => {
  const shim = '/home/user/.local/share/mise/shims/go'
  const files = {
    ...goTree('/home/user/.local/share/mise/installs/go/1.25.1', 'go1.25.1'),
    ...goTree('/snap/go/10900', 'go1.26.8'),
    '/usr/bin/mise': { mode: '0755' },
    '/usr/bin/snap': { mode: '0755' },
    [shim]: { target: '/usr/bin/mise' },
    '/snap/bin/go': { target: '/usr/bin/snap' },
    '/snap/go/current': { target: '10900' },
  }
  const runs = [
    {
      argv: [shim, 'env', 'GOROOT', 'GOVERSION'],
      ran: {
        kind: 'exited',
        code: 0,
        stdout: '/home/user/.local/share/mise/installs/go/1.25.1\ngo1.25.1\n',
        stderr: '',
      },
    } as const,
  ]
  const path = `${shim.slice(0, -3)}:${system}:/snap/bin`
  const result = await resultOnMachine(machine(path, { files, runs }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'shadowed' })
  expect(result.found).toBe('go1.25.1 (/home/user/.local/share/mise/installs/go/1.25.1), go1.26.8 (/snap/go/10900)')
})

test('a go that is no Go is shown as such, hanging or babbling', async () => {
  const files = {
    ...tarball,
    '/opt/bin/go': { mode: '0755' },
    '/opt/game/go': { mode: '0755' },
    '/opt/dir/go': { kind: 'directory' as const },
  }
  const runs = [
    {
      argv: ['/opt/bin/go', 'env', 'GOROOT', 'GOVERSION'],
      ran: { kind: 'timeout', afterMs: 3000, stdout: '', stderr: '' },
    } as const,
    {
      argv: ['/opt/game/go', 'env', 'GOROOT', 'GOVERSION'],
      ran: { kind: 'exited', code: 0, stdout: 'Schwarz ist am Zug\n', stderr: '' },
    } as const,
  ]
  const result = await resultOnMachine(machine('/usr/local/go/bin:/opt/bin:/opt/game:/opt/dir', { files, runs }), check)
  expect(result).toMatchObject({ result: 'pass', code: 'one' })
  expect(result.evidence.slice(1).map(({ source, observed }) => [source, observed])).toEqual([
    ['/opt/bin/go', 'no end within 3 s'],
    ['/opt/game/go', 'prints no GOROOT: Schwarz ist am Zug'],
  ])
})

test('a program named go that hides every Go is a problem, and the Go can be put before it', async () => {
  const files = { ...tarball, '/opt/game/go': { mode: '0755' } }
  const ran = { kind: 'exited', code: 0, stdout: 'Schwarz ist am Zug\n', stderr: '' } as const
  const runs = [{ argv: ['/opt/game/go', 'env', 'GOROOT', 'GOVERSION'], ran }]
  const result = await resultOnMachine(machine('/opt/game:/usr/local/go/bin', { files, runs }), check)
  expect(result).toMatchObject({
    result: 'fail',
    code: 'stranger',
    found: '/opt/game/go (prints no GOROOT: Schwarz ist am Zug)',
    expected: '/usr/local/go/bin/go',
  })
  expect(result.fixes.map(({ id }) => id)).toEqual(['prefer'])
})

test('hostile PATHs: relative, empty, a thousand entries, circles', async () => {
  const path = [
    '',
    '.',
    'go/bin',
    ...Array.from({ length: 1000 }, (_, n) => `/nowhere/${n}`),
    '/loop',
    '/usr/local/go/bin',
  ].join(':')
  const files = { ...tarball, '/loop': { target: '/loop' } }
  expect(await resultOnMachine(machine(path, { files }), check)).toMatchObject({ result: 'pass', code: 'one' })
})

test('on a mounted disk the usual places are looked at', async () => {
  const disk = { ...createFakeHost(machine(system, { files: { ...tarball, ...debian } })), canRun: false }
  expect(await resultOn(disk, check)).toMatchObject({ result: 'informational', code: 'none' })
  const empty = { ...createFakeHost(machine(system)), canRun: false }
  expect(await resultOn(empty, check)).toMatchObject({ result: 'informational', code: 'not-on-disk' })
})
