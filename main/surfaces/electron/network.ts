/** The window has no network: the page's own files are all that it can load. */
import { app, type Session } from 'electron'
import { isPageAddress } from './page-address.ts'

/** For what Chromium itself might want to fetch, page or not. Must run before the app is ready. */
export const resolveNoNames = (): void => {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
}

/** Cancels every request of `session` but those for the page. */
export const denyNetwork = (session: Session): void => {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isPageAddress(details.url) }))
  session.setSpellCheckerEnabled(false)
}
