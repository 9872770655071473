/** The real page in Electron: it fills, it copies although every permission is denied, and it never flashes. */
import { afterEach, expect, test } from 'vitest'
import { builtPage } from '../surfaces/built.ts'
import { launchElectronStandIn, type ElectronLaunchOptions, type StandInSurface } from '../surfaces/electron.ts'
import { until } from '../surfaces/until.ts'

let app: StandInSurface | undefined
afterEach(() => app?.close())

const launch = async (settings: ElectronLaunchOptions['settings'] = {}): Promise<StandInSurface> => {
  app = await launchElectronStandIn({ rendererDirectory: builtPage, settings: { language: 'en', ...settings } })
  return app
}

/** Waits until there is a report, and a row that shows a result of it. */
const untilChecked = async ({ page, call }: StandInSurface): Promise<void> => {
  await until('the report', async () => {
    const { value } = (await call('checks:latest', {})) as { value: unknown }
    return value ?? undefined
  })
  await page.locator('[data-key]:not([data-state="none"])').first().waitFor({ state: 'attached' })
}

test('the checklist fills, and the policy is never in its way', async () => {
  const shown = await launch()
  const { page, call } = shown
  const refused: string[] = []
  page.on('console', (message) => {
    if (/policy|trusted/i.test(message.text())) refused.push(message.text())
  })
  await untilChecked(shown)
  const checks = (await call('checks:list', {})) as { value: unknown[] }
  const report = (await call('checks:latest', {})) as { value: { results: unknown[] } }
  expect(report.value.results).toHaveLength(checks.value.length)
  expect(refused).toEqual([])
})

test('the report is copied although the clipboard’s permission is denied', async () => {
  const shown = await launch()
  const { page } = shown
  await untilChecked(shown)
  const denied = await page.evaluate(() =>
    navigator.clipboard.writeText('by permission').catch((error: unknown) => (error as Error).name),
  )
  expect(denied).toBe('NotAllowedError')
  await page.getByRole('button', { name: 'Copy report' }).click()
  await page.getByText('Copied').first().waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const area = document.createElement('textarea')
    area.id = 'pasted'
    document.body.append(area)
    area.focus()
  })
  await page.keyboard.press('Control+V')
  expect(await page.locator('#pasted').inputValue()).toContain('groundwork explain KEY')
})

test.each(['light', 'dark'] as const)('the window’s background is the page’s own: %s', async (theme) => {
  const { page, ask } = await launch({ theme })
  const made = (await ask('record', {})).find(
    ({ type, member }) => type === 'BrowserWindow' && member === 'constructor',
  )
  const [{ backgroundColor }] = made?.words as [{ backgroundColor: string }]
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(backgroundColor.slice(at, at + 2), 16))
  await page.waitForFunction(() => document.querySelector('#page')?.childElementCount)
  const painted = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(painted).toBe(`rgb(${red}, ${green}, ${blue})`)
})
