import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import type { Entry, Machine } from '../testing/machine.ts'
import { check } from './debug.dlv.fcap.ts'

const mountinfo = (options: string): Entry => ({
  text: `1 0 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n2 1 8:2 / /home ${options} - ext4 /dev/sda2 rw\n`,
})
const own = { mode: '0755', uid: 1000, gid: 1000 }
const ownHome: Machine['files'] = {
  '/home/user': { kind: 'directory', uid: 1000, gid: 1000 },
  '/home/user/go/bin': { kind: 'directory', uid: 1000, gid: 1000 },
}

const machine = (path: string, dlv: Entry, capability: string | null, files: Machine['files'] = {}): MachinePart => ({
  files: {
    '/usr/sbin/getcap': { mode: '0755' },
    '/proc/self/mountinfo': mountinfo('rw'),
    '/etc/os-release': { text: 'ID=debian\n' },
    [path]: dlv,
    ...files,
  },
  runs: [
    {
      argv: ['/usr/sbin/getcap', path],
      ran: { kind: 'exited', code: 0, stdout: capability === null ? '' : `${path} ${capability}\n`, stderr: '' },
    },
  ],
})
const mine = '/home/user/go/bin/dlv'
const system = '/usr/local/libexec/godebug/dlv'
const ptrace = 'cap_sys_ptrace=ep'

test.each<[string, MachinePart, string, string, string]>([
  ['no capability', machine(mine, own, null, ownHome), 'pass', 'none', 'high'],
  ["a capability on the person's own file", machine(mine, own, ptrace, ownHome), 'fail', 'writable', 'high'],
  ['the older way to write it', machine(mine, own, `= cap_sys_ptrace+ep`, ownHome), 'fail', 'writable', 'high'],
  [
    "root's file in the person's directory",
    machine(mine, { mode: '0755' }, ptrace, ownHome),
    'fail',
    'replaceable',
    'medium',
  ],
  ['a file that everybody may write', machine(system, { mode: '0757' }, ptrace), 'fail', 'writable', 'high'],
  ['a file that a group may write', machine(system, { mode: '0775', gid: 50 }, ptrace), 'fail', 'writable', 'high'],
  [
    'a file that the group of root may write',
    machine(system, { mode: '0770' }, ptrace),
    'informational',
    'granted',
    'low',
  ],
  ['a file of another user', machine('/usr/bin/dlv', { mode: '0755', uid: 1001 }, ptrace), 'fail', 'writable', 'high'],
  [
    'a directory above that anybody may write',
    machine(system, { mode: '0750' }, ptrace, { '/usr/local/libexec': { kind: 'directory', mode: '0777' } }),
    'fail',
    'replaceable',
    'medium',
  ],
  [
    'a sticky directory of root, which keeps its files',
    machine(system, { mode: '0750' }, ptrace, { '/usr/local/libexec': { kind: 'directory', mode: '1777' } }),
    'informational',
    'granted',
    'low',
  ],
  ['the recommended way', machine(system, { mode: '0750', gid: 990 }, ptrace), 'informational', 'granted', 'low'],
  [
    "root's file that everybody may run",
    machine('/usr/bin/dlv', { mode: '0755' }, ptrace),
    'informational',
    'granted-everyone',
    'medium',
  ],
  [
    'a capability that the mount ignores',
    machine(mine, own, ptrace, { ...ownHome, '/proc/self/mountinfo': mountinfo('rw,nosuid') }),
    'informational',
    'no-effect',
    'info',
  ],
  ['no dlv', {}, 'notapplicable', 'no-dlv', 'high'],
  ['no tool', { files: { '/usr/bin/dlv': { mode: '0755' } } }, 'notchecked', 'no-tool', 'high'],
  ['a tool that talks nonsense', machine(mine, own, '什么', ownHome), 'error', 'unreadable', 'high'],
])('%s', async (_, part, result, code, severity) => {
  expect(await resultOnMachine(part, check)).toMatchObject({ result, code, severity })
})

test('a link is followed to the file that has the capability', async () => {
  const files = { ...ownHome, '/usr/local/bin/dlv': { target: mine } }
  const result = await resultOnMachine(machine(mine, own, ptrace, files), check)
  expect(result.found).toBe(`${mine} ${ptrace}`)
  expect(result.evidence.filter(({ source }) => source.startsWith('/usr/sbin/getcap'))).toHaveLength(1)
})

test('the smallest fix first: take it off, then a copy of root for a group', async () => {
  const result = await resultOnMachine(machine(mine, own, ptrace, ownHome), check)
  expect(result.fixes.map(({ id }) => id)).toEqual(['remove', 'separate'])
  expect(result.fixes[0]).toMatchObject({
    commands: [`sudo setcap -r ${mine}`],
    undo: { commands: [`sudo setcap ${ptrace} ${mine}`] },
  })
  const lines = result.fixes[1]?.commands ?? []
  // install(1) changes the owner, which takes capabilities away, so setcap must come after it.
  expect(lines.findIndex((line) => line.includes('install -o root'))).toBeLessThan(
    lines.findIndex((line) => line.includes(`setcap ${ptrace}`)),
  )
})

test('a copy in the recommended place that is not of root gets its owner back', async () => {
  const result = await resultOnMachine(machine(system, { mode: '0755', uid: 1000 }, ptrace), check)
  expect(result.fixes.map(({ id }) => id)).toEqual(['remove', 'restrict'])
  expect(result.fixes[1]?.commands).toContain(`sudo chown root:godebug ${system}`)
})

test('what the process itself may gain is told', async () => {
  const status = { '/proc/self/status': { text: 'NoNewPrivs:\t1\nCapBnd:\t000001ffffffffff\n' } }
  const result = await resultOnMachine(machine(mine, own, ptrace, { ...ownHome, ...status }), check)
  expect(result.evidence.find(({ source }) => source === '/proc/self/status')?.observed).toMatchObject({
    en: expect.stringMatching(/^nothing/) as string,
  })
})
