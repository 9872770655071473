/** The built page in a real browser, its bridge answered by a real application in this process. */
import { chromium, type Browser, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Application } from '../../main/core/application.ts'
import { openPageFiles } from '../../main/surfaces/page/page-files.ts'
import { pageHeaders } from '../../main/surfaces/page/page-headers.ts'

const origin = 'https://app.invalid'
const files = openPageFiles(join(import.meta.dirname, '../../dist/renderer'))
const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')

/** Debian's Chromium; root may only run it without its sandbox. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.GROUNDWORK_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...(process.geteuid?.() === 0 ? ['--no-sandbox'] : []),
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--disable-partial-raster',
    ],
  })

export interface OpenedPage {
  readonly page: Page
  /** What the browser complained about: errors in the page, and everything its policy refused. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  /** What time it is in the page, and stays; default: the real time. */
  readonly startsAtMs?: number
}

/** Shows the page of `application` as a surface would: by interception, with the real headers, nothing else reachable. */
export const openPage = async (
  browser: Browser,
  application: Application,
  { width = 1280, height = 800, theme = 'light', startsAtMs }: PageOptions = {},
): Promise<OpenedPage> => {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    const file = url.origin === origin ? await files(url.pathname) : null
    if (!file) return route.abort()
    await route.fulfill({
      body: Buffer.from(file.body),
      headers: { ...pageHeaders({ connect: 'none' }), 'content-type': file.contentType },
    })
  })
  await page.exposeBinding('askApplication', (_, name: unknown, input: unknown) => application.call(name, input))
  await page.addInitScript(bridge)
  const stop = application.subscribe((name, payload) => {
    void page
      .evaluate(([event, what]) => Reflect.get(window, 'hearApplication')(event, what), [name, payload] as const)
      .catch(() => undefined)
  })
  if (startsAtMs !== undefined) await page.clock.setFixedTime(startsAtMs)
  await page.goto(origin)
  return {
    page,
    complaints,
    close: async () => {
      stop()
      await context.close()
    },
  }
}

/** Runs in the page: `window.groundwork` as the surfaces make it. */
const bridge = (): void => {
  const listeners: { name: string; listener: (payload: unknown) => void }[] = []
  const ask = Reflect.get(window, 'askApplication') as (name: unknown, input: unknown) => Promise<unknown>
  Reflect.set(window, 'hearApplication', (name: string, payload: unknown) => {
    for (const one of listeners) if (one.name === name) one.listener(payload)
  })
  Reflect.set(window, 'groundwork', {
    call: ask,
    on: (name: string, listener: (payload: unknown) => void) => {
      const one = { name, listener }
      listeners.push(one)
      return () => listeners.splice(listeners.indexOf(one), 1)
    },
  })
}

/** What axe-core finds wrong with the page as it stands, one line per violation. */
export const accessibilityViolations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const axeCore = Reflect.get(window, 'axe') as {
      run: (
        options: object,
      ) => Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] }>
    }
    const { violations } = await axeCore.run({ resultTypes: ['violations'] })
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
    )
  })
}

/** Elements whose content is wider than they are and cut off, unless they shorten on purpose; and a page that scrolls sideways. */
export const clippedElements = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class')} "${element.textContent.slice(0, 60)}"`
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        if (!(element instanceof HTMLElement) || element.closest('[data-shortens],[data-announcement]')) return false
        if (element.getClientRects().length === 0) return false
        const style = getComputedStyle(element)
        const box = element.getBoundingClientRect()
        const isOutside = box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)
        return (
          isOutside ||
          (style.display !== 'inline' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
        )
      })
      .map((element) => `${name(element)} ${element.scrollWidth} > ${element.clientWidth}`)
  })
