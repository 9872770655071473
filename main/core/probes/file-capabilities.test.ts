import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { parseGetcap, parseGetfattr, readFileCapabilities } from './file-capabilities.ts'

const paths = ['/home/u/go/bin/dlv', '/opt/my tools/dlv']

test.each([
  ['new', '/home/u/go/bin/dlv cap_sys_ptrace=ep\n', [['/home/u/go/bin/dlv', 'cap_sys_ptrace=ep']]],
  ['old', '/home/u/go/bin/dlv = cap_sys_ptrace+ep\n', [['/home/u/go/bin/dlv', 'cap_sys_ptrace=ep']]],
  [
    'two',
    '/opt/my tools/dlv cap_net_raw,cap_sys_ptrace=eip\n',
    [['/opt/my tools/dlv', 'cap_net_raw,cap_sys_ptrace=eip']],
  ],
  [
    'several clauses',
    '/opt/my tools/dlv = cap_kill+p cap_sys_ptrace+ep\n',
    [['/opt/my tools/dlv', 'cap_kill+p cap_sys_ptrace+ep']],
  ],
  ['none', '', []],
])('getcap, %s', (_, output, expected) => {
  expect([...(parseGetcap(output, paths) ?? [])]).toEqual(expected)
})

test.each(['/elsewhere/dlv cap_sys_ptrace=ep', '/home/u/go/bin/dlv 权限被拒绝', 'getcap: usage'])(
  'getcap that says %j makes no sense',
  (output) => {
    expect(parseGetcap(output, paths)).toBeNull()
  },
)

test('getfattr is decoded: versions 2 and 3 of the attribute, odd names', () => {
  const output = [
    '# file: /home/u/go/bin/dlv\nsecurity.capability=0x0100000200000800000000000000000000000000\n',
    '# file: /opt/my\\040tools/dlv\nsecurity.capability=0x000000030000080000200000000000000000000000000000\n',
  ].join('\n')
  expect([...(parseGetfattr(output) ?? [])]).toEqual([
    ['/home/u/go/bin/dlv', 'cap_sys_ptrace=ep'],
    ['/opt/my tools/dlv', '13=i cap_sys_ptrace=p'],
  ])
  expect(parseGetfattr('# file: /x\nsecurity.capability=0x01\n')).toBeNull()
  expect(parseGetfattr('garbage')).toBeNull()
  expect(parseGetfattr('')?.size).toBe(0)
})

const program = { mode: '0755' }
const attribute = '# file: /x/dlv\nsecurity.capability=0x0100000200000800000000000000000000000000\n\n'

test('getfattr answers where getcap is missing; without both nobody does', async () => {
  const argv = ['/usr/bin/getfattr', '--absolute-names', '-n', 'security.capability', '-e', 'hex', '--', '/x/dlv', '/y']
  const host = createFakeHost({
    files: { '/usr/bin/getfattr': program },
    runs: [{ argv, ran: { kind: 'exited', code: 1, stdout: attribute, stderr: '/y: No such attribute\n' } }],
  })
  expect((await readFileCapabilities(host, ['/x/dlv', '/y']))?.byPath.get('/x/dlv')).toBe('cap_sys_ptrace=ep')
  expect(await readFileCapabilities(createFakeHost({}), ['/x/dlv'])).toBeNull()
})

test('a getcap that fails is unreadable', async () => {
  const host = createFakeHost({
    files: { '/usr/sbin/getcap': program },
    runs: [
      {
        argv: ['/usr/sbin/getcap', '/x/dlv'],
        ran: { kind: 'exited', code: 127, stdout: '', stderr: 'libcap.so.2: gone\n' },
      },
    ],
  })
  await expect(readFileCapabilities(host, ['/x/dlv'])).rejects.toThrow('exit 127: libcap.so.2: gone')
})
