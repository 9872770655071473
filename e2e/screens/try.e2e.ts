import { test } from 'vitest'
import { mkdirSync } from 'node:fs'
import { createTestApplication } from '../../main/core/testing/application.ts'
import { systemClock } from '../../main/host/clock.ts'
import { openPage, startBrowser } from './open-page.ts'
import { shownChecks } from './shown-checks.ts'

const machine = {
  kernel: { release: '6.1.0-13-amd64', machine: 'x86_64' },
  user: { uid: 1000, gid: 1000, name: 'ana', home: '/home/ana', shell: '/bin/bash' },
  environment: {
    HOME: '/home/ana',
    PATH: '/usr/local/go/bin:/usr/bin:/bin',
    XDG_CURRENT_DESKTOP: 'GNOME',
    XDG_SESSION_TYPE: 'wayland',
  },
  files: {
    '/etc/os-release': { text: 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' },
    '/usr/local/go/bin/go': { mode: '0755' },
    '/usr/local/go/VERSION': { text: 'go1.24.5\n' },
  },
}
test('shots', async () => {
  mkdirSync('/tmp/shots', { recursive: true })
  const browser = await startBrowser()
  for (const [w, h] of [
    [1280, 800],
    [900, 600],
  ] as const)
    for (const language of ['en', 'zh-CN'] as const)
      for (const theme of ['light', 'dark'] as const) {
        const { application, bugs } = createTestApplication(machine, {
          checks: shownChecks({ isMended: false }),
          clock: systemClock,
          systemLanguage: language,
        })
        const { page, complaints, close } = await openPage(browser, application, { width: w, height: h, theme })
        await page.waitForSelector('[data-mood=problems]')
        await page.waitForTimeout(150)
        await page.screenshot({ path: `/tmp/shots/list-${theme}-${language}-${w}.png` })
        await page.click('[data-key="go.goroot.set"] [data-place]')
        await page.waitForTimeout(150)
        await page.screenshot({ path: `/tmp/shots/detail-${theme}-${language}-${w}.png` })
        if (complaints.length || bugs.length) console.log(complaints, bugs)
        await close()
      }
  await browser.close()
})
