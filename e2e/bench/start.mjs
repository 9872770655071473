/** `npm start` on a display of its own, phase by phase, and what the open window costs when nobody touches it. */
import { chromium } from '@playwright/test'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure, median } from './measure.mjs'

const rounds = 7
const idleSeconds = 10
const ticksPerSecond = 100

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const startDisplay = async () => {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise((resolve) => server.stdio[3].once('data', (chunk) => resolve(String(chunk).trim())))
  return { name: `:${number}`, stop: () => server.kill() }
}

/** In front of the browser's own launcher: opens a port, beside the app's pipe, for the clock to look through. */
const watchedLauncher = (directory) => {
  const original = join(directory, 'original')
  const launcher = join(directory, 'chromium')
  cpSync('/usr/bin/chromium', original)
  writeFileSync(launcher, `#!/bin/sh\nexec ${original} --remote-debugging-port="$WATCH_PORT" "$@"\n`, { mode: 0o755 })
  return launcher
}

/** The browser opens its port a little after its pipe. */
const connect = async (port) => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Starts the app and promises when each phase was, in milliseconds since the start of npm. */
const startOnce = async (root, display, launcher) => {
  const port = await freePort()
  const startedAt = Date.now()
  const env = { ...process.env, DISPLAY: display.name, WATCH_PORT: String(port) }
  const words = [
    '-m',
    '--propagation',
    'private',
    'sh',
    '-c',
    'mount --bind "$1" /usr/bin/chromium && exec npm start --silent',
    'sh',
    launcher,
  ]
  const app = spawn('unshare', words, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const saidAt = await new Promise((resolve) => app.stdout.once('data', () => resolve(Date.now())))
  const browser = await connect(port)
  const page = browser.contexts()[0].pages()[0]
  await page.waitForFunction(() => performance.getEntriesByName('groundwork:first-result').length > 0)
  const times = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    firstResult: performance.getEntriesByName('groundwork:first-result')[0].startTime,
  }))
  await browser.close()
  return {
    app,
    said: saidAt - startedAt,
    page: times.origin - startedAt,
    paint: times.origin + times.paint - startedAt,
    firstResult: times.origin + times.firstResult - startedAt,
  }
}

/** Process ids of the group that `npm start` leads. */
const groupOf = (leader) =>
  execFileSync('ps', ['-e', '-o', 'pid=,pgid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, group]) => group === leader)
    .map(([pid]) => pid)

const ticksOf = (pids) =>
  pids.reduce((sum, pid) => {
    try {
      const fields = readFileSync(join('/proc', String(pid), 'stat'), 'utf8')
        .split(') ')[1]
        .split(' ')
      return sum + Number(fields[11]) + Number(fields[12])
    } catch {
      return sum
    }
  }, 0)

/** Phases as medians, and the processor's share of an idle window in percent of one core. */
export const measureStart = async (root) => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/chromium')) {
    process.stdout.write('npm start is not measured: watching the window takes root and Debian’s Chromium.\n')
    return []
  }
  const display = await startDisplay()
  const scratch = mkdtempSync(join(tmpdir(), 'groundwork-bench-'))
  const launcher = watchedLauncher(scratch)
  const phases = { said: [], page: [], paint: [], firstResult: [] }
  let idle = { own: 0, browser: 0 }
  await measure(
    rounds,
    async () => {
      const { app, ...times } = await startOnce(root, display, launcher)
      for (const [phase, ms] of Object.entries(times)) phases[phase].push(ms)
      if (phases.said.length === rounds + 1) idle = await idleOf(app)
      process.kill(-app.pid, 'SIGTERM')
      await new Promise((resolve) => app.once('exit', resolve))
    },
    1,
  )
  display.stop()
  rmSync(scratch, { recursive: true })
  const of = (phase) => median(phases[phase].slice(1).sort((a, b) => a - b))
  const bare = await measure(rounds, () => void spawnSync('npm', ['--version'], { cwd: root }), 1)
  return [
    { what: 'npm --version', value: median(bare), unit: 'ms' },
    { what: 'npm start, warm, to the page', value: of('page'), unit: 'ms' },
    { what: 'npm start, warm, to the first paint', value: of('paint'), unit: 'ms' },
    { what: 'npm start, warm, to the first row with a result', value: of('firstResult'), unit: 'ms', limit: 1000 },
    { what: 'npm start, warm, to the line that says which surface', value: of('said'), unit: 'ms' },
    { what: `idle, Groundwork itself, of one core in ${idleSeconds} s`, value: idle.own, unit: '%', limit: 0 },
    { what: `idle, the browser it shows itself in`, value: idle.browser, unit: '%' },
  ]
}

/** Of an open window that nobody touches: the app itself (npm, Node), and the browser. */
const idleOf = async (app) => {
  await new Promise((resolve) => setTimeout(resolve, 15_000))
  const pids = groupOf(app.pid)
  const isBrowser = (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('chrom')
  const own = pids.filter((pid) => !isBrowser(pid))
  const browser = pids.filter(isBrowser)
  const before = [ticksOf(own), ticksOf(browser)]
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000))
  const share = (ticks) => (ticks / ticksPerSecond / idleSeconds) * 100
  return { own: share(ticksOf(own) - before[0]), browser: share(ticksOf(browser) - before[1]) }
}
