/** How every request leaves this machine: by the environment's proxies, trusting whom the system trusts. */
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici'
import { trustedCertificates } from './certificates.ts'

/**
 * A dispatcher that opens nothing before its first request. Where a proxy is named that cannot be asked, every request
 * fails and says which: to go past it would tell others what it was to hide.
 */
export const createDispatcher = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Dispatcher => {
  const [http, https] = (['http_proxy', 'https_proxy'] as const).map((name) => proxyIn(environment, name))
  const problem = http?.problem ?? https?.problem
  if (problem !== undefined) {
    return new Agent({ connect: (_, answer) => answer(new Error(problem), null) })
  }
  const tls = { ca: trustedCertificates() }
  const proxies = { httpProxy: http?.address ?? '', httpsProxy: https?.address ?? '' }
  return new EnvHttpProxyAgent({ connect: tls, requestTls: tls, proxyTls: tls, ...proxies })
}

/** As Go reads it: lower case too, and `host:port` is http (golang.org/x/net/http/httpproxy, parseProxy). */
const proxyIn = (
  environment: Readonly<Record<string, string | undefined>>,
  lower: string,
): { readonly address?: string; readonly problem?: string } => {
  const name = environment[lower] === undefined ? lower.toUpperCase() : lower
  const value = environment[name] ?? ''
  if (value === '') return {}
  const address = value.includes('://') ? value : `http://${value}`
  // The value may hold a password, so it is not shown.
  const isHttp = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  return isHttp ? { address } : { problem: `${name} does not name an HTTP proxy` }
}
