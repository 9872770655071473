/** How every request leaves this machine: by the environment's proxies, trusting whom the system trusts. */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { checkServerIdentity, createSecureContext, type ConnectionOptions, type SecureContext } from 'node:tls'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { trustedCertificates } from './certificates.ts'

export interface Connections {
  /**
   * What a request to `url` is to be made with. Throws where a proxy is named for it that cannot be asked: to go past it
   * would tell others what it was to hide.
   */
  readonly to: (
    url: URL,
  ) => { readonly agent: HttpAgent } & Pick<ConnectionOptions, 'secureContext' | 'checkServerIdentity'>
  /** Ends all that are open. */
  readonly close: () => void
}

/** Opens nothing before the first request, and keeps what it opened for the next ones. */
export const createConnections = (): Connections => {
  const agents = new Map<string, HttpAgent>()
  const closing = new AbortController()
  let secureContext: SecureContext | undefined
  const trusting = (): { readonly secureContext: SecureContext } => ({
    secureContext: (secureContext ??= createSecureContext({ ca: trustedCertificates() })),
  })
  const makeAgent = (isSecure: boolean, proxy: string): HttpAgent => {
    if (proxy === '') return isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
    // A proxy that is asked and never answers is known to nobody else.
    const options = { keepAlive: true, signal: closing.signal, ...(proxy.startsWith('https:') && trusting()) }
    return isSecure ? new HttpsProxyAgent(proxy, options) : new HttpProxyAgent(proxy, options)
  }
  return {
    to: (url) => {
      const isSecure = url.protocol === 'https:'
      const proxy = proxyFor(url)
      const key = `${url.protocol} ${proxy}`
      const agent = agents.get(key) ?? makeAgent(isSecure, proxy)
      agents.set(key, agent)
      return { agent, ...(isSecure && { ...trusting(), checkServerIdentity: isServer(url) }) }
    },
    close: () => {
      closing.abort()
      for (const agent of agents.values()) agent.destroy()
    },
  }
}

/**
 * Whoever answers has to be the server that was asked for. Behind a tunnel Node would compare with the name of the proxy
 * where the server is asked for by its number.
 */
const isServer =
  (url: URL): typeof checkServerIdentity =>
  (_, certificate) =>
    checkServerIdentity(url.hostname.replace(/^\[|\]$/g, ''), certificate)

/** The address of the proxy that the environment names for `url`; empty for none. */
const proxyFor = (url: URL): string => {
  const name = `${url.protocol.slice(0, -1)}_proxy`
  const isLower = process.env[name] !== undefined
  const value = process.env[isLower ? name : name.toUpperCase()] ?? ''
  if (value === '' || getProxyForUrl(url.href) === '') return ''
  // As Go reads it: `host:port` is http (golang.org/x/net/http/httpproxy, parseProxy).
  const address = value.includes('://') ? value : `http://${value}`
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address
  // The value may hold a password, so it is not shown.
  throw new Error(`${isLower ? name : name.toUpperCase()} does not name an HTTP proxy`)
}
