/**
 * Chromium knows no schemes but its own, so the stand-in shows `app://groundwork/x` to it as
 * `https://groundwork.app.invalid/x`: an origin with the same rights, and a name that never resolves.
 */
import { schemes } from './session.ts'

/** The address as Chromium is told it. */
export const toBrowser = (address: string): string => {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/.exec(address) ?? []
  if (scheme === undefined || !schemes.has(scheme)) return address
  return `https://${host ?? ''}.${scheme}.invalid${rest ?? ''}`
}

/** The address as the app is told it. */
export const fromBrowser = (address: string): string => {
  const [, host, scheme, rest] = /^https:\/\/([^/]*)\.([^./]+)\.invalid(.*)$/.exec(address) ?? []
  return scheme !== undefined && schemes.has(scheme) ? `${scheme}://${host ?? ''}${rest ?? ''}` : address
}
