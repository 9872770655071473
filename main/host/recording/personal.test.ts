import { expect, test } from 'vitest'
import type { Machine } from '../../core/testing/machine.ts'
import { isReadVariable, personRemover, withoutPerson, type Person } from './personal.ts'

const person: Person = { name: 'wanglei', home: '/home/wanglei', hostName: 'thinkpad-x1' }
const machine: Machine = {
  format: 1,
  name: 'x',
  origin: 'recorded',
  date: '2026-01-01',
  sources: ['a test'],
  kernel: { release: '6.1.0', machine: 'x86_64' },
  user: { uid: 1000, gid: 1000, name: 'wanglei', home: '/home/wanglei', shell: '/bin/bash' },
  environment: {
    HOME: '/home/wanglei',
    USER: 'wanglei',
    PATH: '/home/wanglei/go/bin:/usr/bin',
    AWS_SECRET_ACCESS_KEY: 'hunter2hunter2',
    SESSION_MANAGER: 'local/thinkpad-x1',
    GOPROXY: 'https://wanglei:s3cret@proxy.corp.example/go,direct',
    HTTPS_PROXY: 'http://10.1.2.3:3128',
  },
  files: {
    '/home/wanglei/.bashrc': {
      text: 'export GITHUB_TOKEN=ghp_abcdefghijklmnopqrstuvwx\nexport DB_PASSWORD="pass word"\nexport GOROOT=/usr/local/go\n# mail me: wang.lei@example.com\n',
    },
    '/home/wanglei/Steuer 2025.pdf': {},
    '/home/wanglei': { names: ['love-letters', 'go'], kind: 'directory' },
    '/home/wanglei/go/bin/dlv': { target: '/home/wanglei/sdk/dlv' },
    '/home/maria/x': {},
    '/tmp/secret-plan': { mode: '0755' },
    '/proc/self/mountinfo': {
      text: '29 1 8:1 / /nas rw - nfs4 nas.corp.example:/export/wanglei rw,addr=10.9.8.7\n30 1 8:2 / /disk rw - ext4 /dev/disk/by-uuid/3f2a1b4c-1111-2222-3333-444455556666 rw\n',
    },
    '/bin/tool': { bytes: { '0': Buffer.from('\x7fELF\0/home/wanglei/src\0wanglei\0').toString('base64') } },
  },
  runs: [
    {
      argv: ['/bin/bash', '-l', '-c', 'x'],
      ran: {
        kind: 'exited',
        code: 0,
        stdout:
          '__a_begins__HOME=/home/wanglei\0API_TOKEN=abc\0USER=wanglei\0BASH_FUNC_x%%=() { secret\n}\0GOFLAGS=-mod=mod\0__a_ends__',
        stderr: 'from 192.168.7.7 at thinkpad-x1\n',
      },
    },
    {
      argv: ['/usr/bin/systemctl', '--user', 'show-environment'],
      ran: { kind: 'exited', code: 0, stdout: 'GOPATH=/home/wanglei/go\nAPI_TOKEN=abc\n', stderr: '' },
    },
  ],
  spaces: { '/home/wanglei': { freeBytes: 1, totalBytes: 2, freeInodes: null, totalInodes: null, type: 1 } },
}

const clean = withoutPerson(machine, person)
const written = JSON.stringify(clean)

test.each([
  'wanglei',
  'thinkpad',
  'hunter2',
  's3cret',
  'ghp_',
  'pass word',
  'wang.lei',
  'love-letters',
  'Steuer',
  'maria',
  'secret-plan',
  '10.1.2.3',
  '10.9.8.7',
  '192.168',
  '3f2a1b4c',
  'nas.corp',
  'API_TOKEN=abc',
  'AWS_',
  'SESSION_MANAGER',
  '() {',
])('nothing is left of %j', (personal) => {
  expect(written).not.toContain(personal)
})

test('nor in the bytes of programs', () => {
  const bytes = Buffer.from(clean.files['/bin/tool']?.bytes?.['0'] ?? '', 'base64').toString('latin1')
  expect(bytes).not.toContain('wanglei')
  expect(bytes).toHaveLength(31)
})

test('what checks read is still there, in one and the same place', () => {
  expect(clean.user).toMatchObject({ name: 'user', home: '/home/user' })
  expect(clean.environment).toEqual({
    HOME: '/home/user',
    USER: 'user',
    PATH: '/home/user/go/bin:/usr/bin',
    GOPROXY: 'https://proxy.corp.example/go,direct',
    HTTPS_PROXY: 'http://192.0.2.1:3128',
  })
  expect(clean.files['/home/user/.bashrc']?.text).toContain('export GOROOT=/usr/local/go\n')
  expect(clean.files['/home/user/go/bin/dlv']?.target).toBe('/home/user/sdk/dlv')
  expect(clean.runs[0]?.ran).toMatchObject({
    stdout: '__a_begins__HOME=/home/user\0USER=user\0GOFLAGS=-mod=mod\0__a_ends__',
  })
  expect(clean.runs[1]?.ran).toMatchObject({ stdout: 'GOPATH=/home/user/go\n' })
})

test('cleaning twice changes nothing more', () => {
  const remove = personRemover(person, machine)
  expect(remove(remove(JSON.stringify(machine)))).toBe(remove(JSON.stringify(machine)))
})

test('a user whose name is an everyday word does not cost that word', () => {
  const remove = personRemover({ name: 'go', home: '/home/go', hostName: 'debian' }, machine)
  expect(remove('/home/go/bin:/usr/local/go/bin debian')).toBe('/home/user/bin:/usr/local/go/bin debian')
})

test('versions and loopback are no addresses to hide', () => {
  const remove = personRemover(person, machine)
  const text = 'go1.26.8 6.1.0-13-amd64 127.0.0.1:8080 libc-2.36.so 1:2.39.5-0+deb12u2 12:34:56'
  expect(remove(text)).toBe(text)
})

test.each(['GOROOT', 'PATH', 'https_proxy', 'XDG_RUNTIME_DIR', 'LANG'])('%s is read', (name) => {
  expect(isReadVariable(name)).toBe(true)
})
