import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './distro.go.rpm.ts'

const PATH = '/usr/bin:/bin'
const query = [
  '/usr/bin/dnf',
  '-q',
  '-C',
  'repoquery',
  '--available',
  '--qf',
  '%{name} %{version}-%{release}\\n',
  'golang',
] as const

interface Given {
  readonly id?: string
  readonly version?: string
  readonly repos?: string
  readonly files?: MachinePart['files']
  /** What dnf prints, and its exit status. */
  readonly dnf?: readonly [stdout: string, code: number, stderr?: string]
  readonly runs?: MachinePart['runs']
}
const on = '[baseos]\nname=x\nenabled=1\nbaseurl=https://a.example/$releasever\n'

const machine = ({ id = 'fedora', version = '42', repos = on, files, dnf, runs = [] }: Given): MachinePart => ({
  environment: { HOME: '/home/user', PATH },
  runs: [
    ...shellAnswers('/bin/bash', { login: { PATH }, interactive: { PATH } }),
    ...(dnf
      ? [{ argv: [...query], ran: { kind: 'exited', code: dnf[1], stdout: dnf[0], stderr: dnf[2] ?? '' } } as const]
      : []),
    ...runs,
  ],
  files: {
    '/etc/os-release': { text: `ID=${id}\nVERSION_ID="${version}"\nPRETTY_NAME="System ${version}"\n` },
    '/usr/bin/env': { mode: '0755' },
    '/usr/bin/dnf': { mode: '0755' },
    ...(repos === '' ? {} : { '/etc/yum.repos.d/system.repo': { text: repos } }),
    ...files,
  },
})
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

test.each<[string, Given, string, string]>([
  ['another family', { id: 'debian', version: '12' }, 'notapplicable', 'does-not-apply'],
  ['an image', { files: { '/run/ostree-booted': { text: '' } } }, 'notapplicable', 'does-not-apply'],
  [
    'a tarball runs',
    { files: { ...goTree('/usr/local/go', 'go1.26.8'), '/usr/bin/go': { target: '/usr/local/go/bin/go' } } },
    'notapplicable',
    'other',
  ],
  ['it is offered', { dnf: ['golang 1.24.8-1.fc42\n', 0] }, 'pass', 'offered'],
  ['it is not offered', { dnf: ['', 0] }, 'fail', 'not-offered'],
  ['dnf has no lists', { dnf: ['', 1, 'Error: Cache-only enabled but no cache\n'] }, 'notchecked', 'not-told'],
  ['no dnf', {}, 'notchecked', 'not-told'],
  ['no repository', { repos: '' }, 'fail', 'none-enabled'],
  ['all repositories off', { repos: on.replace('=1', '=0') }, 'fail', 'none-enabled'],
  ['garbage for repositories', { repos: '\u0000[\n]=\nenabled=1' }, 'fail', 'none-enabled'],
  ['RHEL without a registration', { id: 'rhel', version: '9.6', repos: '' }, 'fail', 'unregistered'],
  ['RHEL of a cloud', { id: 'rhel', version: '9.6', dnf: ['golang 1.24.6-1.el9\n', 0] }, 'pass', 'offered'],
  [
    'RHEL with a registration and nothing enabled',
    { id: 'rhel', version: '9.6', repos: '', files: { '/etc/pki/entitlement/1.pem': {} } },
    'fail',
    'none-enabled',
  ],
])('%s', async (_, given, result, code) => {
  expect(await resultOf(given)).toMatchObject({ result, code })
})

test('a Go of a package is all that is asked for', async () => {
  const files = {
    ...goTree('/usr/lib/golang', 'go1.24.6'),
    '/usr/bin/go': { target: '/usr/lib/golang/bin/go' },
    '/usr/bin/rpm': { mode: '0755' },
    '/usr/lib/sysimage/rpm/rpmdb.sqlite': {},
  }
  const argv = ['/usr/bin/rpm', '-qf', '--qf', '%{NAME}\\n', '/usr/lib/golang/bin/go']
  const runs = [{ argv, ran: { kind: 'exited', code: 0, stdout: 'golang-bin\n', stderr: '' } } as const]
  const result = await resultOf({ files, runs })
  expect(result).toMatchObject({ result: 'pass', code: 'packaged', fixes: [] })
  expect(result.summary.en).toBe('go1.24.6 of the package golang-bin runs.')
  expect(await resultOf({ files })).toMatchObject({ result: 'notapplicable', code: 'other' })
})

test('CentOS whose mirrors were closed, until somebody names others', async () => {
  const list = (host: string): string => `[base]\nname=x\nmirrorlist=http://${host}/?release=7&arch=x86_64\n`
  const closed = await resultOf({ id: 'centos', version: '7', repos: list('mirrorlist.centos.org') })
  expect(closed).toMatchObject({ result: 'fail', code: 'closed', fixes: [{ id: 'use' }] })
  expect(closed.summary.en).toContain('System 7 is out of support')
  const vault = await resultOf({ id: 'centos', version: '7', repos: list('vault.centos.org'), dnf: ['', 0] })
  expect(vault).toMatchObject({ code: 'not-offered' })
  const stream = await resultOf({ id: 'centos', version: '9', repos: list('mirrorlist.centos.org'), dnf: ['', 0] })
  expect(stream).toMatchObject({ code: 'not-offered' })
})

test('a module that somebody disabled comes before everything else', async () => {
  const files = {
    '/etc/dnf/modules.d/go-toolset.module': { text: '[go-toolset]\nname=go-toolset\nstream=\nstate=disabled\n' },
  }
  const result = await resultOf({ id: 'rhel', version: '8.10', files, dnf: ['', 0] })
  expect(result).toMatchObject({ result: 'fail', code: 'module-disabled' })
  expect(result.fixes).toMatchObject([
    {
      id: 'module',
      commands: ['sudo dnf module reset go-toolset', 'sudo dnf install go-toolset'],
      undo: { commands: ['sudo dnf remove go-toolset', 'sudo dnf module disable go-toolset'] },
    },
    { id: 'use' },
  ])
})

test('a repository that is off and would have it is named, and turned on as each dnf has it', async () => {
  const off = `${on}\n[rhel-9-for-x86_64-appstream-rpms]\nenabled = 0\nbaseurl = https://a.example\n`
  const result = await resultOf({ id: 'rhel', version: '9.6', repos: off, dnf: ['', 0] })
  expect(result).toMatchObject({ result: 'fail', code: 'repo-off' })
  expect(result.fixes[0]).toMatchObject({
    id: 'enable',
    commands: ['sudo dnf config-manager --set-enabled rhel-9-for-x86_64-appstream-rpms'],
    undo: { commands: ['sudo dnf config-manager --set-disabled rhel-9-for-x86_64-appstream-rpms'] },
  })
  const fedora = await resultOf({ repos: '[fedora]\nenabled=0\nmetalink=https://a.example\n' })
  expect(fedora).toMatchObject({ code: 'none-enabled' })
  expect(fedora.fixes[0]).toMatchObject({ commands: ['sudo dnf config-manager setopt fedora.enabled=1'] })
})

test('on a mounted disk the files still tell why there is none, and dnf is not asked', async () => {
  const disk = (given: Given) => resultOn({ ...createFakeHost(machine(given)), canRun: false }, check)
  expect(await disk({ repos: '' })).toMatchObject({ result: 'fail', code: 'none-enabled' })
  expect(await disk({})).toMatchObject({ result: 'notchecked', code: 'needs-running' })
})
