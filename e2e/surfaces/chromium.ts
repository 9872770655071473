/** The app in a real Chromium window, on a display of its own. */
import { chromium } from '@playwright/test'
import { openPageFiles } from '../../main/surfaces/page/page-files.ts'
import { findBrowsers } from '../../main/surfaces/chromium/find-browser.ts'
import { openChromiumWindow } from '../../main/surfaces/chromium/window.ts'
import { assembleForTest } from './application.ts'
import { builtScript, fixturePage } from './built.ts'
import { startDisplay } from './display.ts'
import { freePort } from './free-port.ts'
import { onPage } from './on-page.ts'
import type { Launch } from './surface.ts'

/** Root's Chromium does not start with its sandbox. */
export const isSandboxed = process.geteuid?.() !== 0

/** The browser that a window of the tests is opened in. Throws where there is none: the suite cannot run without. */
export const testBrowser = (): string => {
  const program = findBrowsers(process.env)[0]
  if (program === undefined) throw new Error('no Chromium on this machine: e2e needs one')
  return program
}

/** Playwright looks on through a port of its own while the app speaks through the pipe. */
export const launchChromium: Launch = async (options = {}) => {
  const { application, remove } = assembleForTest('chromium', options, isSandboxed)
  const display = await startDisplay()
  const debuggingPort = await freePort()
  const opened = await openChromiumWindow({
    program: testBrowser(),
    environment: { ...process.env, DISPLAY: display.name },
    isSandboxed,
    debuggingPort,
    application,
    files: openPageFiles(options.rendererDirectory ?? fixturePage),
    script: builtScript('pipe.js'),
  })
  if (!opened.ok) throw new Error(`no window: ${opened.why}: ${opened.detail}`)
  const watcher = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`)
  const page = watcher.contexts()[0]?.pages()[0]
  if (!page) throw new Error('the window has no page')
  await page.waitForFunction(() => 'groundwork' in window)
  return {
    name: 'chromium',
    ...onPage(page),
    close: async () => {
      await opened.window.close()
      remove()
      await display.stop()
    },
  }
}
