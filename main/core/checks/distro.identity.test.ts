import { expect, test } from 'vitest'
import { resultOnMachine } from '../testing/judge.ts'
import type { Machine } from '../testing/machine.ts'
import { check } from './distro.identity.ts'

const dnf = { '/var/lib/rpm/rpmdb.sqlite': { text: 'x' }, '/etc/dnf/dnf.conf': { text: '' } }

test.each<[string, Machine['files'], string, string]>([
  ['Debian', { '/etc/os-release': { text: 'ID=debian' } }, 'pass', 'known'],
  ['a stranger like Arch', { '/etc/os-release': { text: 'ID=new\nID_LIKE=arch' } }, 'pass', 'derived'],
  ['a stranger with dnf', { '/etc/os-release': { text: 'ID=new' }, ...dnf }, 'informational', 'measured'],
  ['a wrong name', { '/etc/os-release': { text: 'ID=debian' }, ...dnf }, 'informational', 'unlike'],
  ['a stranger', { '/etc/os-release': { text: 'ID=new' } }, 'informational', 'unknown'],
  ['no file', {}, 'informational', 'nameless'],
  ['empty', { '/etc/os-release': { text: '' } }, 'error', 'unreadable'],
  ['binary', { '/etc/os-release': { text: '\u0000\u0001' } }, 'error', 'unreadable'],
  ['unreadable', { '/etc/os-release': { text: 'ID=x', mode: '0000' } }, 'error', 'unreadable'],
  ['far too large', { '/etc/os-release': { text: '#'.repeat(100_000) } }, 'error', 'unreadable'],
])('%s', async (_, files, result, code) => {
  expect(await resultOnMachine({ files }, check)).toMatchObject({ result, code })
})

test('an unusable file is named, with the reason', async () => {
  const result = await resultOnMachine({ files: { '/etc/os-release': { text: 'x', mode: '0000' } } }, check)
  expect(result.summary.en).toContain('/etc/os-release: EACCES')
})
