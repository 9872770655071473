/** Who may ask: decided by headers alone, before anything else is looked at. */
import type { IncomingMessage } from 'node:http'

/** The status a request is refused with, or null where it may go on. */
export type Refusal = 421 | 403 | null

/**
 * Refuses what a foreign page, or a foreign name for this machine, could send.
 * - `Host` must be exactly `127.0.0.1:<port>`: a name that was rebound to 127.0.0.1 is another host (421).
 * - `Origin`, where present, must be ours; what may change something (a POST, a socket) must have it.
 * - `Sec-Fetch-Site`, where present, must be `same-origin` or `none`; only opening the page in a tab may come from
 *   elsewhere, since that is how a link or a file leads here.
 */
export const refusalOf = ({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>, port: number): Refusal => {
  const host = `127.0.0.1:${port}`
  if (headers.host !== host) return 421
  const isRead = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined
  if (headers.origin === undefined ? !isRead : headers.origin !== `http://${host}`) return 403
  const site = headers['sec-fetch-site']
  const isOpening = isRead && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isOpening) return 403
  return null
}
