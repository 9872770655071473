/** The app in any browser, over 127.0.0.1: opened here, or by an address that the person carries to one. */
import { readFileSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createAddressOpener, findOpener, openWith } from '../host/address-opener.ts'
import { withoutAppImage } from '../host/appimage-environment.ts'
import { isBrowserConfined } from '../host/default-browser.ts'
import { runtimeDirectory } from '../host/runtime-directory.ts'
import { writeAddressFile } from '../surfaces/loopback/address-file.ts'
import { openLoopback, type Loopback } from '../surfaces/loopback/loopback.ts'
import { openPageFiles } from '../surfaces/page/page-files.ts'
import { impossible, type Attempt, type Opening } from './attempt.ts'
import { notes, raw, reasons } from './words.ts'

/** A page that was opened by hand, perhaps through a tunnel, may be away for longer. */
const absenceByHandMs = 60_000

/** Serves the page, and opens a browser there or prints the address. Root is refused unless told. */
export const tryLoopback = async (opening: Opening): Promise<Attempt> => {
  if (opening.uid === 0 && !opening.allowRoot) return impossible(reasons.loopbackAsRoot)
  const opener = opening.opener === undefined ? findOpener() : opening.opener
  const hasDisplay = (await opening.display()).kind === 'found'
  const isByHand = opening.printUrl || (opening.isForced && (opener === null || !hasDisplay))
  if (!isByHand && opener === null) return impossible(reasons.noOpener)
  const application = opening.assemble({
    surface: 'loopback',
    openAddress: isByHand ? () => Promise.resolve(false) : createAddressOpener(opening.environment, opener),
  })
  let loopback: Loopback
  try {
    loopback = await openLoopback({
      application,
      files: openPageFiles(opening.rendererDirectory),
      script: readFileSync(join(opening.builtDirectory, 'preload/loopback.js'), 'utf8'),
      ...(isByHand ? { absenceMs: absenceByHandMs } : {}),
    })
  } catch (error) {
    return impossible(reasons.noListening(error instanceof Error ? error.message : String(error)))
  }
  if (!isByHand && opener !== null && !(await openBrowser(opening, opener, loopback))) {
    await loopback.close()
    return impossible(reasons.openerFailed(opener))
  }
  return {
    ok: true,
    shown: {
      detail: raw(`127.0.0.1:${loopback.port}`),
      ...(isByHand ? { after: notes.address(loopback.address, tunnelTo(loopback.port)) } : {}),
      ended: loopback.ended.then((end) => {
        application.close()
        if (end !== 'page-closed' && end !== 'stopped') opening.writeError(`${notes.ended[end][opening.language]}\n`)
        return end === 'unused' || end === 'replayed' ? 1 : 0
      }),
      focus: () => undefined,
      close: loopback.close,
    },
  }
}

/**
 * Leads a browser to the page by a file that only this person can read, so that the ticket stands on no command line. A
 * confined browser cannot read it and gets the address itself: it works once, and a second use is noticed.
 */
const openBrowser = async (opening: Opening, opener: string, loopback: Loopback): Promise<boolean> => {
  const environment = withoutAppImage(opening.environment)
  if (await isBrowserConfined(environment)) return openWith(opener, loopback.address, environment)
  const directory = runtimeDirectory(environment, opening.uid) ?? tmpdir()
  const file = await writeAddressFile(directory, loopback.address)
  void Promise.race([loopback.connected, loopback.ended]).then(() => file.remove())
  return openWith(opener, file.path, environment)
}

const tunnelTo = (port: number): string => `ssh -L ${port}:127.0.0.1:${port} ${userName()}@${hostname()}`

const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    return 'USER'
  }
}
