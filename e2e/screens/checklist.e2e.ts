/** The Checklist screen as a person uses it, in a real browser over the real core. */
import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Application } from '../../main/core/application.ts'
import type { Clock } from '../../main/core/engine.ts'
import { createTestApplication } from '../../main/core/testing/application.ts'
import type { MachinePart } from '../../main/core/testing/fake-host.ts'
import { systemClock } from '../../main/host/clock.ts'
import {
  accessibilityViolations,
  clippedElements,
  openPage,
  startBrowser,
  type OpenedPage,
  type PageOptions,
} from './open-page.ts'
import { createGate, createRepair, longPath, shownChecks, type Gate, type Repair } from './shown-checks.ts'

const machine: MachinePart = {
  user: { uid: 1000, gid: 1000, name: 'ana', home: '/home/ana', shell: '/bin/bash' },
  environment: { HOME: '/home/ana', PATH: '/usr/local/go/bin:/usr/bin:/bin', XDG_CURRENT_DESKTOP: 'GNOME' },
  files: {
    '/etc/os-release': { text: 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' },
    '/usr/local/go/bin/go': { mode: '0755' },
    '/usr/local/go/VERSION': { text: 'go1.24.5\n' },
  },
}

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

interface Started {
  readonly page: Page
  readonly application: Application
  readonly repair: Repair
  readonly complaints: readonly string[]
}
let opened: OpenedPage | undefined
afterEach(async () => {
  await opened?.close()
  opened = undefined
})

interface StartOptions extends PageOptions {
  readonly language?: 'en' | 'zh-CN'
  readonly gate?: Gate
  readonly clock?: Clock
  readonly isRoot?: boolean
}

const start = async (options: StartOptions = {}): Promise<Started> => {
  const repair = createRepair()
  const { application } = createTestApplication(machine, {
    checks: shownChecks(repair, options.gate),
    clock: options.clock ?? systemClock,
    systemLanguage: options.language ?? 'en',
    euid: options.isRoot ? 0 : 1000,
    isSandboxed: !options.isRoot,
  })
  opened = await openPage(browser, application, options)
  if (!options.gate) await opened.page.waitForSelector('[data-mood=problems]')
  return { page: opened.page, application, repair, complaints: opened.complaints }
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return element instanceof HTMLElement ? (element.dataset.place ?? element.id) || element.innerText : ''
  })
const rowKeys = (page: Page): Promise<readonly (string | null)[]> =>
  page.locator('li[data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')))
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

