/** Loopback against what a real browser does for a hostile page, and what other users of this machine can see. */
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openLoopback, type Loopback } from '../../main/surfaces/loopback/loopback.ts'
import { openPageFiles } from '../../main/surfaces/page/page-files.ts'
import { assembleForTest, type TestApplication } from '../surfaces/application.ts'
import { builtScript, fixturePage } from '../surfaces/built.ts'
import { isSandboxed, testBrowser } from '../surfaces/chromium.ts'
import { startDisplay } from '../surfaces/display.ts'
import { onPage } from '../surfaces/on-page.ts'
import { openForTest, ownRuntime } from '../surfaces/opening.ts'
import { processes } from '../surfaces/processes.ts'
import { until } from '../surfaces/until.ts'

let browser: Browser
let hostile: Server
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: testBrowser(),
    chromiumSandbox: isSandboxed,
    args: ['--host-resolver-rules=MAP evil.test 127.0.0.1'],
  })
  // A page of nobody's, that may do everything: no policy, any origin.
  hostile = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>hostile</title>')
  }).listen(0, '127.0.0.1')
  await once(hostile, 'listening')
})
afterAll(async () => {
  await browser.close()
  hostile.close()
  hostile.closeAllConnections()
})

let app: TestApplication
let loopback: Loopback
let context: BrowserContext
let page: Page
beforeEach(async () => {
  app = assembleForTest('loopback')
  loopback = await openLoopback({
    application: app.application,
    files: openPageFiles(fixturePage),
    script: builtScript('loopback.js'),
    absenceMs: 1_000,
  })
  context = await browser.newContext()
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
  await loopback.close()
  app.remove()
})

const asks = async (): Promise<unknown> => onPage(page).call('app:describe', {})
const isAnswered = { ok: true, value: { surface: 'loopback' } }
const isCutOff = { ok: false, fault: { kind: 'disconnected' } }

describe('our own page', () => {
  test('takes the ticket out of the address and the history, and stores nothing but its session', async () => {
    await page.goto(loopback.address)
    expect(await asks()).toMatchObject(isAnswered)
    expect(page.url()).toBe(`http://127.0.0.1:${loopback.port}/`)
    expect(await context.cookies()).toEqual([])
    const stored = await page.evaluate(() => ({
      session: Object.keys(sessionStorage),
      local: Object.keys(localStorage),
      cookie: document.cookie,
      referrer: document.referrer,
    }))
    expect(stored).toEqual({ session: ['groundwork-session'], local: [], cookie: '', referrer: '' })
    await page.goto('about:blank')
    await page.goBack()
    expect(page.url()).toBe(`http://127.0.0.1:${loopback.port}/`)
  })

  test('has a bridge that cannot be changed, before its own scripts run', async () => {
    await page.goto(loopback.address)
    expect(await page.textContent('#kind')).toBe('object undefined')
    const tried = await page.evaluate(() => {
      const { groundwork } = window as unknown as { groundwork: object }
      return [
        Reflect.set(window, 'groundwork', 1),
        Reflect.deleteProperty(window, 'groundwork'),
        Reflect.set(groundwork, 'call', 1),
      ]
    })
    expect(tried).toEqual([false, false, false])
  })

  test('goes on after it is loaded anew, and the app ends after it is closed', async () => {
    await page.goto(loopback.address)
    // Until it has its session for its ticket there is nothing to go on with.
    expect(await asks()).toMatchObject(isAnswered)
    await page.reload()
    expect(await asks()).toMatchObject(isAnswered)
    await page.close()
    expect(await loopback.ended).toBe('page-closed')
  })

  test('answers every pending and later call when the app is gone', async () => {
    await page.goto(loopback.address)
    expect(await asks()).toMatchObject(isAnswered)
    const pending = page.evaluate(() => {
      const { groundwork } = window as unknown as { groundwork: { call: (...words: unknown[]) => Promise<unknown> } }
      return Promise.all(Array.from({ length: 100 }, () => groundwork.call('facts:read', {})))
    })
    await loopback.close()
    const answers = (await pending) as { ok: boolean }[]
    expect(answers.filter(({ ok }) => !ok).every((answer) => JSON.stringify(answer) === JSON.stringify(isCutOff))).toBe(
      true,
    )
    expect(await asks()).toEqual(isCutOff)
  })

  test('without a ticket, it is shown and knows nothing', async () => {
    await page.goto(`http://127.0.0.1:${loopback.port}/`)
    expect(await asks()).toEqual(isCutOff)
  })

  test('in a second tab, it is turned away', async () => {
    await page.goto(loopback.address)
    expect(await asks()).toMatchObject(isAnswered)
    const session = await page.evaluate(() => sessionStorage.getItem('groundwork-session'))
    const second = await context.newPage()
    await second.addInitScript((value) => sessionStorage.setItem('groundwork-session', value ?? ''), session)
    await second.goto(`http://127.0.0.1:${loopback.port}/`)
    expect(await onPage(second).call('app:describe', {})).toEqual(isCutOff)
    expect(await asks()).toMatchObject(isAnswered)
  })

  test('opened a second time from the same address, the app warns and ends', async () => {
    await page.goto(loopback.address)
    expect(await asks()).toMatchObject(isAnswered)
    await (await context.newPage()).goto(loopback.address)
    expect(await loopback.ended).toBe('replayed')
  })
})

