/** An ordinary user's window: the built program, the browser's own sandbox on. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtDirectory, fixturePage } from '../surfaces/built.ts'
import { startDisplay, type Display } from '../surfaces/display.ts'
import { below, processes, statusOf } from '../surfaces/processes.ts'
import { until } from '../surfaces/until.ts'

const isRoot = process.geteuid?.() === 0
const userName = 'groundwork-e2e'
/** Root makes a user for this; an ordinary user is one already. */
const numberOf = (flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, userName], { encoding: 'utf8' }))

let display: Display
let directory: string
beforeAll(async () => {
  display = await startDisplay()
  // A copy, because the project may stand where another user cannot look.
  directory = mkdtempSync(join(tmpdir(), 'groundwork-user-'))
  cpSync(builtDirectory, join(directory, 'dist'), { recursive: true })
  cpSync(fixturePage, join(directory, 'dist/renderer'), { recursive: true })
  mkdirSync(join(directory, 'home'), { mode: 0o777 })
  chmodSync(directory, 0o755)
  chmodSync(join(directory, 'home'), 0o777)
  if (isRoot)
    execFileSync('/usr/sbin/useradd', ['--system', '--no-create-home', '--home-dir', join(directory, 'home'), userName])
})
afterAll(async () => {
  await display.stop()
  if (isRoot) execFileSync('/usr/sbin/userdel', [userName])
  rmSync(directory, { recursive: true, force: true })
})

test('nothing turns the sandbox off, and the kernel holds the page in it', async () => {
  const line = [join(directory, 'dist/main/cli.js'), 'open', '--surface=chromium']
  const program = spawn(process.execPath, line, {
    ...(isRoot ? { uid: numberOf('-u'), gid: numberOf('-g') } : {}),
    env: { PATH: '/usr/bin:/bin', HOME: join(directory, 'home'), DISPLAY: display.name },
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
  })
  const said = String((await once(program.stdout, 'data'))[0])
  expect(said).toMatch(/^Opening in a Chromium window/)
  expect(said).not.toContain('sandbox')
  const all = await until('the page’s process', () => {
    const found = below(program.pid ?? 0)
    return found.some(({ words }) => words.join(' ').includes('--type=renderer')) ? found : undefined
  })
  expect(all.filter(({ words }) => / --no-sandbox\b/.test(words.join(' ')))).toEqual([])
  const renderers = all.filter(({ words }) => words.join(' ').includes('--type=renderer'))
  for (const { pid } of renderers) {
    // 2: only the system calls of a filter.
    await until('the filter', () => (statusOf(pid, 'Seccomp') === '2' ? true : undefined))
    expect(statusOf(pid, 'NoNewPrivs')).toBe('1')
  }
  const uids = new Set(all.map(({ pid }) => statusOf(pid, 'Uid')?.split('\t')[1]))
  expect(uids.has('0')).toBe(false)
  program.kill('SIGTERM')
  await once(program, 'exit')
  await until('the end of everything', () => (below(program.pid ?? 0, processes()).length === 0 ? true : undefined))
})