describe('the list', () => {
  test('verdict, counts, groups and rows say what the core found, and the policy refuses nothing', async () => {
    const { page, complaints } = await start()
    expect(await page.locator('h1').innerText()).toBe('3 problems found.')
    expect(await page.locator('[data-mood] p').innerText()).toBe(
      '1 check could not finish. 1 check is unclear. 1 check was not run.',
    )
    expect(await page.getByRole('group', { name: 'Show only' }).getByRole('button').allInnerTexts()).toEqual([
      '3 Problems',
      '1 Could not finish',
      '1 Unclear',
      '1 Not checked',
      '1 Note',
      '5 OK',
      '1 Does not apply',
    ])
    expect(await page.locator('h2 button').allInnerTexts()).toEqual([
      'Go toolchain\n— 2 Problems, 1 OK',
      'Shells and sessions\n— 1 Problem, 1 OK',
      'Security\n— 1 Could not finish, 1 Does not apply',
      'Debugging\n— 1 Note',
      'Network\n— 1 Unclear',
      'Services\n— 1 Not checked',
      'Files and disks\n— 1 OK',
      'Kernel and processor\n— 2 OK',
    ])
    expect(await page.getByRole('button', { name: /^Kernel and processor/ }).getAttribute('aria-expanded')).toBe(
      'false',
    )
    const row = page.locator('[data-key="go.goroot.set"]')
    expect(await row.locator('p').textContent()).toBe('Problem Found /usr/lib/go-1.19, expected /usr/local/go')
    expect(await row.innerText()).toContain('High')
    expect(await page.locator('[data-key="security.apparmor.go"] p').innerText()).toBe(
      'Does not apply: no AppArmor on this system.',
    )
    expect(await page.getByText(/^Checked just now on Debian/).innerText()).toMatch(
      /^Checked just now on Debian GNU\/Linux 12 \(bookworm\) \(took [\d.]+ s\)$/,
    )
    expect(await page.getByRole('list', { name: 'This machine' }).innerText()).toContain('/usr/local/go/bin/go')
    expect(complaints).toEqual([])
  })

  test('a long path is shortened in its middle, whole in its tooltip, and keeps its name', async () => {
    const { page } = await start({ width: 900, height: 600 })
    const path = page.locator('[data-key="go.install.several"] code').first()
    expect(await path.getAttribute('title')).toBe(longPath)
    expect(await path.textContent()).toBe(longPath)
    expect(await path.locator('span').last().innerText()).toBe(longPath.slice(-22))
  })

  test('chips and the search field leave over what they say, and let go again', async () => {
    const { page } = await start()
    const all = await rowKeys(page)
    const chip = page.getByRole('button', { name: '3 Problems', exact: true })
    await chip.click()
    expect(await chip.getAttribute('aria-pressed')).toBe('true')
    expect(await rowKeys(page)).toEqual(['go.goroot.set', 'go.install.several', 'shell.path.sessions'])
    await page.getByRole('button', { name: '5 OK', exact: true }).click()
    expect(await rowKeys(page)).toHaveLength(5)
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await rowKeys(page)).toEqual(all)
    await page.getByRole('searchbox').fill('goroot go')
    expect(await rowKeys(page)).toEqual(['go.goroot.set'])
    await page.getByRole('searchbox').fill('nothing like this')
    expect(await page.getByText('No check matches.').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await rowKeys(page)).toEqual(all)
  })

  test('what could not finish can be tried again, and its row then tells the new result', async () => {
    const { page, repair } = await start()
    const row = page.locator('[data-key="security.selinux.label"]')
    expect(await row.innerText()).toContain('/usr/sbin/getenforce: timed out after 3 s')
    repair.mend()
    await row.getByRole('button', { name: 'Retry' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-key="security.selinux.label"][data-state=pass]')
    expect(await page.getByRole('button', { name: '1 Could not finish', exact: true }).count()).toBe(0)
    expect(await focused(page)).toBe('row:security.selinux.label')
  })

  test('the menu of a row copies it, checks it again, and says where its documentation is', async () => {
    const { page, application } = await start()
    const runs: unknown[] = []
    application.subscribe((name, payload) => name === 'checks:started' && runs.push(Reflect.get(payload, 'keys')))
    const more = page.getByRole('button', { name: 'More for “GOROOT is left to the go command”' })
    await more.click()
    await page.getByRole('menuitem', { name: 'Copy' }).click()
    await page.waitForFunction(() => document.querySelector('[data-announcement]')?.textContent === 'Copied')
    expect(await clipboard(page)).toContain('Found /usr/lib/go-1.19, expected /usr/local/go')
    await more.click()
    await page.getByRole('menuitem', { name: 'Documentation' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('https://go.dev/doc/manage-install')
    await more.click()
    await page.getByRole('menuitem', { name: 'Check this again' }).click()
    await expect.poll(() => runs).toEqual([['go.goroot.set']])
  })

  test('the report is copied as the terminal prints it', async () => {
    const { page, application } = await start()
    await page.getByRole('button', { name: 'Copy report' }).click()
    await page.waitForFunction(() => document.querySelector('[data-announcement]')?.textContent === 'Copied')
    const rendered = await application.call('report:render', { format: 'text', language: 'en' })
    expect(rendered).toMatchObject({ ok: true, value: { content: await clipboard(page) } })
  })

  test('the first-run line stays until it is put away, and then for good', async () => {
    const { page, application } = await start()
    await page.getByRole('button', { name: 'Got it' }).click()
    expect(await page.getByText('These are things that can cause trouble').count()).toBe(0)
    expect(await focused(page)).toBe('verdict')
    expect(await application.call('settings:read', {})).toMatchObject({ value: { introductionSeen: true } })
    await page.reload()
    await page.waitForSelector('[data-mood=problems]')
    expect(await page.getByText('These are things that can cause trouble').count()).toBe(0)
  })
})

describe('details', () => {
  test('in the order a person asks, with commands that copy as they are', async () => {
    const { page } = await start()
    await page.getByRole('button', { name: 'How to fix GOROOT is left to the go command' }).click()
    const panel = page.getByRole('complementary')
    expect(await panel.locator('h3').allInnerTexts()).toEqual([
      'What we found',
      'Why it matters',
      'Likely causes',
      'What you can do',
      'References',
    ])
    const words = await panel.innerText()
    for (const part of [
      'Most likely',
      'If you do not need GOROOT',
      'Takes effect in a new terminal',
      'Can be undone: partly',
    ]) {
      expect(words).toContain(part)
    }
    const firstWay = panel.getByRole('figure').first()
    await firstWay.getByRole('button', { name: 'Copy the commands' }).click()
    await firstWay.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await clipboard(page)).toBe("sed -i.bak '12s/^/# /' ~/.profile")
    await panel.getByText('How to undo it').first().click()
    expect(await panel.getByText('mv ~/.profile.bak ~/.profile').isVisible()).toBe(true)
    await panel.getByRole('button', { name: 'Copy the source' }).first().click()
    await panel.getByRole('button', { name: 'Copied' }).first().waitFor()
    expect(await clipboard(page)).toBe('/bin/bash -lc env')
    await panel.getByRole('button', { name: 'Go: managing installations' }).click()
    expect(await panel.getByText('https://go.dev/doc/manage-install').isVisible()).toBe(true)
  })

  test('beside the list in a wide window, instead of it in a small one', async () => {
    const { page } = await start()
    expect(await page.getByRole('complementary').locator('h2').innerText()).toBe('This machine')
    await page.locator('[data-key="go.goroot.set"] h3').click()
    expect(await page.locator('[data-key="go.goroot.set"]').isVisible()).toBe(true)
    await page.setViewportSize({ width: 900, height: 600 })
    await page.waitForFunction(() => document.querySelector('main')?.inert)
    await page.getByRole('button', { name: 'Back to the list' }).click()
    expect(await page.getByRole('complementary').count()).toBe(0)
    expect(await focused(page)).toBe('row:go.goroot.set')
    await page.getByRole('button', { name: 'This machine' }).click()
    expect(await page.getByRole('complementary').innerText()).toContain('GNOME')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('open-machine')
  })
})

describe('the keyboard alone', () => {
  test('walks the list, opens and closes details, and is never lost', async () => {
    const { page } = await start()
    await page.locator('[data-place="row:go.goroot.set"]').focus()
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toBe('row:go.install.several')
    await page.keyboard.press('ArrowLeft')
    expect(await focused(page)).toBe('group:toolchain')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('[data-key="go.install.several"]').count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    expect(await focused(page)).toBe('group:kernel')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toMatch(/^row:kernel\./)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('GOROOT is left to the go command')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('row:go.goroot.set')
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('search')
    await page.keyboard.press('Control+f')
    expect(await focused(page)).toBe('search')
  })

  test('reaches everything with Tab, and one row at a time', async () => {
    const { page } = await start({ width: 900, height: 600 })
    const reached: string[] = []
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab')
      const at = await focused(page)
      if (reached.includes(at) || (await page.evaluate(() => document.activeElement === document.body))) break
      reached.push(at)
    }
    expect(reached.map((name) => name.replace(/\s+/g, ' '))).toEqual([
      '3 Checklist',
      'Versions',
      'Settings',
      'open-machine',
      '3 Problems',
      '1 Could not finish',
      '1 Unclear',
      '1 Not checked',
      '1 Note',
      '5 OK',
      '1 Does not apply',
      'search',
      'Copy report',
      'Check again',
      'Got it',
      'row:go.goroot.set',
      expect.stringMatching(/^react-aria/),
    ])
  })

  test('a row that a filter takes away hands the keyboard to its neighbour', async () => {
    const { page, repair } = await start()
    await page.getByRole('button', { name: '1 Could not finish', exact: true }).click()
    await page.getByRole('button', { name: 'Retry' }).focus()
    repair.mend()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('[data-key="security.selinux.label"]') === null)
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
  })

  test.each(['F5', 'Control+r'])('%s checks again', async (key) => {
    const { page, application } = await start()
    let runs = 0
    application.subscribe((name) => name === 'checks:started' && (runs += 1))
    await page.keyboard.press(key)
    await expect.poll(() => runs).toBe(1)
  })
})