test('a name that was rebound to 127.0.0.1 gets no page', async () => {
  const answered = page.waitForEvent('response')
  // An empty refusal is a page of the browser's own.
  await page.goto(`http://evil.test:${loopback.port}/`).catch(() => undefined)
  expect((await answered).status()).toBe(421)
})

describe.each(['http://127.0.0.1', 'http://evil.test'])('a page of %s with another port', (origin) => {
  beforeEach(async () => {
    await page.goto(`${origin}:${(hostile.address() as AddressInfo).port}/`)
  })

  test('reads nothing of ours', async () => {
    const read = await page.evaluate(async (port) => {
      const tries = ['/', '/bridge.js', '/session'].map((path) =>
        fetch(`http://127.0.0.1:${port}${path}`).then(
          () => 'read',
          () => 'blocked',
        ),
      )
      return Promise.all(tries)
    }, loopback.port)
    expect(read).toEqual(['blocked', 'blocked', 'blocked'])
  })

  test('uses no ticket up, even one that it knows', async () => {
    const body = JSON.stringify({ ticket: new URL(loopback.address).hash.slice('#t='.length) })
    await page.evaluate(
      async ([port, text]) => {
        const address = `http://127.0.0.1:${port}/session`
        await fetch(address, { method: 'POST', mode: 'no-cors', body: String(text) }).catch(() => null)
        const headers = { 'content-type': 'application/json' }
        await fetch(address, { method: 'POST', headers, body: String(text) }).catch(() => null)
      },
      [loopback.port, body],
    )
    await page.goto(loopback.address)
    expect(await asks()).toMatchObject(isAnswered)
  })

  test('opens no socket', async () => {
    const code = await page.evaluate(
      (port) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`)
          socket.addEventListener('open', () => resolve('open'))
          socket.addEventListener('error', () => resolve('refused'))
        }),
      loopback.port,
    )
    expect(code).toBe('refused')
  })

  test('runs no script of ours and frames no page of ours', async () => {
    const tried = await page.evaluate(async (port) => {
      const address = `http://127.0.0.1:${port}`
      const script = document.createElement('script')
      script.src = `${address}/bridge.js`
      const ran = new Promise((resolve) => {
        script.addEventListener('load', () => resolve('ran'))
        script.addEventListener('error', () => resolve('blocked'))
      })
      document.head.append(script)
      const frame = document.createElement('iframe')
      frame.src = `${address}/`
      const framed = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await framed
      // A frame of ours would be another origin's all the same: what counts is what it holds.
      return [await ran, 'groundwork' in window]
    }, loopback.port)
    expect(tried).toEqual(['blocked', false])
    const framed = page.frames().find((frame) => frame !== page.mainFrame())
    expect(await framed?.locator('#kind').count()).toBe(0)
  })
})

