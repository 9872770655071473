/** The built terminal program as a process: streams, signals, exit status, and `npm i -g .`. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { reportSchema } from '#contract'

const root = resolve(import.meta.dirname, '../..')
const cli = join(root, 'dist/main/cli.js')
let scratch = ''

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-cli-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', env: { ...process.env, ...env } })

test('check --json on this very machine is a report, whole and on standard output alone', () => {
  const { stdout, stderr, status } = run(['check', '--json'])
  const report = reportSchema.parse(JSON.parse(stdout))
  expect(stderr).toBe('')
  expect(report.complete).toBe(true)
  expect(status).toBe(report.counts.error > 0 ? 1 : report.results.some(isSerious) ? 2 : 0)
})

const isSerious = ({ result, severity }: { readonly result: string; readonly severity: string }): boolean =>
  result === 'fail' && (severity === 'high' || severity === 'medium')

test('the text follows the locale, and --language goes before it', () => {
  expect(run(['check', 'kernel.min-version'], { LC_ALL: 'zh_CN.UTF-8' }).stdout).toContain('项检查')
  expect(run(['check', 'kernel.min-version', '--language', 'en'], { LC_ALL: 'zh_CN.UTF-8' }).stdout).toContain(
    '1 check',
  )
})

test('a reader that goes away early is no error', () => {
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `"$1" "$2" report | head -n 1; exit 0`, 'sh', process.execPath, cli],
    {
      encoding: 'utf8',
    },
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('Ctrl+C ends a hanging check at once with 130, and leaves nothing running', async () => {
  const directory = mkdtempSync(join(scratch, 'path-'))
  writeFileSync(join(directory, 'go'), `#!/bin/sh\nsleep 47.125\n`, { mode: 0o755 })
  const child = spawn(process.execPath, [cli, 'check', 'go.install.mixed'], {
    env: { ...process.env, PATH: `${directory}:${process.env.PATH ?? ''}` },
    stdio: 'ignore',
  })
  await vi.waitUntil(() => running('sleep 47.125') === 1, { timeout: 20_000, interval: 100 })
  const interruptedAt = Date.now()
  child.kill('SIGINT')
  const status = await new Promise((ended) => child.once('exit', (code) => ended(code)))
  expect(status).toBe(130)
  // Far sooner than the hanging program would be given up.
  expect(Date.now() - interruptedAt).toBeLessThan(4_000)
  expect(running('sleep 47.125')).toBe(0)
})

/** How many processes have exactly this command line. */
const running = (commandLine: string): number =>
  Number(spawnSync('pgrep', ['-fxc', commandLine], { encoding: 'utf8' }).stdout.trim())

test('report --output writes the file whole, or names what is wrong and leaves nothing', () => {
  const good = join(scratch, 'report.txt')
  expect(run(['report', '--output', good]).status).toBe(0)
  expect(readFileSync(good, 'utf8')).toContain('kernel.min-version')
  const bad = run(['report', '--output', join(scratch, 'no/such/report.txt')])
  expect(bad.status).toBe(1)
  expect(bad.stderr).toContain('no/such/report.txt')
})

test('npm i -g . installs a groundwork that runs', () => {
  const prefix = mkdtempSync(join(scratch, 'prefix-'))
  execFileSync('npm', ['install', '--global', '--no-audit', '--no-fund', '--prefix', prefix, root], {
    stdio: 'ignore',
  })
  const installed = spawnSync(join(prefix, 'bin/groundwork'), ['--version'], { encoding: 'utf8', cwd: '/' })
  expect(installed.stdout.trim()).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
})
