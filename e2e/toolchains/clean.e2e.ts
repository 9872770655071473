/** Removing toolchains of a module cache: they, and nothing else; at no moment does go find half of one. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listedIn } from '../../main/core/probes/cached-toolchains.ts'
import { cleanToolchain } from '../../main/host/clean-module-cache.ts'
import { createLocalHost } from '../../main/host/local.ts'

const cli = resolve(import.meta.dirname, '../../dist/main/cli.js')
const version = 'v0.0.1-go1.99.1.linux-amd64'
let home = ''
const modules = (): string => join(home, 'go/pkg/mod')
const tree = (): string => join(modules(), `golang.org/toolchain@${version}`)
const download = (kind: string): string => join(modules(), `cache/download/golang.org/toolchain/@v/${version}.${kind}`)

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-clean-'))
  mkdirSync(join(tree(), 'bin'), { recursive: true })
  mkdirSync(join(tree(), 'src/fmt'), { recursive: true })
  writeFileSync(join(tree(), 'bin/go'), '', { mode: 0o555 })
  writeFileSync(join(tree(), 'src/fmt/print.go'), 'package fmt\n')
  mkdirSync(join(modules(), 'golang.org/x/tools@v0.1.0'), { recursive: true })
  mkdirSync(join(download('zip'), '..'), { recursive: true })
  for (const kind of ['zip', 'ziphash', 'lock']) writeFileSync(download(kind), kind, { mode: 0o644 })
  writeFileSync(download('zip').replace('1.99.1', '1.99.2'), 'another')
})
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+w', home])
  rmSync(home, { recursive: true, force: true })
})
const readOnly = (): void => void execFileSync('chmod', ['-R', 'a-w', tree()])

const clean = async () => {
  const [one] = await listedIn(createLocalHost(), modules())
  if (!one) throw new Error('it is not listed')
  return cleanToolchain(one)
}

test('a read-only tree goes with what was downloaded for it; the lock and everything else stays', async () => {
  writeFileSync(join(home, 'outside'), 'mine')
  symlinkSync(home, join(tree(), 'src/link'))
  readOnly()
  expect(await clean()).toEqual({ ok: true, value: tree() })
  expect(readdirSync(join(modules(), 'golang.org'))).toEqual(['x'])
  expect(readdirSync(join(download('zip'), '..')).sort()).toEqual([
    `${version}.lock`,
    `${version.replace('1.99.1', '1.99.2')}.zip`,
  ])
  // Others may lock it still.
  expect(statSync(download('lock')).mode & 0o777).toBe(0o644)
  expect(readFileSync(join(home, 'outside'), 'utf8')).toBe('mine')
})

test('while go works on it, it stays', async () => {
  const holder = spawn('flock', [download('lock'), 'sleep', '30'], { detached: true })
  try {
    await vi.waitUntil(() => spawnSync('flock', ['-n', download('lock'), 'true']).status === 1, { timeout: 5_000 })
    const cleaned = await clean()
    expect(!cleaned.ok && cleaned.problem.en).toContain('go works on go1.99.1 just now')
    expect(existsSync(join(tree(), 'src/fmt/print.go'))).toBe(true)
    expect(existsSync(download('zip'))).toBe(true)
    expect(existsSync(download('partial'))).toBe(false)
  } finally {
    if (holder.pid !== undefined) process.kill(-holder.pid)
  }
})

test.each([
  ['the tree', tree],
  ['the directory of the trees', () => join(modules(), 'golang.org')],
])('a link in the place of %s is not followed', async (_, place) => {
  const real = join(home, 'elsewhere')
  renameSync(place(), real)
  symlinkSync(real, place())
  const cleaned = await clean()
  expect(!cleaned.ok && cleaned.problem.en).toContain(`${place()} is no directory of its own`)
  expect(readdirSync(real).length).toBeGreaterThan(0)
  expect(existsSync(download('zip'))).toBe(true)
})

test('a link in the place of the mark is not written through', async () => {
  writeFileSync(join(home, 'outside'), 'mine')
  symlinkSync(join(home, 'outside'), download('partial'))
  const cleaned = await clean()
  expect(!cleaned.ok && cleaned.problem.en).toContain('ELOOP')
  expect(readFileSync(join(home, 'outside'), 'utf8')).toBe('mine')
  expect(existsSync(join(tree(), 'bin/go'))).toBe(true)
})

test('killed in the middle: go finds none, and the next clean finds the rest', async () => {
  for (let index = 0; index < 8_000; index += 1) {
    if (index % 100 === 0) mkdirSync(join(tree(), `src/p${index / 100}`))
    writeFileSync(join(tree(), `src/p${Math.floor(index / 100)}/f${index}.go`), '')
  }
  readOnly()
  const environment = { PATH: '/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', SHELL: '/bin/sh' }
  const run = (words: readonly string[]) =>
    spawnSync(process.execPath, [cli, 'go', 'clean', ...words], { encoding: 'utf8', env: environment, cwd: home })
  expect(run([]).stdout).toMatch(/go1\.99\.1 linux-amd64 .*\n.*\n.*\nNobody could be asked/)
  expect(existsSync(join(tree(), 'bin/go'))).toBe(true)

  const child = spawn(process.execPath, [cli, 'go', 'clean', '--yes'], { env: environment, cwd: home, stdio: 'ignore' })
  await vi.waitUntil(() => existsSync(download('partial')) && !existsSync(download('zip')), {
    timeout: 30_000,
    interval: 1,
  })
  child.kill('SIGKILL')
  await new Promise((ended) => child.once('exit', ended))
  expect(existsSync(tree())).toBe(true)
  expect(existsSync(download('partial'))).toBe(true)

  expect(run(['--dry-run']).stdout).toContain('was cut short; go does not use it')
  const second = run(['--yes'])
  expect(second.stdout, second.stderr).toContain(`${tree()} is removed`)
  expect(existsSync(tree())).toBe(false)
  expect(existsSync(download('partial'))).toBe(false)
  expect(run([]).stdout).toBe('There is no toolchain in the module cache.\n')
})

test.runIf(process.geteuid?.() === 0)('root removes nothing where another user could lead it elsewhere', async () => {
  execFileSync('chown', ['-R', '60779', modules()])
  const cleaned = await clean()
  expect(!cleaned.ok && cleaned.problem.en).toContain('belongs to another user')
  expect(existsSync(join(tree(), 'bin/go'))).toBe(true)
  execFileSync('chown', ['-R', '0', modules()])
  execFileSync('chown', ['60779', join(modules(), 'cache')])
  expect((await clean()).ok).toBe(false)
  expect(existsSync(download('zip'))).toBe(true)
})

test('where everybody may write, nobody removes', async () => {
  execFileSync('chmod', ['0777', join(modules(), 'golang.org')])
  const cleaned = await clean()
  expect(!cleaned.ok && cleaned.problem.en).toContain('everybody may write')
  expect(existsSync(join(tree(), 'bin/go'))).toBe(true)
})
