/**
 * The Versions screen on a real machine: the built app of an ordinary user, its page in a real browser, a real version
 * from the machine's own module proxy, from nothing to installed, switched to, and removed.
 */
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canBeGopher } from '../toolchains/as-gopher.ts'
import { isProxyReachable } from '../toolchains/reachable-proxy.ts'
import { startThrottledProxy, type ThrottledProxy } from '../toolchains/throttled-proxy.ts'
import { startBrowser } from './open-page.ts'
import { startUnprivilegedApp, type RunningApp } from './unprivileged-app.ts'

const version = 'go1.25.3'
const other = 'go1.24.13'
/** Bytes a second: slow enough to be seen, fast enough to be waited for. */
const slowly = 15_000_000
const patient = { timeout: 60_000 }

describe.runIf(canBeGopher && isProxyReachable)('on a real machine, where a module proxy answers', () => {
  let proxy: ThrottledProxy
  let app: RunningApp
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    proxy = await startThrottledProxy()
    app = await startUnprivilegedApp({
      // New terminals have the same proxy. No other Go is on their PATH.
      prepare: `echo 'export GOPROXY=${proxy.url}' >> /home/user/.profile`,
      goproxy: proxy.url,
      path: '/usr/bin:/bin',
    })
    browser = await startBrowser()
    page = await browser.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(app.address)
    await page.getByRole('button', { name: 'Versions' }).click()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await app.close()
    await proxy.close()
  })

  const press = (name: string): Promise<void> =>
    page.locator('dialog').getByRole('button', { name, exact: true }).click(patient)

  const row = (name: string) => page.locator('[data-list=here]').locator(`[data-go="${name}"]`)
  const plan = async (name: string): Promise<void> => {
    await page.getByLabel('Install any version').fill(name.slice(2))
    await page.keyboard.press('Enter')
    await page.locator('dialog ol').waitFor(patient)
  }
  const choose = async (name: string, entry: string): Promise<void> => {
    await row(name)
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: entry }).click()
    await page.locator('dialog ol').waitFor(patient)
  }
  /** The newest task, when it is done. */
  const done = async (kind: string): Promise<string> => {
    const task = page.locator('[data-task]').first()
    await page.waitForFunction(
      (wanted) => {
        const newest = document.querySelector<HTMLElement>('[data-task]')
        return newest?.dataset.kind === wanted && newest.dataset.task === 'done'
      },
      kind,
      patient,
    )
    return task.innerText()
  }

  test('a version by its name: planned, its progress seen, installed and proved', async () => {
    proxy.pace(slowly)
    await plan(version)
    expect(await page.locator('dialog').innerText()).toContain(`/home/user/.local/share/groundwork/go/${version}`)
    await press('Install')
    await page.locator('[data-task=running] progress[value]').waitFor(patient)
    await expect.poll(() => page.locator('[data-task]').innerText(), patient).toMatch(/MiB of \d+ MiB.* a second/)
    proxy.pace(Infinity)
    expect(await done('install')).toContain('Proved by the checksum database: h1:')
    await page.locator(`[data-go="${version}"][data-active=false]`).waitFor(patient)
  }, 180_000)

  test('switched to: the list says that a new terminal runs it', async () => {
    await page.locator('[data-task=done]').getByRole('button', { name: 'Switch to it…' }).click()
    await press('Switch')
    expect(await done('use')).toContain(`terminal: /home/user/.local/go/bin/go (${version})`)
    await expect.poll(() => page.locator('h1').innerText(), patient).toBe(`A new terminal runs ${version}`)
    expect(await row(version).getAttribute('data-active')).toBe('true')
    await page
      .locator('aside')
      .getByText(`PATH leads to /home/user/.local/go/bin/go: ${version}`)
      .first()
      .waitFor(patient)
  }, 120_000)

  test('removed when another is in its place, and not before', async () => {
    await choose(version, 'Remove…')
    expect(await page.locator('dialog').innerText()).toContain('Switch to another version first.')
    expect(await page.locator('dialog').getByRole('button', { name: 'Remove', exact: true }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await plan(other)
    await press('Install')
    await done('install')
    await row(other).getByRole('button', { name: 'Switch to this…' }).click(patient)
    await press('Switch')
    await done('use')
    await expect.poll(() => page.locator('h1').innerText(), patient).toBe(`A new terminal runs ${other}`)
    await choose(version, 'Remove…')
    await press('Remove')
    await done('remove')
    await row(version).waitFor({ state: 'detached', ...patient })
    expect(await row(other).count()).toBe(1)
  }, 180_000)
})
