import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as promises from 'node:fs/promises'
import { createServer } from 'node:net'
import * as os from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { asNobody } from './testing/as-nobody.ts'
import { createLocalHost } from './local.ts'

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof promises>()) }))
afterEach(() => vi.restoreAllMocks())

const directory = fs.realpathSync(fs.mkdtempSync(join(os.tmpdir(), 'groundwork-local-')))
const at = (name: string): string => join(directory, name)
const host = createLocalHost({ HOME: directory, PATH: '/usr/bin:/bin' })
const isRoot = process.getuid?.() === 0
const socket = createServer()

beforeAll(async () => {
  fs.writeFileSync(at('file'), '\uFEFFhello')
  fs.writeFileSync(at('bytes'), Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x00, 0x63]))
  fs.writeFileSync(at('large'), '')
  fs.truncateSync(at('large'), 100 * 1024 * 1024)
  fs.writeFileSync(at('secret'), 'x', { mode: 0o000 })
  fs.mkdirSync(at('folder'))
  fs.mkdirSync(at('closed'), { mode: 0o000 })
  fs.symlinkSync('loop-b', at('loop-a'))
  fs.symlinkSync('loop-a', at('loop-b'))
  fs.symlinkSync('file', at('link'))
  fs.symlinkSync('nothing', at('dangling'))
  fs.writeFileSync(Buffer.concat([Buffer.from(`${directory}/folder/n`), Buffer.from([0xff])]), 'x')
  fs.writeFileSync(at('folder/b'), '')
  fs.writeFileSync(at('folder/a'), '')
  expect(spawnSync('/usr/bin/mkfifo', [at('pipe')]).status).toBe(0)
  await new Promise<void>((resolve) => socket.listen(at('socket'), resolve))
})
afterAll(() => {
  socket.close()
  fs.rmSync(directory, { recursive: true, force: true })
})

test('text is read without its BOM, also through a link', async () => {
  expect(await host.readText(at('file'))).toEqual({ ok: true, value: 'hello' })
  expect(await host.readText(at('link'))).toEqual({ ok: true, value: 'hello' })
})

test('bytes that are no UTF-8 become U+FFFD, and stay what they are as bytes', async () => {
  expect(await host.readText(at('bytes'))).toEqual({ ok: true, value: 'a\uFFFD\uFFFDb\0c' })
  expect(await host.readBytes(at('bytes'), 1, 2)).toEqual({ ok: true, value: new Uint8Array([0xff, 0xfe]) })
  expect(await host.readBytes(at('bytes'), 4, 100)).toEqual({ ok: true, value: new Uint8Array([0x00, 0x63]) })
  expect(await host.readBytes(at('bytes'), 100, 4)).toEqual({ ok: true, value: new Uint8Array() })
})

test.each([
  ['a pipe that nobody writes to', 'pipe', 'wrong-kind'],
  ['a socket', 'socket', 'wrong-kind'],
  ['a directory', 'folder', 'wrong-kind'],
  ['100 MB', 'large', 'too-large'],
  ['a loop of links', 'loop-a', 'loop'],
  ['a link to nothing', 'dangling', 'absent'],
  ['nothing', 'nothing', 'absent'],
  ['below a file', 'file/below', 'absent'],
  ['a name that is too long', 'x'.repeat(300), 'absent'],
  ['a NUL in the name', 'fi\0le', 'absent'],
])('reading %s', async (_, name, why) => {
  expect(await host.readText(`${directory}/${name}`)).toMatchObject({ ok: false, why })
})

test('devices are not even opened', async () => {
  const open = vi.spyOn(promises, 'open')
  expect(await host.readText('/dev/zero')).toMatchObject({ ok: false, why: 'wrong-kind' })
  expect(await host.readBytes('/dev/tty', 0, 1)).toMatchObject({ ok: false, why: 'wrong-kind' })
  expect(open).not.toHaveBeenCalled()
})

test('a part of a large file is read where its whole is not', async () => {
  expect(await host.readBytes(at('large'), 99 * 1024 * 1024, 3)).toEqual({ ok: true, value: new Uint8Array(3) })
})

test('what the system refuses is denied', async () => {
  fs.chmodSync(directory, 0o755)
  await asNobody(async () => {
    expect(await host.readText(at('file'))).toMatchObject({ ok: true })
    expect(await host.readText(at('secret'))).toMatchObject({ ok: false, why: 'denied', detail: 'EACCES' })
    expect(await host.list(at('closed'))).toMatchObject({ ok: false, why: 'denied' })
    expect(await host.status(at('closed/x'))).toMatchObject({ ok: false, why: 'denied' })
  })
  // access(2) asks for the real user, who is root where root runs this.
  expect(await host.access(at('secret'), 'read')).toBe(isRoot ? 'yes' : 'denied')
})

