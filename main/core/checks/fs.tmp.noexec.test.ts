import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './fs.tmp.noexec.ts'

const root = '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw'
const mounts = (...lines: readonly string[]) => ({ text: [root, ...lines].join('\n') })
const noexecTmp = '40 27 0:40 / /tmp rw,nosuid,nodev,noexec - tmpfs tmpfs rw'
const noexecHome = '41 27 0:41 / /home rw,noexec - ext4 /dev/vdb rw'
const own = { kind: 'directory', uid: 1000 } as const

const machine = (part: { mountinfo?: object; files?: object; environment?: Record<string, string> }): MachinePart => ({
  environment: { HOME: '/home/user', PATH: '/usr/bin', ...part.environment },
  files: {
    '/home/user': own,
    '/tmp': { kind: 'directory', mode: '1777' },
    '/var/tmp': { kind: 'directory', mode: '1777' },
    '/proc/self/mountinfo': part.mountinfo ?? mounts(),
    ...part.files,
  },
})

test('an ordinary machine passes, with a row for every directory', async () => {
  const result = await resultOnMachine(machine({}), check)
  expect(result).toMatchObject({ result: 'pass', code: 'allowed', fixes: [] })
  expect(result.evidence).toHaveLength(5)
})

test('a noexec /tmp is said with its mount, and the first fix is a directory of the own', async () => {
  const result = await resultOnMachine(machine({ mountinfo: mounts(noexecTmp) }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'high', code: 'noexec' })
  expect(result.evidence[0]?.observed).toMatchObject({ en: '/tmp, on /tmp tmpfs rw,nosuid,nodev,noexec' })
  expect(result.fixes.map(({ id, commands }) => [id, commands])).toEqual([
    ['shelter', ['mkdir -p -m 0700 /home/user/.cache/go-tmp', 'go env -w GOTMPDIR=/home/user/.cache/go-tmp']],
    ['remount', ['sudo mount -o remount,exec /tmp']],
  ])
})

test('GOTMPDIR on a file system that allows it makes a noexec /tmp harmless', async () => {
  const files = { '/home/user/.config/go/env': { text: 'GOTMPDIR=/home/user/t\n' }, '/home/user/t': own }
  expect((await resultOnMachine(machine({ mountinfo: mounts(noexecTmp), files }), check)).result).toBe('pass')
})

test('a noexec home is told, and the work directory goes elsewhere', async () => {
  const result = await resultOnMachine(machine({ mountinfo: mounts(noexecHome, noexecTmp) }), check)
  expect(result.result).toBe('fail')
  expect(result.fixes[0]?.commands[0]).toBe('mkdir -p -m 0700 /var/tmp/go-tmp-1000')
  expect(result.fixes.map(({ id }) => id)).toContain('elsewhere')
})

test('a link out of a noexec directory is followed', async () => {
  const files = { '/tmp': { target: '/var/tmp' } }
  expect((await resultOnMachine(machine({ mountinfo: mounts(noexecTmp), files }), check)).result).toBe('pass')
})

test('a work directory that is not there fails every build', async () => {
  const result = await resultOnMachine(machine({ environment: { GOTMPDIR: '/home/user/gone' } }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'high', code: 'missing' })
  expect(result.fixes[0]?.commands).toEqual(['mkdir -p /home/user/gone'])
  // `go env -w` could not win against the environment.
  expect(result.fixes.map(({ id }) => id)).toEqual(['create', 'unset'])
})

test('a program that the kernel refuses although its mode allows it is a finding without any noexec', async () => {
  const files = { '/home/user/go/bin/dlv': { mode: '0755', access: { execute: 'denied' } } }
  const result = await resultOnMachine(machine({ files }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'medium' })
  expect(result.causes[0]?.text.en).toMatch(/security module/)
  expect(result.evidence.map(({ source }) => source)).toContain('test -x /home/user/go/bin/dlv')
})

test('in a container nobody is told to remount', async () => {
  const files = { '/.dockerenv': { text: '' } }
  const result = await resultOnMachine(machine({ mountinfo: mounts(noexecTmp), files }), check)
  expect(result.fixes.map(({ id }) => id)).not.toContain('remount')
})

test.each([
  ['a list without the root, as in a chroot', { text: '40 27 0:40 / /proc rw - proc proc rw\n' }, 'unknown'],
  ['garbage', { text: 'hello\n\u0000' }, 'error'],
  ['a refusal', { refuses: 'denied' }, 'error'],
])('%s is not a pass', async (_, mountinfo, expected) => {
  expect((await resultOnMachine(machine({ mountinfo }), check)).result).toBe(expected)
})
