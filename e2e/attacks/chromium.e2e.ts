/** The Chromium window: what it opens, what it lets out, whom it listens to, and how long it lives. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pipeName, succeed, type Result } from '#contract'
import { openPageFiles } from '../../main/surfaces/page/page-files.ts'
import { contentSecurityPolicy } from '../../main/surfaces/page/page-headers.ts'
import { openChromiumWindow, type ChromiumWindow } from '../../main/surfaces/chromium/window.ts'
import { builtScript, fixturePage } from '../surfaces/built.ts'
import { isSandboxed, testBrowser } from '../surfaces/chromium.ts'
import { startDisplay, type Display } from '../surfaces/display.ts'
import { freePort } from '../surfaces/free-port.ts'
import { onPage } from '../surfaces/on-page.ts'
import { below, internetSockets, processes, type Seen } from '../surfaces/processes.ts'
import { until } from '../surfaces/until.ts'

let display: Display
let outside: Server
/** What reached a server of this machine that is not ours. */
const arrived: string[] = []
/** What reached the app. */
const heard: string[] = []
const application = {
  call: async (name: unknown): Promise<Result<unknown>> => {
    heard.push(String(name))
    return succeed({})
  },
  subscribe: () => () => undefined,
}

beforeAll(async () => {
  display = await startDisplay()
  outside = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('outside')
  }).listen(0, '127.0.0.1')
  outside.on('connection', () => arrived.push('connection'))
  await once(outside, 'listening')
})
afterAll(async () => {
  outside.close()
  outside.closeAllConnections()
  await display.stop()
})

const openWindow = async (debuggingPort?: number): Promise<ChromiumWindow> => {
  const opened = await openChromiumWindow({
    program: testBrowser(),
    environment: { ...process.env, DISPLAY: display.name },
    isSandboxed,
    application,
    files: openPageFiles(fixturePage),
    script: builtScript('pipe.js'),
    ...(debuggingPort === undefined ? {} : { debuggingPort }),
  })
  if (!opened.ok) throw new Error(`${opened.why}: ${opened.detail}`)
  return opened.window
}

/** The browser that this test started: the process with a profile of ours, and everything below it. */
const ownBrowser = (): { readonly all: readonly Seen[]; readonly profile: string } => {
  const all = processes()
  const found = below(process.pid, all).find(({ words }) => words.includes('--remote-debugging-pipe'))
  if (!found) throw new Error('no browser is running')
  const [, profile = ''] = /^--user-data-dir=(.*)$/m.exec(found.words.join('\n')) ?? []
  const others = all.filter(({ words }) => words.some((word) => word.includes(profile)))
  return { all: [found, ...below(found.pid, all), ...others], profile }
}

test('it holds no internet socket, and nothing of it is left when it is closed', async () => {
  const window = await openWindow()
  const { all, profile } = ownBrowser()
  expect(all.length).toBeGreaterThan(3)
  expect(statSync(profile).mode & 0o777).toBe(0o700)
  await until('the page', () => (existsSync(`${profile}/Default`) ? true : undefined))
  expect(internetSockets(all.map(({ pid }) => pid))).toEqual([])
  await window.close()
  await window.closed
  expect(existsSync(profile)).toBe(false)
  await until('the last process to end', () =>
    processes().some(({ words }) => words.some((word) => word.includes(profile))) ? undefined : true,
  )
})

