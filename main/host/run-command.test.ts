import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { foreignProgram, type Command } from '../core/host.ts'
import { withoutAppImage } from './appimage-environment.ts'
import { runCommand } from './run-command.ts'

const directory = fs.mkdtempSync(join(os.tmpdir(), 'groundwork-run-'))
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }))

const environment = { PATH: '/usr/bin:/bin', HOME: directory }
const sh = (script: string, rest: Partial<Command> = {}) =>
  runCommand({ argv: ['/bin/sh', '-c', script], ...rest }, environment)
const program = (name: string, text: string, mode = 0o755): string => {
  const path = join(directory, name)
  fs.writeFileSync(path, text, { mode })
  return path
}
/** Processes with `mark` in their command line. */
const running = (mark: string): string =>
  spawnSync('/bin/ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(mark) && !/Z|defunct/.test(line.slice(0, 20)))
    .join('\n')
const eventually = async (isSo: () => boolean): Promise<boolean> => {
  for (let tries = 0; tries < 40; tries += 1) {
    if (isSo()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

test('output and exit status come back as they are', async () => {
  expect(await sh('echo out; echo err >&2; exit 3')).toEqual({
    kind: 'exited',
    code: 3,
    stdout: 'out\n',
    stderr: 'err\n',
  })
})

test.runIf(process.geteuid?.() === 0)('root starts nothing in a directory of another user', async () => {
  const foreign = fs.mkdtempSync(join(directory, 'foreign-'))
  fs.chownSync(foreign, 60_666, 60_666)
  expect(await sh('pwd', { cwd: foreign })).toMatchObject({ kind: 'unstartable', code: foreignProgram })
  expect(await sh('pwd', { cwd: directory })).toMatchObject({ kind: 'exited', stdout: `${directory}\n` })
})

test('a program that hangs is killed with its children', async () => {
  const mark = '86401.5'
  const startedAt = Date.now()
  const ran = await sh(`echo begun; sleep ${mark} & sh -c 'sleep ${mark}; :' & sleep ${mark}; :`, { timeoutMs: 300 })
  expect(ran).toMatchObject({ kind: 'timeout', afterMs: 300, stdout: 'begun\n' })
  expect(Date.now() - startedAt).toBeLessThan(3_000)
  expect(await eventually(() => running(mark) === '')).toBe(true)
})

test('a child in a session of its own is killed too', async () => {
  const mark = '86402.5'
  expect(await sh(`setsid sleep ${mark} & sleep ${mark}; :`, { timeoutMs: 300 })).toMatchObject({ kind: 'timeout' })
  expect(await eventually(() => running(mark) === '')).toBe(true)
})

test('signals that can be refused do not help it', async () => {
  const mark = '86403.5'
  const ran = await sh(`trap '' TERM INT HUP; sleep ${mark}; sleep ${mark}`, { timeoutMs: 300 })
  expect(ran).toMatchObject({ kind: 'timeout' })
  expect(await eventually(() => running(mark) === '')).toBe(true)
})

test('what holds a lock is asked first, so that it can let go of it', async () => {
  const lock = join(directory, 'lock')
  const holder = program('holder', `#!/bin/sh\ntrap 'rm "${lock}"; exit 1' TERM\ntouch "${lock}"\nsleep 86407.5\n`)
  expect(await sh(`${holder}; :`, { timeoutMs: 500 })).toMatchObject({ kind: 'timeout' })
  expect(await eventually(() => !fs.existsSync(lock))).toBe(true)
  const ran = await sh(`${holder} >/dev/null 2>&1 & sleep 0.3; test -e "${lock}"`)
  expect(ran).toMatchObject({ kind: 'exited', code: 0 })
  expect(await eventually(() => !fs.existsSync(lock))).toBe(true)
})

test('a grandchild that keeps the pipe open is not waited for', async () => {
  const mark = '86404.5'
  const startedAt = Date.now()
  expect(await sh(`sleep ${mark} & echo done`)).toMatchObject({ kind: 'exited', code: 0, stdout: 'done\n' })
  expect(Date.now() - startedAt).toBeLessThan(3_000)
  expect(await eventually(() => running(mark) === '')).toBe(true)
})

test('a daemon that keeps the pipe open is not waited for', async () => {
  const startedAt = Date.now()
  expect(await sh('setsid sleep 4 & echo done')).toMatchObject({ kind: 'exited', code: 0, stdout: 'done\n' })
  expect(Date.now() - startedAt).toBeLessThan(3_000)
})

test('a flood is cut off, and its maker ended', async () => {
  const ran = await sh('exec yes groundwork-flood', { maxBytes: 100_000 })
  expect(ran).toMatchObject({ kind: 'flooded', maxBytes: 100_000 })
  expect(ran.kind === 'flooded' && ran.stdout.length).toBe(100_000)
  expect(await eventually(() => running('groundwork-flood') === '')).toBe(true)
})

test('a flood on standard error is one too', async () => {
  expect(await sh('exec yes >&2', { maxBytes: 10_000 })).toMatchObject({ kind: 'flooded' })
})

test('the signal it died by', async () => {
  expect(await sh('echo last; kill -SEGV $$')).toMatchObject({ kind: 'signalled', signal: 'SIGSEGV', stdout: 'last\n' })
  expect(await sh('kill -KILL $$')).toMatchObject({ kind: 'signalled', signal: 'SIGKILL' })
})

test.each([
  ['missing', () => join(directory, 'nothing'), 'ENOENT'],
  ['below a file', () => join(program('file', ''), 'x'), 'ENOTDIR'],
  ['not executable', () => program('plain', '#!/bin/sh\n', 0o644), 'EACCES'],
  ['a directory', () => directory, 'EACCES'],
  ['without its interpreter', () => program('lost', '#!/no/such/interpreter\n'), 'ENOENT'],
  ['of an unknown format', () => program('garbage', '\x00\x01garbage'), 'ENOEXEC'],
  [
    'a loop of links',
    () => {
      const path = join(directory, 'loop')
      if (!fs.existsSync(path)) fs.rmSync(path, { force: true })
      fs.symlinkSync('loop', path)
      return path
    },
    'ELOOP',
  ],
  ['a name with a NUL', () => '/bin/\0true', 'EINVAL'],
])('a program that is %s never ran', async (_, path, code) => {
  expect(await runCommand({ argv: [path()] }, environment)).toMatchObject({ kind: 'unstartable', code })
})

test('an ELF program whose loader is missing never ran', async () => {
  const bytes = fs.readFileSync('/bin/true')
  const at = bytes.indexOf('/lib64/ld-linux')
  if (at < 0) return
  bytes.write('/lib64/ld-absen', at)
  const path = join(directory, 'foreign')
  fs.writeFileSync(path, bytes, { mode: 0o755 })
  expect(await runCommand({ argv: [path] }, environment)).toMatchObject({ kind: 'unstartable', code: 'ENOENT' })
})

test('an ELF program of another machine is not read as a shell script', async () => {
  const bytes = fs.readFileSync('/bin/true').subarray(0, 4096)
  bytes.writeUInt16LE(243, 18)
  const path = join(directory, 'riscv')
  fs.writeFileSync(path, bytes, { mode: 0o755 })
  if (fs.existsSync('/proc/sys/fs/binfmt_misc/qemu-riscv64')) return
  expect(await runCommand({ argv: [path] }, environment)).toMatchObject({ kind: 'unstartable', code: 'ENOEXEC' })
})

test('an empty program never ran', async () => {
  expect(await runCommand({ argv: [program('empty', '')] }, environment)).toMatchObject({ code: 'ENOEXEC' })
})

test('a working directory that is not there', async () => {
  expect(await sh('true', { cwd: '/no/such/place' })).toMatchObject({ kind: 'unstartable', code: 'ENOENT' })
})

test('standard input is empty', async () => {
  expect(await sh('cat; echo end', { timeoutMs: 2_000 })).toMatchObject({ kind: 'exited', stdout: 'end\n' })
})

test('it runs outside of any project', async () => {
  expect(await sh('pwd')).toMatchObject({ stdout: '/\n' })
})

test('messages are in English, whatever the person speaks', async () => {
  const chinese = {
    ...environment,
    LANG: 'zh_CN.UTF-8',
    LC_MESSAGES: 'de_DE.UTF-8',
    LANGUAGE: 'zh_CN:de',
    LC_ALL: 'zh_CN.UTF-8',
  }
  const ran = await runCommand({ argv: ['/bin/ls', '/no/such/file'] }, chinese)
  expect(ran).toMatchObject({ kind: 'exited' })
  expect(ran.kind === 'exited' && ran.stderr).toContain('No such file or directory')
})

test('output in other languages, and bytes that are no UTF-8, come through', async () => {
  expect(await sh(`printf '错误：找不到文件 Datei nicht gefunden: Größe\\n\\377'`)).toMatchObject({
    stdout: '错误：找不到文件 Datei nicht gefunden: Größe\n\uFFFD',
  })
})

test('the environment is the person’s, laid over, or nothing but what was given', async () => {
  const argv = ['/usr/bin/env'] as const
  const inherited = { A: '1', B: '2' }
  const lines = async (command: Command) => {
    const ran = await runCommand(command, inherited)
    return ran.kind === 'exited' ? ran.stdout.split('\n').filter(Boolean).sort() : []
  }
  expect(await lines({ argv, env: { B: undefined, C: '3' } })).toEqual(['A=1', 'C=3', 'LANGUAGE=', 'LC_ALL=C'])
  expect(await lines({ argv, base: 'only', env: { C: '3' } })).toEqual(['C=3', 'LANGUAGE=', 'LC_ALL=C'])
})

test('nothing of an AppImage reaches what is run', async () => {
  const inherited = withoutAppImage({
    APPDIR: '/tmp/.mount_app',
    APPIMAGE: '/home/user/app.AppImage',
    ARGV0: 'app',
    OWD: '/',
    PATH: '/tmp/.mount_app/usr/bin:/usr/bin:/tmp/.mount_apple:/bin',
    LD_LIBRARY_PATH: '/tmp/.mount_app/usr/lib:/tmp/.mount_app',
    XDG_DATA_DIRS: '/tmp/.mount_app/usr/share:/usr/share',
    HOME: '/home/user',
  })
  expect(inherited).toEqual({
    PATH: '/usr/bin:/tmp/.mount_apple:/bin',
    XDG_DATA_DIRS: '/usr/share',
    HOME: '/home/user',
  })
})

test('outside an AppImage nothing is taken away', () => {
  expect(withoutAppImage({ LD_LIBRARY_PATH: '/opt/x', OWD: '/', NO: undefined })).toEqual({
    LD_LIBRARY_PATH: '/opt/x',
    OWD: '/',
  })
})

test.runIf(process.geteuid?.() === 0)('root runs nothing that another user could have put there', async () => {
  const home = join(directory, 'home')
  fs.mkdirSync(join(home, 'bin'), { recursive: true })
  const go = join(home, 'bin/go')
  fs.writeFileSync(go, '#!/bin/sh\necho ran\n', { mode: 0o755 })
  const run = (path: string) => runCommand({ argv: [path] }, environment)
  expect(await run(go)).toMatchObject({ kind: 'exited', stdout: 'ran\n' })

  // The file is root's, but its owner can put another in its place.
  fs.chownSync(home, 60_666, 60_666)
  expect(await run(go)).toMatchObject({
    kind: 'unstartable',
    code: 'FOREIGN',
    detail: expect.stringContaining('60666'),
  })
  const link = join(directory, 'link')
  fs.symlinkSync(go, link)
  expect(await run(link)).toMatchObject({ code: 'FOREIGN' })
  fs.chownSync(home, 0, 0)

  fs.chmodSync(go, 0o757)
  expect(await run(go)).toMatchObject({ code: 'FOREIGN', detail: expect.stringContaining('everybody may write') })
  // What is not there is not there, wherever that is.
  expect(await run(join(home, 'none'))).toMatchObject({ kind: 'unstartable', code: 'ENOENT' })
})