describe('a run', () => {
  test('streams: what is done stands there while the slow one is named, and it can be stopped', async () => {
    const gate = createGate()
    const { page } = await start({ gate })
    await page.waitForSelector('[data-key="go.goroot.set"][data-state=fail]')
    expect(await page.locator('h1').innerText()).toBe('Checking this machine…')
    expect(await page.locator('[data-key="filesystem.slow"]').innerText()).toContain('Checking…')
    await page.getByText('Still running: “The disks answer in time”').waitFor({ timeout: 5000 })
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.waitForSelector('[data-mood=unsure]')
    expect(await page.locator('h1').innerText()).toBe('Stopped before every check had its turn')
    expect(await page.locator('[data-mood] p').innerText()).toContain('1 check has no result.')
    gate.open()
    await page.locator('[data-key="filesystem.slow"]').getByRole('button').click()
    await page.waitForSelector('[data-mood=problems]')
  })

  test('is announced politely, and so is its verdict', async () => {
    const gate = createGate()
    const { page } = await start({ gate })
    await page.waitForSelector('[data-key="go.goroot.set"][data-state=fail]')
    const announced = page.locator('[data-announcement]')
    expect(await announced.getAttribute('aria-live')).toBe('polite')
    expect(await announced.innerText()).toBe('Checking this machine.')
    gate.open()
    await page.waitForSelector('[data-mood=problems]')
    await expect.poll(() => announced.innerText()).toContain('3 problems found.')
  })

  test('is not needed to see the last report: it stands at once, and is brought up to date behind', async () => {
    const gate = createGate()
    gate.open()
    const { page, application } = await start({ gate })
    await page.waitForSelector('[data-mood=problems]')
    let runs = 0
    application.subscribe((name) => name === 'checks:started' && (runs += 1))
    await page.reload()
    await page.waitForSelector('[data-mood=problems]')
    await expect.poll(() => runs).toBe(1)
  })
})

