/** What a page may ask of the person's machine: nothing, but to put text on the clipboard when a button is pressed. */
import type { Session } from 'electron'
import { isPageAddress } from './page-address.ts'

/** Electron grants every permission unless told otherwise; this denies them all, however they are asked for. */
export const denyPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(isCopying(permission, isMainFrame, requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    isCopying(permission, isMainFrame, origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('will-download', (event) => event.preventDefault())
}

/** `navigator.clipboard.writeText` of our own page: Chromium asks for a press of a key or button besides. */
const isCopying = (permission: string, isMainFrame: boolean, address: string | undefined): boolean =>
  permission === 'clipboard-sanitized-write' && isMainFrame && isPageAddress(address)
