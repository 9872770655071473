/** HTTP by undici, through the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name (upper or lower case). */
import { request, type Dispatcher } from 'undici'
import { withoutPassword } from '../core/without-password.ts'
import { withoutCredentials } from './credentials.ts'
import { createDispatcher } from './dispatcher.ts'
import { isRedirect, maxRedirects, nextAddress } from './redirects.ts'
import type { FetchOptions, Fetched, Network } from '../core/toolchains/network.ts'

const defaultMaxBytes = 4 * 1024 * 1024
const defaultTimeoutMs = 15_000

/** The network of this machine, asked in the name of `Groundwork/VERSION`. Opens nothing before the first request; `close` ends what is kept open. */
export const createNetwork = (version?: string): Network & { close(): Promise<void> } => {
  const userAgent = version === undefined ? 'Groundwork' : `Groundwork/${version}`
  let dispatcher: Dispatcher | undefined
  return {
    fetch: async (url, options = {}) => {
      dispatcher ??= createDispatcher()
      const limit = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs)
      const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit
      try {
        return await get(url, options, { dispatcher, signal, userAgent })
      } catch (error) {
        return failed(error, limit.aborted)
      }
    },
    close: async () => dispatcher?.close(),
  }
}

interface Way {
  readonly dispatcher: Dispatcher
  readonly signal: globalThis.AbortSignal
  readonly userAgent: string
}

const get = async (url: string, options: FetchOptions, way: Way, redirects = 0): Promise<Fetched> => {
  const asked = withoutCredentials(url)
  const { statusCode, headers, body } = await request(asked.address, {
    dispatcher: way.dispatcher,
    signal: way.signal,
    headers: { 'user-agent': way.userAgent, ...asked.headers, ...rangeHeader(options.range) },
  })
  if (isRedirect(statusCode)) {
    await body.dump()
    const next = redirects < maxRedirects ? nextAddress(String(headers.location), url) : null
    if (next !== null) return get(next, options, way, redirects + 1)
    return {
      kind: 'failed',
      reason: 'other',
      detail: `redirected to ${withoutPassword(String(headers.location)).slice(0, 300)}`,
    }
  }
  const maxBytes = options.maxBytes ?? defaultMaxBytes
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    total += chunk.length
    if (total > maxBytes) return { kind: 'failed', reason: 'too-large', detail: `more than ${maxBytes} bytes` }
    chunks.push(chunk)
  }
  return { kind: 'answer', status: statusCode, body: new Uint8Array(Buffer.concat(chunks)), headers: flat(headers) }
}

const rangeHeader = (range: FetchOptions['range']): Record<string, string> => {
  if (!range) return {}
  return { range: range.from < 0 ? `bytes=${range.from}` : `bytes=${range.from}-${range.to ?? ''}` }
}

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )

const failed = (error: unknown, isTooLate: boolean): Fetched => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = withoutPassword(error instanceof Error ? error.message : String(error))
  if (isTooLate || /TIMEOUT|ETIMEDOUT/.test(code)) return { kind: 'failed', reason: 'timeout', detail }
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'failed', reason: 'cancelled', detail }
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return { kind: 'failed', reason: 'name', detail }
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(code)) return { kind: 'failed', reason: 'refused', detail }
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return { kind: 'failed', reason: 'tls', detail }
  return { kind: 'failed', reason: 'other', detail }
}