describe('results that no longer hold', () => {
  let offsetMs = 0
  beforeEach(() => (offsetMs = 0))
  const clock: Clock = { ...systemClock, now: () => Date.now() - offsetMs }

  test('are dimmed and said to be out of date, and are measured anew when somebody comes back', async () => {
    offsetMs = 2 * 60 * 60 * 1000
    const { page } = await start({ clock })
    await page.getByText('May be out of date').waitFor()
    await page.getByText(/^Checked 2 hours ago/).waitFor()
    offsetMs = 0
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page.getByText(/^Checked just now/).waitFor()
    expect(await page.getByText('May be out of date').count()).toBe(0)
  })

  test('nothing is measured when somebody comes back to fresh results', async () => {
    const { page, application } = await start({ clock })
    let runs = 0
    application.subscribe((name) => name === 'checks:started' && (runs += 1))
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page.waitForTimeout(300)
    expect(runs).toBe(0)
  })
})

describe('settings', () => {
  test('language and theme change at once and are kept', async () => {
    const { page, application } = await start()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: '简体中文' }).check()
    expect(await page.locator('h1').innerText()).toBe('设置')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.getByRole('radio', { name: '深色' }).check()
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(before)
    expect(await application.call('settings:read', {})).toMatchObject({ value: { language: 'zh-CN', theme: 'dark' } })
    await page.getByRole('button', { name: '检查清单' }).click()
    expect(await page.locator('h1').innerText()).toBe('发现 3 个问题。')
  })
})

test('at rest nothing moves, and without the keyboard no timer runs', async () => {
  const { page } = await start()
  await page.addInitScript(() => {
    const pending = new Set<unknown>()
    Reflect.set(window, 'pendingTimers', pending)
    const later = window.setTimeout.bind(window)
    const every = window.setInterval.bind(window)
    const endOne = window.clearTimeout.bind(window)
    const endEvery = window.clearInterval.bind(window)
    window.setTimeout = ((call: () => void, ms?: number) => {
      const id = later(() => {
        pending.delete(id)
        call()
      }, ms)
      pending.add(id)
      return id
    }) as typeof window.setTimeout
    window.setInterval = ((call: () => void, ms?: number) => {
      const id = every(call, ms)
      pending.add(id)
      return id
    }) as typeof window.setInterval
    window.clearTimeout = (id) => (pending.delete(id), endOne(id))
    window.clearInterval = (id) => (pending.delete(id), endEvery(id))
  })
  await page.reload()
  await page.getByText(/^Checked just now/).waitFor()
  const pending = (): Promise<number> =>
    page.evaluate(() => (Reflect.get(window, 'pendingTimers') as Set<unknown>).size)
  await expect.poll(pending).toBe(1)
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  expect(await pending()).toBe(0)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('who runs it as root is told calmly, once', async () => {
  const { page } = await start({ isRoot: true })
  expect(await page.getByText(/running as root, which it never needs/).count()).toBe(1)
  expect(await page.getByText(/sandbox is switched off/).count()).toBe(1)
})

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
    test.each([
      [1280, 800],
      [900, 600],
    ])(
      'at %d × %d nothing is clipped, and axe finds nothing: list, details, machine, settings',
      async (width, height) => {
        const { page } = await start({ theme, language, width, height })
        const look = async (what: string): Promise<void> => {
          expect(await clippedElements(page), what).toEqual([])
          expect(await accessibilityViolations(page), what).toEqual([])
        }
        await page.locator('h2 button').last().click()
        await look('list')
        await page.locator('[data-key="debug.ptrace.scope"] [data-place]').click()
        await look('details of a note')
        await page.keyboard.press('Escape')
        await page.locator('[data-key="go.install.several"] [data-place]').click()
        await page
          .locator('aside summary')
          .first()
          .click({ timeout: 500 })
          .catch(() => undefined)
        await look('details of a problem')
        await page.keyboard.press('Escape')
        await page
          .getByRole('button', { name: language === 'en' ? /^More for/ : /更多操作$/ })
          .first()
          .click()
        await look('menu')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: language === 'en' ? 'Settings' : '设置' }).click()
        await look('settings')
      },
    )
  })
})