test('files of /proc, which say that they have 0 bytes, are read whole', async () => {
  const status = await host.readText('/proc/self/status')
  expect(status.ok && status.value).toMatch(/^Name:.*\nCapEff:/s)
  const mounts = await host.readText('/proc/self/mountinfo')
  expect(mounts.ok && mounts.value.endsWith('\n')).toBe(true)
  expect(await host.readText('/proc/self/mem', { maxBytes: 10 })).toMatchObject({ ok: false })
})

test('a file that grows past the limit while it is read is too large', async () => {
  expect(await host.readText('/proc/self/maps', { maxBytes: 100 })).toMatchObject({ ok: false, why: 'too-large' })
})

test('what kind of thing it is', async () => {
  const kinds = await Promise.all(
    ['file', 'folder', 'pipe', 'socket', 'link'].map(async (name) => {
      const status = await host.linkStatus(at(name))
      return status.ok ? status.value.kind : status.why
    }),
  )
  expect(kinds).toEqual(['file', 'directory', 'other', 'other', 'link'])
  const [link, file] = await Promise.all([host.status(at('link')), host.status(at('file'))])
  expect(link).toEqual(file)
  expect(file.ok && file.value.identity).toMatch(/^\d+:\d+$/)
})

test('links and real paths', async () => {
  expect(await host.readLink(at('link'))).toEqual({ ok: true, value: 'file' })
  expect(await host.readLink(at('file'))).toMatchObject({ ok: false, why: 'wrong-kind' })
  expect(await host.realPath(at('folder/../link'))).toEqual({ ok: true, value: at('file') })
  expect(await host.realPath(at('loop-a'))).toMatchObject({ ok: false, why: 'loop' })
})

test('names are sorted; one that is no UTF-8 is shown as far as it can be', async () => {
  expect(await host.list(at('folder'))).toEqual({ ok: true, value: ['a', 'b', 'n\uFFFD'] })
  expect(await host.readText(at('folder/n\uFFFD'))).toMatchObject({ ok: false, why: 'absent' })
  expect(await host.list(at('file'))).toMatchObject({ ok: false, why: 'absent' })
})

test('access', async () => {
  expect(await host.access('/bin/sh', 'execute')).toBe('yes')
  expect(await host.access(at('file'), 'execute')).toBe('denied')
  expect(await host.access(at('nothing'), 'read')).toBe('absent')
  expect(await host.access('/proc/self/stat', 'write')).not.toBe('absent')
  expect(await host.access(at('loop-a'), 'read')).toBe('unknown')
})

test('a relative path leads nowhere: it would depend on where the app was started', async () => {
  expect(await host.readText('package.json')).toMatchObject({ ok: false, why: 'absent' })
  expect(await host.access('', 'execute')).toBe('absent')
})

test('space', async () => {
  const space = await host.space(directory)
  expect(space.ok && space.value.totalBytes).toBeGreaterThan(0)
  expect(space.ok && space.value.freeBytes).toBeLessThanOrEqual(space.ok ? space.value.totalBytes : 0)
  expect(await host.space(at('nothing'))).toMatchObject({ ok: false, why: 'absent' })
})

test('a look that hangs is given up', async () => {
  vi.useFakeTimers()
  try {
    vi.spyOn(promises, 'stat').mockReturnValue(new Promise(() => undefined))
    const looked = host.status('/dead/network/mount')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await looked).toEqual({ ok: false, why: 'broken', detail: 'no answer in 3 s' })
  } finally {
    vi.useRealTimers()
  }
})

test('an error that nobody foresaw is named', async () => {
  vi.spyOn(promises, 'readlink').mockRejectedValue(Object.assign(new Error('x'), { code: 'EIO' }))
  expect(await host.readLink('/x')).toEqual({ ok: false, why: 'broken', detail: 'EIO' })
})

test('who and where', () => {
  expect(host).toMatchObject({ target: 'local', canRun: true })
  expect(host.user()).toMatchObject({ uid: process.getuid?.() })
  expect(host.kernel()).toEqual({ release: os.release(), machine: os.machine() })
  expect(host.environment()).toEqual({ HOME: directory, PATH: '/usr/bin:/bin' })
})

test('a user without a passwd entry', () => {
  vi.spyOn(os, 'userInfo').mockImplementation(() => {
    throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
  })
  expect(createLocalHost({ HOME: '/home/nobody' }).user()).toMatchObject({
    uid: process.getuid?.(),
    name: null,
    home: '/home/nobody',
    shell: null,
  })
})
vi.mock('node:os', async (original) => ({ ...(await original<typeof os>()) }))
