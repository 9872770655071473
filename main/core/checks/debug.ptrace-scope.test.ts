import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './debug.ptrace-scope.ts'

const scopePath = '/proc/sys/kernel/yama/ptrace_scope'
const status = (seccomp: number, bounding: string) => ({
  text: `Name:\tnode\nCapBnd:\t${bounding}\nNoNewPrivs:\t0\nSeccomp:\t${seccomp}\nSeccomp_filters:\t0\n`,
})
const machine = (scope: string | null, files: MachinePart['files'] = {}): MachinePart => ({
  files: {
    '/run/systemd/system': { kind: 'directory' },
    '/proc/self/status': status(0, '000001ffffffffff'),
    ...(scope === null ? {} : { [scopePath]: { text: scope } }),
    ...files,
  },
})
const ptrace = (value: number) => ({ text: `# x\nkernel.yama.ptrace_scope = ${value}\n` })
const idsOf = (result: { fixes: readonly { id: string }[] }) => result.fixes.map(({ id }) => id)

test.each<[string | null, string, string, readonly string[]]>([
  [null, 'pass', 'free', []],
  ['0\n', 'informational', 'open', ['restrict', 'restrict-permanent']],
  ['1\n', 'informational', 'children', ['launch', 'ambient', 'root', 'attach-temporary', 'attach-permanent']],
  ['2\n', 'fail', 'admin', ['ambient', 'root', 'launch-temporary', 'launch-permanent']],
  ['3\n', 'fail', 'locked', ['unlock']],
])('ptrace_scope %j: %s', async (scope, result, code, fixes) => {
  const actual = await resultOnMachine(machine(scope), check)
  expect(actual).toMatchObject({ result, code })
  expect(idsOf(actual)).toEqual(fixes)
})

test('nothing ever leads to 2 or 3', async () => {
  for (const scope of ['0', '1', '2', '3']) {
    const { fixes } = await resultOnMachine(machine(scope), check)
    expect(fixes.flatMap(({ commands }) => commands).join('\n')).not.toMatch(/ptrace_scope ?= ?[23]/)
  }
})

test.each([['7'], [''], ['one'], ['1 2'], ['\u0000']])('%j is not a word of Yama', async (scope) => {
  expect(await resultOnMachine(machine(scope), check)).toMatchObject({ result: 'error', code: 'unreadable' })
})

test('a scope that may not be read is an error, not "no Yama"', async () => {
  expect((await resultOnMachine(machine(null, { [scopePath]: { refuses: 'denied' } }), check)).result).toBe('error')
})

test('now and after a restart differ: the file, the line and who is overruled are said', async () => {
  const files = { '/etc/sysctl.d/10-ptrace.conf': ptrace(2), '/usr/lib/sysctl.d/50-scope.conf': ptrace(1) }
  const result = await resultOnMachine(machine('0', files), check)
  expect(result).toMatchObject({ result: 'informational', code: 'open' })
  expect(result.expected).toMatchObject({ en: '1, as /usr/lib/sysctl.d/50-scope.conf sets it at start' })
  expect(result.causes[0]?.text.en).toContain('will change with the next restart')
  expect(
    result.evidence.map(({ label, source, observed }) => [label.en, source, (observed as { en: string }).en]),
  ).toEqual(
    expect.arrayContaining([
      ['After a restart', '/usr/lib/sysctl.d/50-scope.conf', '1 (line 2)'],
      ['Set as well, but overruled', '/etc/sysctl.d/10-ptrace.conf', '2 (line 2)'],
    ]),
  )
})

test('a permanent fix applies after the file that counts now', async () => {
  const commandsWith = async (file: string) => {
    const { fixes } = await resultOnMachine(machine('1', { [file]: ptrace(1) }), check)
    return fixes.find(({ id }) => id === 'attach-permanent')?.commands
  }
  expect(await commandsWith('/etc/sysctl.d/10-ptrace.conf')).toEqual([
    "echo 'kernel.yama.ptrace_scope = 0' | sudo tee /etc/sysctl.d/60-groundwork-ptrace.conf",
    'sudo sysctl -w kernel.yama.ptrace_scope=0',
  ])
  expect((await commandsWith('/usr/lib/sysctl.d/99-hard.conf'))?.[0]).toContain('/etc/sysctl.d/zz-groundwork')
})

test('a 3 that a file sets is taken out there, and only a restart helps', async () => {
  const result = await resultOnMachine(machine('3', { '/etc/sysctl.d/10-ptrace.conf': ptrace(3) }), check)
  expect(result.fixes).toMatchObject([
    { activation: 'reboot', commands: ["sudo sed -i '/ptrace_scope/s/^/#/' /etc/sysctl.d/10-ptrace.conf"] },
  ])
})

test("in a container the setting is the host's", async () => {
  const result = await resultOnMachine(machine('1', { '/.dockerenv': { text: '' } }), check)
  expect(idsOf(result)).toEqual(['launch', 'ambient', 'root', 'on-host'])
})

test('without CAP_SYS_PTRACE in the bounding set, nobody is told to use it', async () => {
  const files = { '/.dockerenv': { text: '' }, '/proc/self/status': status(2, '00000000a80425fb') }
  expect(idsOf(await resultOnMachine(machine('1', files), check))).toEqual(['launch', 'on-host'])
})

test('the filters of old kernels forbid ptrace in a container', async () => {
  const files = { '/.dockerenv': { text: '' }, '/proc/self/status': status(2, '00000000a80425fb') }
  const kernel = { release: '3.10.0-1160.el7.x86_64', machine: 'x86_64' }
  expect(await resultOnMachine({ ...machine(null, files), kernel }, check)).toMatchObject({
    result: 'fail',
    code: 'seccomp',
  })
  expect((await resultOnMachine(machine(null, files), check)).result).toBe('pass')
})

test('SELinux can forbid it alone', async () => {
  const result = await resultOnMachine(
    machine(null, { '/sys/fs/selinux/booleans/deny_ptrace': { text: '1 1' } }),
    check,
  )
  expect(result).toMatchObject({ result: 'fail', code: 'selinux' })
  expect(idsOf(result)).toEqual(['boolean'])
})
