/** How every request leaves this machine: by the environment's proxies, trusting whom the system trusts. */
import { EnvHttpProxyAgent, type Dispatcher } from 'undici'
import { trustedCertificates } from './certificates.ts'

/** A dispatcher that opens nothing before its first request. */
export const createDispatcher = (): Dispatcher => {
  const tls = { ca: trustedCertificates() }
  return new EnvHttpProxyAgent({ connect: tls, requestTls: tls, proxyTls: tls })
}
