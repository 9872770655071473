/**
 * The pictures in assets/screenshots: the built page over the real core, on the machine that record-demo.mjs recorded.
 * The same picture every time.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import type { Language } from '#contract'
import type { Clock } from '../main/core/engine.ts'
import { createTestApplication } from '../main/core/testing/application.ts'
import { machineSchema, type Machine } from '../main/core/testing/machine.ts'
import { systemClock } from '../main/host/clock.ts'
import { createDemoDesk, type DemoDesk } from './screens/demo-go.ts'
import { openPage, startBrowser } from './screens/open-page.ts'

const pictures = join(import.meta.dirname, '../assets/screenshots')
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const
const themes = ['light', 'dark'] as const
const languages: readonly Language[] = ['en', 'zh-CN']
/** The problem whose details are shown. */
const shownKey = 'go.env.overrides'

const readMachine = (): Machine =>
  machineSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'screens/demo-machine.json'), 'utf8')))

/** Stands at `nowMs`, so that every picture is the same; a look takes `lookMs`, which a recording does not tell. */
const demoClock = (nowMs: number): Clock => {
  let hasBegun = false
  const ticks = (): number => {
    const ticksMs = hasBegun ? lookMs : 0
    hasBegun = true
    return ticksMs
  }
  return { ...systemClock, now: () => nowMs, ticks }
}
/** What a whole look is meant to take at most. */
const lookMs = 150

interface Picture {
  readonly theme: (typeof themes)[number]
  readonly language: Language
  readonly size: (typeof sizes)[number]
}

const take = async (browser: Browser, machine: Machine, picture: Picture): Promise<void> => {
  const { theme, language, size } = picture
  const checkedMs = Date.parse(`${machine.date}T10:00:00Z`)
  const desk = createDemoDesk()
  const { application, bugs } = createTestApplication(machine, {
    clock: demoClock(checkedMs),
    systemLanguage: language,
    loadGo: desk.load,
  })
  const { page, complaints, close } = await openPage(browser, application, {
    ...size,
    theme,
    startsAtMs: checkedMs + 4 * 60_000,
  })
  await page.waitForSelector('[data-mood=problems]')
  const save = async (what: string): Promise<void> => {
    await page.mouse.move(0, 0)
    const name = `${what}-${theme}-${language}-${size.width}x${size.height}.png`
    await page.screenshot({ path: join(pictures, name), animations: 'disabled', caret: 'hide' })
    process.stdout.write(`assets/screenshots/${name}\n`)
  }
  await save('checklist')
  await page.locator(`[data-key="${shownKey}"] [data-place]`).click()
  await save('detail')
  await takeVersions(page, desk, picture, save)
  await close()
  if (complaints.length + bugs.length > 0) throw new Error([...complaints, ...bugs].join('\n'))
}

/** The Versions screen: always the whole, and some pictures of what happens on it. */
const takeVersions = async (
  page: Page,
  desk: DemoDesk,
  { theme, language, size }: Picture,
  save: (what: string) => Promise<void>,
): Promise<void> => {
  const isBig = size.width > 1000
  await page.locator('nav button').nth(1).click()
  await page.waitForSelector('[data-offer]')
  await page.waitForSelector('[data-measuring=true]', { state: 'detached' })
  await save('versions')
  if (theme === 'light') {
    if (!isBig) await page.locator('#open-why').click()
    await page.locator('aside select').selectOption({ index: 1 })
    await page.locator('aside').getByText('go.mod').first().waitFor()
    await save('versions-why')
    await page.keyboard.press('Escape')
  }
  if (theme !== 'light' || language !== 'en') return
  await page.locator('[data-offer] button').first().click()
  await page.waitForSelector('dialog ol')
  await save('versions-plan')
  await page.locator('dialog footer button').last().click()
  await page.waitForSelector('[data-task=running]')
  desk.goOn(({ bytes, totalBytes, bytesPerSecond }) => bytesPerSecond !== null && bytes < (totalBytes ?? 0))
  await page.getByText('a second').waitFor()
  await save('versions-progress')
  desk.goOn('end')
}

const machine = readMachine()
mkdirSync(pictures, { recursive: true })
const browser = await startBrowser()
for (const size of sizes) {
  for (const theme of themes) for (const language of languages) await take(browser, machine, { theme, language, size })
}
await browser.close()
