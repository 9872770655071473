/** Which surface is chosen, what is said about it, and how it ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { builtDirectory } from '../surfaces/built.ts'
import { isSandboxed, testBrowser } from '../surfaces/chromium.ts'
import { startDisplay, type Display } from '../surfaces/display.ts'
import { openForTest, ownRuntime, type TestOpening } from '../surfaces/opening.ts'
import { processes } from '../surfaces/processes.ts'
import { until } from '../surfaces/until.ts'
import { createScripts } from './scripts.ts'

const scripts = createScripts()
afterAll(scripts.remove)

let runtime: ReturnType<typeof ownRuntime>
beforeEach(() => {
  runtime = ownRuntime()
})
afterEach(() => runtime.remove())

const around = (display: string | undefined) => ({
  environment: { ...process.env, DISPLAY: display, WAYLAND_DISPLAY: undefined, XDG_RUNTIME_DIR: runtime.directory },
})

const line = (opening: TestOpening): Promise<string> =>
  until('the line', () => (opening.output().includes('\n') ? opening.output().split('\n')[0] : undefined))

describe('without a display', () => {
  test('the checks are shown in the terminal, and the reason stands once', async () => {
    const opening = openForTest({}, around(undefined))
    expect([0, 1, 2]).toContain(await opening.status)
    expect(await line(opening)).toMatch(
      /^Showing the checks here in the terminal: there is no display [^;]*; --surface=/,
    )
    expect(opening.output().match(/no display/g)).toHaveLength(1)
    expect(opening.output().split('\n').length).toBeGreaterThan(3)
  })

  test.each(['electron', 'chromium'] as const)('--surface=%s says what is missing, and fails', async (surface) => {
    const opening = openForTest({ surface }, around(undefined), 'zh-CN')
    expect(await opening.status).toBe(1)
    expect(opening.output()).toMatch(new RegExp(`^groundwork: 这里无法使用 --surface=${surface}：没有显示器.*\n$`))
  })

  test('--surface=terminal needs none', async () => {
    const opening = openForTest({ surface: 'terminal' }, around(undefined))
    expect([0, 1, 2]).toContain(await opening.status)
    expect(await line(opening)).toBe('Showing the checks here in the terminal: as asked with --surface=terminal.')
  })
})

test('a display that is set but dead is named', async () => {
  const opening = openForTest({}, around(':4711'))
  await opening.status
  expect(await line(opening)).toBe('Showing the checks here in the terminal: the display :4711 does not answer.')
})

test('a page that was never built is named', async () => {
  const { environment } = around(undefined)
  const opening = openForTest({ surface: 'loopback', allowRoot: true }, { environment, rendererDirectory: '/nowhere' })
  expect(await opening.status).toBe(1)
  expect(opening.output()).toContain('/nowhere')
  expect(opening.output()).toContain('npm run build')
})

describe('on a display', () => {
  let display: Display
  beforeAll(async () => {
    display = await startDisplay()
  })
  afterAll(() => display.stop())

  test('a Chromium window opens; Ctrl+C closes it', async () => {
    const opening = openForTest({}, around(display.name))
    const said = await line(opening)
    expect(said).toMatch(new RegExp(`^Opening in a Chromium window \\(${testBrowser()}\\): .*Electron`))
    expect(said.includes('sandbox is off')).toBe(!isSandboxed)
    opening.interrupt()
    expect(await opening.status).toBe(130)
    expect(opening.output().split('\n')).toHaveLength(2)
  })

  test('a second start says that the first is open, and ends well', async () => {
    const first = openForTest({ surface: 'chromium' }, around(display.name))
    await line(first)
    const second = openForTest({}, around(display.name))
    expect(await second.status).toBe(0)
    expect(second.output()).toBe('Groundwork is already open; its window was brought to the front.\n')
    first.interrupt()
    expect(await first.status).toBe(130)
    expect(existsSync(join(runtime.directory, 'groundwork.sock'))).toBe(false)
  })

  test('the socket of an app that was killed is taken over', async () => {
    const path = join(runtime.directory, 'groundwork.sock')
    const holder = spawn(process.execPath, ['-e', `require('net').createServer().listen(${JSON.stringify(path)})`])
    await until('the socket', () => (existsSync(path) ? true : undefined))
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(existsSync(path)).toBe(true)
    const opening = openForTest({ surface: 'chromium' }, around(display.name))
    expect(await line(opening)).toMatch(/^Opening in a Chromium window/)
    opening.interrupt()
    await opening.status
  })

  test('a browser that is silent for 5 s gives way to loopback, and is ended', async () => {
    const silent = scripts.write('chromium-silent', 'exec sleep 600.25')
    const opener = scripts.write('opener', 'exit 0')
    const given = { ...around(display.name), browsers: [silent], opener }
    const opening = openForTest({ allowRoot: true }, given)
    expect(await line(opening)).toMatch(
      new RegExp(`^Opening in a browser \\(127.0.0.1:\\d+\\): .*; ${silent} did not answer on its pipe within 5 s\\.$`),
    )
    expect(processes().filter(({ words }) => words.includes('600.25'))).toEqual([])
    opening.interrupt()
    expect(await opening.status).toBe(130)
  })

  test('a browser that ends, one that is not there, and an opener that fails lead to the terminal', async () => {
    const broken = scripts.write('chromium-broken', 'echo "cannot open shared object" >&2; exit 127')
    const opener = scripts.write('opener-broken', 'exit 3')
    const given = { ...around(display.name), browsers: ['/nowhere/chromium', broken], opener }
    const opening = openForTest({ allowRoot: true }, given)
    await opening.status
    expect(await line(opening)).toMatch(
      /^Showing the checks here in the terminal: .*chromium-broken ended by itself \(cannot open shared object\); .*opener-broken could not open a browser\.$/,
    )
  })

  test.runIf(!isSandboxed)('root starts no browser that another user could have put there', async () => {
    const planted = scripts.write('chromium-planted', `touch ${join(runtime.directory, 'ran')}`)
    chownSync(planted, 60_666, 60_666)
    const opening = openForTest({}, { ...around(display.name), browsers: [planted], opener: null })
    await opening.status
    expect(await line(opening)).toContain(`${planted} is not started as root, since another user could change it`)
    expect(existsSync(join(runtime.directory, 'ran'))).toBe(false)
  })

  test.runIf(!isSandboxed)('as root, loopback is passed over without --allow-root', async () => {
    const opening = openForTest({}, { ...around(display.name), browsers: [], opener: '/bin/true' })
    await opening.status
    expect(await line(opening)).toMatch(/^Showing the checks here in the terminal: .*--allow-root\.$/)
  })

  const startProgram = () => {
    const { environment } = around(display.name)
    const words = [join(builtDirectory, 'main/cli.js'), 'open', '--surface=chromium']
    const program = spawn(process.execPath, words, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(program, 'exit') as Promise<[number | null, string | null]>
    return { program, ended, said: once(program.stdout, 'data').then(String) }
  }

  const profileOf = (pid: number | undefined): string => {
    const browser = processes().find(({ parent, words }) => parent === pid && words.includes('--remote-debugging-pipe'))
    return /^--user-data-dir=(.*)$/m.exec(browser?.words.join('\n') ?? '')?.[1] ?? ''
  }
  const isRunning = (profile: string): boolean =>
    processes().some(({ words }) => words.some((word) => word.includes(profile)))

  describe.runIf(existsSync(join(builtDirectory, 'renderer/index.html')))('the built program', () => {
    test.each([
      ['SIGTERM', 143],
      ['SIGINT', 130],
      ['SIGHUP', 129],
    ] as const)('%s closes the window and removes its profile', async (signal, status) => {
      const { program, ended, said } = startProgram()
      expect(await said).toMatch(/^Opening in a Chromium window/)
      const profile = profileOf(program.pid)
      expect(existsSync(profile)).toBe(true)
      program.kill(signal)
      expect(await ended).toEqual([status, null])
      expect(existsSync(profile)).toBe(false)
    })

    test('a window that is closed ends it with 0', async () => {
      const { program, ended, said } = startProgram()
      await said
      const profile = profileOf(program.pid)
      // Ctrl+W, as a person closes a window; no window manager runs here that could have a button for it. A window that
      // has only just come may not listen yet, so it is pressed until it does.
      const words = ['search', '--sync', '--onlyvisible', '--class', 'Groundwork', 'windowfocus', 'key', 'ctrl+w']
      const press = (): ChildProcess => spawn('xdotool', words, { env: { ...process.env, DISPLAY: display.name } })
      const presses = [press()]
      const again = setInterval(() => presses.push(press()), 2_000)
      expect(await ended).toEqual([0, null])
      clearInterval(again)
      for (const keys of presses) keys.kill()
      expect(existsSync(profile)).toBe(false)
    })

    test('when it is killed, its window ends too', async () => {
      const { program, ended, said } = startProgram()
      await said
      const profile = profileOf(program.pid)
      program.kill('SIGKILL')
      await ended
      await until('the end of the browser', () => (isRunning(profile) ? undefined : true))
      rmSync(profile, { recursive: true, force: true })
    })
  })
})

test('a socket path that something else sits on does no harm', async () => {
  const path = join(runtime.directory, 'groundwork.sock')
  writeFileSync(path, '')
  const opening = openForTest({}, around(undefined))
  expect([0, 1, 2]).toContain(await opening.status)
  const mute = createServer(() => undefined).listen(path)
  await once(mute, 'listening')
  const second = openForTest({}, around(undefined))
  expect(await second.status).toBe(0)
  expect(second.output()).toBe('Groundwork is already being opened.\n')
  mute.close()
})
