/** What a page may ask of the person's machine: nothing. */
import type { Session } from 'electron'

/**
 * Electron grants every permission unless told otherwise; this denies them all, however they are asked for. Copying
 * still works: the page falls back to the copy command, which needs a press of a key or button and no permission.
 */
export const denyPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('will-download', (event) => event.preventDefault())
}
