import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './root.readonly.ts'

const machine = (mountinfo: readonly string[], files: MachinePart['files'] = {}): MachinePart => ({
  environment: { HOME: '/home/user', PATH: '/usr/bin' },
  files: {
    '/home/user': { kind: 'directory', uid: 1000 },
    '/usr/local': { kind: 'directory' },
    '/etc': { kind: 'directory' },
    '/opt': { kind: 'directory' },
    '/proc/self/mountinfo': { text: mountinfo.join('\n') },
    ...files,
  },
})
const root = '27 1 254:0 / / rw - ext4 /dev/vda rw'
const usr = '64 27 254:0 /usr /usr ro,relatime - ext4 /dev/vda rw'

const silverblue = {
  '/etc/os-release': { text: 'ID=fedora\nVARIANT_ID=silverblue\nOSTREE_VERSION=42\n' },
  '/run/ostree-booted': { text: '' },
  '/usr/local': { target: '../var/usrlocal' },
  '/var/usrlocal': { kind: 'directory' as const },
  '/usr/bin/toolbox': { mode: '0755' },
}

test('an ordinary system passes, though none but root may write to most of it', async () => {
  expect(await resultOnMachine(machine([root]), check)).toMatchObject({ result: 'pass', code: 'writable', fixes: [] })
})

test('Silverblue: /usr is closed, /usr/local/go is not, and it is said where that is', async () => {
  const result = await resultOnMachine(machine([root, usr], silverblue), check)
  expect(result).toMatchObject({ result: 'informational', severity: 'info', code: 'system' })
  expect(result.summary.en).toContain('which is /var/usrlocal/go')
  expect(result.fixes.map(({ id }) => id)).toEqual(['unpack', 'toolbox', 'layer'])
})

test('the same names without read-only mounts are an ordinary system', async () => {
  expect((await resultOnMachine(machine([root], silverblue), check)).result).toBe('pass')
})

test('a read-only /usr with its /usr/local leaves the home', async () => {
  const result = await resultOnMachine(machine([root, usr]), check)
  expect(result).toMatchObject({ result: 'informational', code: 'local' })
  expect(result.fixes.map(({ id }) => id)).toEqual(['unpack'])
})

test('a home on a file system that the kernel closed fails', async () => {
  const result = await resultOnMachine(machine(['27 1 8:1 / / rw - ext4 /dev/sda1 ro,errors=remount-ro']), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'high', code: 'home' })
  expect(result.causes[0]?.text.en).toMatch(/disk gives errors/)
})

test('EROFS from access(2) counts where the mounts are silent, as in a chroot', async () => {
  const chroot = ['63 43 0:39 / /proc rw - proc p rw']
  const home = { '/home/user': { kind: 'directory' as const, uid: 1000, access: { write: 'readonly' as const } } }
  expect((await resultOnMachine(machine(chroot, home), check)).code).toBe('home')
  expect((await resultOnMachine(machine(chroot), check)).result).toBe('unknown')
})
