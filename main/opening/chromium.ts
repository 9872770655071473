/** The app in a window of the first Chromium-family browser that answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAddressOpener } from '../host/address-opener.ts'
import { whyShared } from '../host/private-directory.ts'
import { withoutAppImage } from '../host/appimage-environment.ts'
import { findBrowsers } from '../surfaces/chromium/find-browser.ts'
import { openChromiumWindow } from '../surfaces/chromium/window.ts'
import { openPageFiles } from '../surfaces/page/page-files.ts'
import { impossible, type Attempt, type Opening } from './attempt.ts'
import { notes, raw, reasons } from './words.ts'

/**
 * Opens the window. For root the browser runs without its sandbox, because it would not start otherwise; the window
 * shows only our own page and reaches no network. One that another user could have put there is not started.
 */
export const tryChromium = async (opening: Opening): Promise<Attempt> => {
  const isSandboxed = opening.uid !== 0
  const programs = opening.browsers ?? findBrowsers(opening.environment)
  let reason = impossible(reasons.noBrowser)
  for (const program of programs) {
    const foreign = isSandboxed ? null : await whyShared(program, 0)
    if (foreign !== null) {
      reason = impossible(reasons.foreignBrowser(program, foreign))
      continue
    }
    const application = opening.assemble({
      surface: 'chromium',
      isSandboxed,
      openAddress: createAddressOpener(opening.environment),
    })
    const opened = await openChromiumWindow({
      program,
      environment: withoutAppImage(opening.environment),
      isSandboxed,
      application,
      files: openPageFiles(opening.rendererDirectory),
      script: readFileSync(join(opening.builtDirectory, 'preload/pipe.js'), 'utf8'),
      ...(opening.debuggingPort === undefined ? {} : { debuggingPort: opening.debuggingPort }),
    })
    if (opened.ok) {
      const { window } = opened
      return {
        ok: true,
        shown: {
          detail: raw(program),
          ...(isSandboxed ? {} : { note: notes.noSandbox }),
          ended: window.closed.then(() => {
            application.close()
            return 0
          }),
          focus: () => void window.focus(),
          close: window.close,
        },
      }
    }
    reason = impossible(
      opened.why === 'silent'
        ? reasons.silentBrowser(program, opened.detail)
        : reasons.endedBrowser(program, opened.detail),
    )
  }
  return reason
}
