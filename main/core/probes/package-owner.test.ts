import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { readOwners } from './package-owner.ts'

const go = '/usr/lib/go-1.19/bin/go'
const other = '/usr/lib/go-1.22/bin/go'
const tool = (path: string) => ({ [path]: { mode: '0755' } })

test.each<[string, readonly [string, ...string[]], number, string, string]>([
  ['dpkg', ['/usr/bin/dpkg-query', '-S', go, other], 1, `golang-1.19-go: ${go}\n`, 'golang-1.19-go'],
  ['dpkg', ['/usr/bin/dpkg-query', '-S', go, other], 0, `a:amd64, b:i386: ${go}\nx: ${other}\n`, 'a'],
  [
    'rpm',
    ['/usr/bin/rpm', '-qf', '--qf', '%{NAME}\\n', go, other],
    1,
    `golang-bin\nfile ${other} is not owned by any package\n`,
    'golang-bin',
  ],
  ['pacman', ['/usr/bin/pacman', '-Qo', go, other], 1, `${go} is owned by go 2:1.22.2-1\n`, 'go'],
  ['apk', ['/sbin/apk', 'info', '--who-owns', go, other], 0, `${go} is owned by go-1.22.1-r0\n`, 'go'],
])('%s names the owner', async (manager, argv, code, stdout, name) => {
  const host = createFakeHost({
    files: { ...tool(argv[0]), '/var/lib/rpm/rpmdb.sqlite': {} },
    runs: [{ argv: [...argv], ran: { kind: 'exited', code, stdout, stderr: '' } }],
  })
  expect((await readOwners(host, [go, other])).get(go)).toEqual({ manager, package: name })
})

test('garbage and a manager that dies own nothing', async () => {
  const argv = ['/usr/bin/dpkg-query', '-S', go]
  const hostThat = (ran: Parameters<typeof createFakeHost>[0]['runs']) =>
    createFakeHost({ files: tool('/usr/bin/dpkg-query'), runs: ran ?? [] })
  const garbage = hostThat([{ argv, ran: { kind: 'exited', code: 0, stdout: '�\0: \nerror\n', stderr: '' } }])
  expect((await readOwners(garbage, [go])).size).toBe(0)
  const dead = hostThat([{ argv, ran: { kind: 'signalled', signal: 'SIGKILL', stdout: '', stderr: '' } }])
  expect((await readOwners(dead, [go])).size).toBe(0)
})

test('an rpm without any package on this system is not asked: it would make a database in the home', async () => {
  const argv = ['/usr/bin/rpm', '-qf', '--qf', '%{NAME}\\n', go]
  const runs = [{ argv, ran: { kind: 'exited', code: 0, stdout: 'golang-bin\n', stderr: '' } } as const]
  const asked = createFakeHost({ files: { ...tool('/usr/bin/rpm'), '/usr/share/rpm/rpmdb.sqlite': {} }, runs })
  expect((await readOwners(asked, [go])).size).toBe(1)
  const empty = createFakeHost({ files: { ...tool('/usr/bin/rpm'), '/var/lib/rpm': { kind: 'directory' } }, runs })
  expect((await readOwners(empty, [go])).size).toBe(0)
})
