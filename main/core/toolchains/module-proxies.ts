/** GOPROXY: a list of module proxies with rules for when to go on to the next (go.dev/ref/mod#environment-variables). */

export interface ModuleProxy {
  /** Without a slash at its end. `file:` addresses are allowed, as in Go. */
  readonly url: string
  /** Whether a failure of any kind goes on to the next (`|`), or only "not there": 404 and 410 (`,`). */
  readonly anyFailureGoesOn: boolean
}

/**
 * The proxies that a value of GOPROXY names, in order. `direct` fetches modules from their repositories, which
 * toolchains are never in; `off` ends the list. Entries that are no address are passed over.
 */
export const parseModuleProxies = (value: string): readonly ModuleProxy[] => {
  const proxies: ModuleProxy[] = []
  for (const [, entry = '', separator] of value.matchAll(/([^,|]*)([,|]|$)/g)) {
    const url = entry.trim().replace(/\/+$/, '')
    if (url === 'off' || url === 'direct') break
    if (/^(https?|file):\/\/[^\s]+$/.test(url)) proxies.push({ url, anyFailureGoesOn: separator === '|' })
  }
  return proxies
}

/** Whether a proxy is one of the Go project's own, reached so that nobody on the way can be it. */
export const isOfGoProject = ({ url }: Pick<ModuleProxy, 'url'>): boolean =>
  /^https:\/\/(?:[a-z]+\.golang\.org|go\.dev|golang\.google\.cn)(?:\/|$)/.test(url)