describe('with its page', () => {
  let shown: ChromiumWindow
  let watcher: Browser
  let page: Page
  let session: CDPSession
  beforeAll(async () => {
    const port = await freePort()
    shown = await openWindow(port)
    watcher = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const found = watcher.contexts()[0]?.pages()[0]
    if (!found) throw new Error('the window has no page')
    page = found
    session = await page.context().newCDPSession(page)
    await page.waitForFunction(() => 'groundwork' in window)
  })
  afterAll(() => shown.close())
  beforeEach(() => {
    arrived.length = 0
    heard.length = 0
  })

  const outsideAddress = (): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`

  test('the page is a secure context with the same policy as everywhere', async () => {
    const answer = await page.reload()
    expect(answer?.headers()['content-security-policy']).toBe(contentSecurityPolicy({ connect: 'none' }))
    expect(await page.evaluate(() => [isSecureContext, location.href])).toEqual([true, 'https://groundwork.invalid/'])
    expect(await page.textContent('#kind')).toMatch(/^object /)
    // The way in for messages stands under the raw name until the app has taken it, a moment later.
    await page.waitForFunction((name) => !(name in window), pipeName)
  })

  test('nothing leaves: no request, no picture, no socket, no beacon, no frame', async () => {
    await page.evaluate(async (address) => {
      await fetch(address).catch(() => null)
      await fetch('https://example.com/').catch(() => null)
      navigator.sendBeacon(`${address}/beacon`)
      const loaded = (element: HTMLElement): Promise<unknown> =>
        new Promise((resolve) => {
          element.addEventListener('load', resolve)
          element.addEventListener('error', resolve)
          document.body.append(element)
          setTimeout(resolve, 1000)
        })
      const picture = document.createElement('img')
      picture.src = `${address}/picture`
      const frame = document.createElement('iframe')
      frame.src = `${address}/frame`
      await Promise.all([loaded(picture), loaded(frame)])
      frame.remove()
      try {
        new WebSocket(address.replace('http', 'ws'))
      } catch {
        // Refused before it was tried.
      }
    }, outsideAddress())
    // The same past the page’s own policy, as a hole in it would allow.
    await session.send('Page.setBypassCSP', { enabled: true })
    await page.reload()
    const read = await page.evaluate(
      (address) =>
        fetch(address).then(
          () => 'read',
          () => 'blocked',
        ),
      outsideAddress(),
    )
    await session.send('Page.setBypassCSP', { enabled: false })
    await page.reload()
    expect(read).toBe('blocked')
    expect(arrived).toEqual([])
  })

  test('a page that leads elsewhere stays where it is', async () => {
    await page.evaluate((address) => {
      location.href = address
    }, outsideAddress())
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
    expect(page.url()).toBe('https://groundwork.invalid/')
    expect(await onPage(page).call('app:describe', {})).toMatchObject({ ok: true })
    expect(arrived).toEqual([])
  })

  test('only files of the page are answered', async () => {
    const found = await page.evaluate(() => {
      // The policy forbids fetch; a style sheet asks all the same.
      const tries = ['/page.css', '/nothing.css', '/..%2fpage.css', '/page.css.map'].map(
        (path) =>
          new Promise((resolve) => {
            const link = document.createElement('link')
            link.rel = 'stylesheet'
            link.href = path
            link.addEventListener('load', () => resolve('found'))
            link.addEventListener('error', () => resolve('none'))
            document.head.append(link)
          }),
      )
      return Promise.all(tries)
    })
    expect(found).toEqual(['found', 'none', 'none', 'none'])
  })

  test('no second window: not by script, not by a link, not by the browser', async () => {
    expect(await page.evaluate(() => window.open('about:blank'))).toBeNull()
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://groundwork.invalid/'
      link.target = '_blank'
      link.textContent = 'elsewhere'
      document.body.append(link)
    })
    await page.getByText('elsewhere').click({ modifiers: ['Shift'] })
    const over = await watcher.newBrowserCDPSession()
    await over.send('Target.createTarget', { url: 'https://groundwork.invalid/', newWindow: true })
    await until('only one page', async () => {
      const { targetInfos } = await over.send('Target.getTargets')
      return targetInfos.filter(({ type }) => type === 'page').length === 1 ? true : undefined
    })
    expect(heard).toEqual([])
    expect(await onPage(page).call('app:describe', {})).toMatchObject({ ok: true })
  })

  test('the raw pipe is gone, from the page and from every frame of it', async () => {
    const found = await page.evaluate((name) => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inside = frame.contentWindow as unknown as object
      return [
        name in window,
        name in inside,
        'groundwork' in inside,
        Object.isFrozen(Reflect.get(window, 'groundwork')),
      ]
    }, pipeName)
    expect(found).toEqual([false, false, false, true])
  })

  test('whoever gets hold of the pipe is not heard, unless it is the page itself', async () => {
    const { frameTree } = await session.send('Page.getFrameTree')
    const inFrame = frameTree.childFrames?.[0]?.frame.id
    expect(inFrame).toBeDefined()
    await session.send('Runtime.enable')
    await session.send('Runtime.addBinding', { name: pipeName })
    const worlds = await Promise.all(
      [frameTree.frame.id, inFrame ?? ''].map((frameId) =>
        session.send('Page.createIsolatedWorld', { frameId, worldName: 'hostile' }),
      ),
    )
    const said = JSON.stringify({ id: 1, name: 'settings:change', input: {} })
    const expression = `window.${pipeName}(${JSON.stringify(said)})`
    for (const { executionContextId } of worlds) {
      const { exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: executionContextId })
      expect(exceptionDetails).toBeUndefined()
    }
    await page.frames()[1]?.evaluate(expression)
    // Later messages come after earlier ones: when this one is answered, the others were dropped.
    expect(await onPage(page).call('app:describe', {})).toMatchObject({ ok: true })
    expect(heard).toEqual(['app:describe'])
  })

  test('it ends when its window is closed, with nothing left', async () => {
    const { profile } = ownBrowser()
    await page.close()
    await shown.closed
    expect(existsSync(profile)).toBe(false)
    expect(readFileSync('/proc/net/unix', 'utf8')).not.toContain(profile)
  })
})
