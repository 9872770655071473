import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as promises from 'node:fs/promises'
import * as os from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { CannotAsk, type ReadableHost } from '../core/host.ts'
import { asNobody } from './testing/as-nobody.ts'
import { openRootDirectory } from './root-directory.ts'
import { openHost, parseHostTarget } from './target.ts'

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof promises>()) }))
afterEach(() => {
  vi.restoreAllMocks()
})

const place = fs.realpathSync(fs.mkdtempSync(join(os.tmpdir(), 'groundwork-root-')))
const root = join(place, 'tree')
const write = (path: string, text: string, mode = 0o644): void => {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true })
  fs.writeFileSync(join(root, path), text, { mode })
}
const link = (path: string, target: string): void => {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true })
  fs.symlinkSync(target, join(root, path))
}
const opened = async (): Promise<ReadableHost> => {
  const outcome = await openRootDirectory(root)
  if (!outcome.ok) throw new Error(outcome.problem.en)
  return outcome.host
}
let host: ReadableHost

beforeAll(async () => {
  fs.writeFileSync(join(place, 'secret'), 'outside')
  fs.mkdirSync(join(place, 'outside'))
  fs.writeFileSync(join(place, 'outside/secret'), 'outside')
  write('/usr/lib/os-release', 'ID=debian\n')
  link('/etc/os-release', '../usr/lib/os-release')
  link('/etc/absolute', '/usr/lib/os-release')
  link('/usr/local', '../var/usrlocal')
  write('/var/usrlocal/go/VERSION', 'go1.26.8\n')
  write('/var/usrlocal/go/bin/go', 'ELF', 0o755)
  link('/usr/bin/go', '/usr/local/go/bin/go')
  link('/escape/shadow', '/etc/shadow')
  link('/escape/climb', '../../../../../../../../../../../../etc/shadow')
  link('/escape/sibling', `../../secret`)
  link('/escape/host-path', join(place, 'secret'))
  link('/escape/folder', '../..')
  link('/escape/chain-1', 'chain-2')
  link('/escape/chain-2', '/escape/../../../chain-3')
  link('/chain-3', join(place, 'secret'))
  link('/escape/loop-a', 'loop-b')
  link('/escape/loop-b', 'loop-a')
  link('/escape/self', '.')
  link('/proc/self/root', '/')
  link('/proc/self/exe', '/usr/lib/os-release')
  link('/proc/1/cwd', join(place, 'outside'))
  write(
    '/etc/passwd',
    [
      'root:x:0:0:root:/root:/bin/bash',
      'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
      'ann:x:1000:1000::/home/ann/:/bin/zsh',
      'bob:x:1001:1001::/home/gone:/bin/sh',
      'nobody:x:65534:65534::/:/bin/false',
      'garbage',
      'odd:x:abc:1:::',
      'eve:x:1002:1002::../../..:/bin/sh',
      '',
    ].join('\n'),
  )
  fs.mkdirSync(join(root, 'root'))
  fs.mkdirSync(join(root, 'home/ann'), { recursive: true })
  spawnSync('/usr/bin/mkfifo', [join(root, 'etc/pipe')])
  host = await opened()
})
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

test('links are followed inside only: absolute ones start at the directory', async () => {
  expect(await host.readText('/etc/os-release')).toEqual({ ok: true, value: 'ID=debian\n' })
  expect(await host.readText('/etc/absolute')).toEqual({ ok: true, value: 'ID=debian\n' })
  expect(await host.readText('/usr/local/go/VERSION')).toEqual({ ok: true, value: 'go1.26.8\n' })
  expect(await host.realPath('/usr/bin/go')).toEqual({ ok: true, value: '/var/usrlocal/go/bin/go' })
  expect(await host.readLink('/usr/bin/go')).toEqual({ ok: true, value: '/usr/local/go/bin/go' })
  expect(await host.readBytes('/usr/bin/go', 1, 2)).toEqual({ ok: true, value: new Uint8Array(Buffer.from('LF')) })
})

test.each(['shadow', 'climb', 'sibling', 'host-path', 'chain-1', 'chain-2'])(
  '/escape/%s leads nowhere',
  async (name) => {
    const path = `/escape/${name}`
    expect(await host.readText(path)).toMatchObject({ ok: false, why: 'absent' })
    expect(await host.readBytes(path, 0, 10)).toMatchObject({ ok: false, why: 'absent' })
    expect(await host.status(path)).toMatchObject({ ok: false, why: 'absent' })
    expect(await host.realPath(path)).toMatchObject({ ok: false, why: 'absent' })
    expect(await host.access(path, 'read')).toBe('absent')
    expect(await host.linkStatus(path)).toMatchObject({ ok: true, value: { kind: 'link' } })
  },
)

test('.. stops at the directory', async () => {
  expect(await host.readText('/../../../etc/os-release')).toEqual({ ok: true, value: 'ID=debian\n' })
  expect(await host.realPath('/escape/folder/..')).toEqual({ ok: true, value: '/' })
  expect(await host.list('/escape/folder')).toEqual(await host.list('/'))
  expect(await host.readText('/escape/folder/secret')).toMatchObject({ ok: false, why: 'absent' })
})

