/** The app over loopback, in a real browser that was given its address. */
import { chromium } from '@playwright/test'
import { openLoopback } from '../../main/surfaces/loopback/loopback.ts'
import { openPageFiles } from '../../main/surfaces/page/page-files.ts'
import { assembleForTest } from './application.ts'
import { builtScript, fixturePage } from './built.ts'
import { isSandboxed, testBrowser } from './chromium.ts'
import { onPage } from './on-page.ts'
import type { Launch } from './surface.ts'

export const launchLoopback: Launch = async (options = {}) => {
  const { application, remove } = assembleForTest('loopback', options)
  const loopback = await openLoopback({
    application,
    files: openPageFiles(options.rendererDirectory ?? fixturePage),
    script: builtScript('loopback.js'),
  })
  const browser = await chromium.launch({ executablePath: testBrowser(), chromiumSandbox: isSandboxed })
  const page = await browser.newPage()
  await page.goto(loopback.address)
  return {
    name: 'loopback',
    ...onPage(page),
    close: async () => {
      await browser.close()
      await loopback.close()
      remove()
    },
  }
}
