import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { readSysctlAtBoot } from './sysctl.ts'

const key = 'kernel.yama.ptrace_scope'
const read = (files: MachinePart['files'], init: 'systemd' | 'other' = 'systemd') =>
  readSysctlAtBoot(createFakeHost({ files: files ?? {} }), key, init)
const sets = (value: number) => ({ text: `# a comment\n${key} = ${value}\n` })

test('files apply by name, whatever directory they are in', async () => {
  const atBoot = await read({ '/usr/lib/sysctl.d/50-x.conf': sets(2), '/etc/sysctl.d/10-ptrace.conf': sets(1) })
  expect(atBoot.winner).toEqual({ file: '/usr/lib/sysctl.d/50-x.conf', line: 2, value: '2' })
  expect(atBoot.lines).toHaveLength(2)
})

test('/etc before /run before /usr/local/lib before /usr/lib for the same name', async () => {
  const same = { '/usr/lib/sysctl.d/a.conf': sets(0), '/run/sysctl.d/a.conf': sets(1) }
  expect((await read(same)).winner?.value).toBe('1')
  expect(
    await read({ ...same, '/etc/sysctl.d/a.conf': { target: '/dev/null' }, '/dev/null': { kind: 'other' } }),
  ).toEqual({ winner: null, lines: [], unreadable: [] })
})

test('/etc/sysctl.conf counts last, but for systemd only by way of a link', async () => {
  const files = { '/etc/sysctl.conf': sets(2), '/etc/sysctl.d/zz.conf': sets(1) }
  expect((await read(files, 'other')).winner?.file).toBe('/etc/sysctl.conf')
  expect((await read(files)).winner?.value).toBe('1')
  const linked = { ...files, '/etc/sysctl.d/zzz-sysctl.conf': { target: '../sysctl.conf' } }
  expect((await read(linked)).winner).toMatchObject({ file: '/etc/sysctl.d/zzz-sysctl.conf', value: '2' })
})

test.each([
  ['kernel/yama/ptrace_scope=1', '1'],
  ['  -kernel.yama.ptrace_scope  =  1  ', '1'],
  ['#kernel.yama.ptrace_scope = 1', undefined],
  ['; kernel.yama.ptrace_scope = 1', undefined],
  ['kernel.yama.ptrace_scope_x = 1', undefined],
  ['-kernel.yama.ptrace_scope', undefined],
  ['kernel.yama.ptrace_scope = 1\nkernel.yama.ptrace_scope = 2', '2'],
  ['\u0000\uFFFD=\n====\n', undefined],
])('%j sets %s', async (text, value) => {
  expect((await read({ '/etc/sysctl.d/x.conf': { text } })).winner?.value).toBe(value)
})

test('the kernel command line sets it first, so that every file wins', async () => {
  const commandLine = { '/proc/cmdline': { text: 'quiet sysctl.kernel.yama.ptrace_scope=3 ro\n' } }
  expect((await read(commandLine)).winner).toEqual({ file: '/proc/cmdline', line: 0, value: '3' })
  expect((await read({ ...commandLine, '/etc/sysctl.d/x.conf': sets(1) })).winner?.value).toBe('1')
})

test('a file that cannot be read is said', async () => {
  const atBoot = await read({ '/etc/sysctl.d/x.conf': { refuses: 'denied' } })
  expect(atBoot.unreadable).toEqual(['/etc/sysctl.d/x.conf'])
})