test('links in circles end', async () => {
  expect(await host.readText('/escape/loop-a')).toMatchObject({ ok: false, why: 'loop' })
  expect(await host.access('/escape/loop-a', 'read')).toBe('unknown')
  expect(await host.realPath(`/escape${'/self'.repeat(39)}`)).toEqual({ ok: true, value: '/escape' })
  expect(await host.realPath(`/escape${'/self'.repeat(41)}`)).toMatchObject({ ok: false, why: 'loop' })
})

test('links that look like those of /proc are links like any other', async () => {
  expect(await host.realPath('/proc/self/root/etc')).toEqual({ ok: true, value: '/etc' })
  expect(await host.readText('/proc/self/exe')).toEqual({ ok: true, value: 'ID=debian\n' })
  expect(await host.readText('/proc/1/cwd/secret')).toMatchObject({ ok: false, why: 'absent' })
})

test.each(['file', 'directory'])(
  'a %s that is swapped for a link while it is looked at is not believed',
  async (kind) => {
    write('/swap/dir/secret', 'inside')
    const victim = join(root, kind === 'file' ? 'swap/dir/secret' : 'swap/dir')
    const target = join(place, kind === 'file' ? 'secret' : 'outside')
    const { open } = await vi.importActual<typeof promises>('node:fs/promises')
    vi.spyOn(promises, 'open').mockImplementation((path, ...rest) => {
      if (!fs.lstatSync(victim, { throwIfNoEntry: false })?.isSymbolicLink()) {
        fs.renameSync(victim, `${victim}.old`)
        fs.symlinkSync(target, victim)
      }
      return open(path, ...rest)
    })
    const looked = await host.readText('/swap/dir/secret')
    expect(looked.ok).toBe(false)
    fs.rmSync(join(root, 'swap'), { recursive: true, force: true })
  },
)

test('a real /proc below the directory leads nowhere either', async () => {
  const outcome = await openRootDirectory('/proc/self')
  if (!outcome.ok) throw new Error(outcome.problem.en)
  expect(await outcome.host.readText('/root/etc/passwd')).toMatchObject({ ok: false })
  expect(await outcome.host.readText('/cwd/package.json')).toMatchObject({ ok: false })
})

test('only regular files are read, and a pipe does not hang', async () => {
  expect(await host.readText('/etc/pipe')).toMatchObject({ ok: false, why: 'wrong-kind' })
  expect(await host.readText('/etc')).toMatchObject({ ok: false, why: 'wrong-kind' })
  expect(await host.list('/etc/passwd')).toMatchObject({ ok: false, why: 'absent' })
  expect(await host.readText('/etc/pass\0wd')).toMatchObject({ ok: false, why: 'absent' })
  expect(await host.readText('/etc/passwd', { maxBytes: 10 })).toMatchObject({ ok: false, why: 'too-large' })
})

test('nobody is there: no user, no environment, no kernel', async () => {
  expect(host).toMatchObject({ canRun: false, target: `root:${root}` })
  expect(host.user()).toEqual({ uid: null, gid: null, name: null, home: null, shell: null })
  expect(host.environment()).toEqual({})
  expect(host.kernel()).toBeNull()
  expect(await host.homes()).toEqual(['/root', '/home/ann'])
  expect(await host.access('/usr/bin/go', 'execute')).toBe('yes')
  expect(await host.access('/etc/passwd', 'execute')).toBe('denied')
  expect(await host.access('/etc/passwd', 'write')).toBe('unknown')
  expect((await host.space('/etc')).ok).toBe(true)
})

test('nothing is ever run', async () => {
  await expect(host.run({ argv: ['/usr/bin/go', 'version'] })).rejects.toBeInstanceOf(CannotAsk)
})

test.each([
  ['local', { kind: 'local' }],
  ['root:/mnt/disk', { kind: 'root', directory: '/mnt/disk' }],
  ['root:/a:b', { kind: 'root', directory: '/a:b' }],
])('--host %s', (text, value) => {
  expect(parseHostTarget(text)).toEqual({ ok: true, value })
})

test.each([
  ['', 'no machine'],
  ['nonsense', 'no machine'],
  ['root:', 'wants a directory'],
  ['root', 'wants a directory'],
  ['ssh:me@box', 'not in this version'],
  ['container:name', 'not in this version'],
  ['root:relative/path', 'not an absolute path'],
  ['root:/no/such/place', 'There is no /no/such/place'],
  ['root:/etc/passwd', 'not a directory'],
  ['root:/et\0c', 'There is no'],
])('--host %j is refused in words', async (text, part) => {
  const outcome = await openHost(text)
  expect(outcome.ok ? '' : outcome.problem.en).toContain(part)
  expect(outcome.ok ? '' : outcome.problem['zh-CN']).toMatch(/[\u4e00-\u9fff]/)
})

test('a directory that may not be looked into', async () => {
  fs.mkdirSync(join(place, 'closed'), { mode: 0o000 })
  fs.chmodSync(place, 0o755)
  await asNobody(async () => {
    const outcome = await openRootDirectory(join(place, 'closed'))
    expect(outcome.ok ? '' : outcome.problem.en).toContain('EACCES')
  })
})

test('the directory itself may be reached through a link', async () => {
  fs.symlinkSync('tree', join(place, 'alias'))
  const outcome = await openHost(`root:${place}/alias/`)
  expect(outcome.ok && outcome.value.target).toBe(`root:${root}`)
})