describe('started by a person', () => {
  const runtime = ownRuntime()
  afterAll(runtime.remove)

  test('the ticket is on no command line and in nothing that is written, and its file is private and short-lived', async () => {
    const display = await startDisplay()
    const opener = join(runtime.directory, 'opener')
    const copy = join(runtime.directory, 'copy')
    // Like xdg-open: hands its argument to a browser and ends.
    writeFileSync(
      opener,
      `#!/bin/sh
stat -c '%a %n' "$1" "$(dirname "$1")" >'${copy}.modes'
cp "$1" '${copy}'
'${testBrowser()}' ${isSandboxed ? '' : '--no-sandbox'} --user-data-dir='${runtime.directory}/profile' --app="file://$1" \\
  >/dev/null 2>&1 &
echo $! >'${copy}.pid'
`,
    )
    chmodSync(opener, 0o755)
    const environment = { ...process.env, DISPLAY: display.name, XDG_RUNTIME_DIR: runtime.directory }
    const opening = openForTest({ surface: 'loopback', allowRoot: true }, { environment, opener })
    await until('the file', () => (existsSync(`${copy}.pid`) ? true : undefined))
    const [, path = ''] = /^600 (.*)$/m.exec(readFileSync(`${copy}.modes`, 'utf8')) ?? []
    expect(readFileSync(`${copy}.modes`, 'utf8')).toMatch(/^600 .*open\.html\n700 .*groundwork-open-/)
    const [, ticket = ''] = /#t=([\w-]{43})/.exec(readFileSync(copy, 'utf8')) ?? []
    expect(ticket).not.toBe('')
    const seen: string[] = []
    await until('the page to have come', () => {
      seen.push(...processes().map(({ words }) => words.join(' ')))
      return existsSync(path) ? undefined : true
    })
    seen.push(...processes().map(({ words }) => words.join(' ')))
    expect(seen.filter((line) => line.includes(path))).not.toEqual([])
    expect(seen.filter((line) => line.includes(ticket))).toEqual([])
    process.kill(Number(readFileSync(`${copy}.pid`, 'utf8')))
    expect(await opening.status).toBe(0)
    expect(opening.output()).toMatch(
      /^Opening in a browser \(127\.0\.0\.1:\d+\): as asked with --surface=loopback\.\n$/,
    )
    await display.stop()
  })

  const environment = { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }

  // Root's own directory is asked for, which only root may look into.
  test.runIf(process.getuid?.() === 0)('as root it is refused unless told', async () => {
    const around = { environment: { ...environment, XDG_RUNTIME_DIR: runtime.directory }, uid: 0 }
    const opening = openForTest({ surface: 'loopback' }, around)
    expect(await opening.status).toBe(1)
    expect(opening.output()).toContain('--allow-root')
    expect(opening.output()).not.toContain('#t=')
  })

  test('without a display the address is printed, with the tunnel to it; Ctrl+C ends it', async () => {
    const around = { environment: { ...environment, XDG_RUNTIME_DIR: runtime.directory } }
    const opening = openForTest({ surface: 'loopback', allowRoot: true }, around, 'zh-CN')
    const [, address = '', port] = await until(
      'the address',
      () => /(http:\/\/127\.0\.0\.1:(\d+)\/#t=\S+)/.exec(opening.output()) ?? undefined,
    )
    expect(opening.output()).toContain(`ssh -L ${port}:127.0.0.1:${port} `)
    expect(opening.output()).toMatch(/^在浏览器中打开/)
    await page.goto(address)
    expect(await asks()).toMatchObject(isAnswered)
    opening.interrupt()
    expect(await opening.status).toBe(130)
    expect(await asks()).toEqual(isCutOff)
  })
})
