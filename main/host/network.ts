/** HTTP as core asks for it: whole answers, not too large and not too late, or why there is none. */
import { astrayText } from '../core/toolchains/supply-text.ts'
import { withoutPassword } from '../core/without-password.ts'
import type { FetchOptions, Fetched, Network } from '../core/toolchains/network.ts'
import type { Asking } from './ask.ts'
import { createConnections, type Connections } from './connections.ts'
import { follow } from './follow.ts'

const defaultMaxBytes = 4 * 1024 * 1024
const defaultTimeoutMs = 15_000

/** The network of this machine, asked in the name of `Groundwork/VERSION`. Opens nothing before the first request; `close` ends what is open. */
export const createNetwork = (version?: string): Network & { close(): void } => {
  const userAgent = version === undefined ? 'Groundwork' : `Groundwork/${version}`
  let connections: Connections | undefined
  return {
    fetch: async (url, options = {}) => {
      connections ??= createConnections()
      const limit = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs)
      const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit
      const headers = { 'user-agent': userAgent, ...rangeHeader(options.range) }
      try {
        return await get(url, options, { connections, signal, headers })
      } catch (error) {
        return failed(error, limit.aborted, options.signal?.aborted === true)
      }
    },
    close: () => connections?.close(),
  }
}

const get = async (url: string, options: FetchOptions, asking: Asking): Promise<Fetched> => {
  const { maxBytes = defaultMaxBytes, range } = options
  const followed = await follow(url, asking)
  if (followed.kind === 'astray') return { kind: 'failed', reason: 'other', detail: astrayText(followed.astray).en }
  const { status, headers, each, drop } = followed.answer
  const tooLarge = { kind: 'failed', reason: 'too-large', detail: `more than ${maxBytes} bytes` } as const
  // Asked for the last bytes it sends all, from the first: none of it is worth waiting for.
  if (status === 200 && (range?.from ?? 0) < 0 && Number(headers['content-length']) > maxBytes) {
    drop()
    return tooLarge
  }
  const parts: Buffer[] = []
  let total = 0
  await each((part) => {
    parts.push(part)
    total += part.length
    return total <= maxBytes
  })
  if (total > maxBytes) return tooLarge
  const { buffer, byteOffset } = Buffer.concat(parts, total)
  return { kind: 'answer', status, body: new Uint8Array(buffer, byteOffset, total), headers }
}

const rangeHeader = (range: FetchOptions['range']): Record<string, string> => {
  if (!range) return {}
  return { range: range.from < 0 ? `bytes=${range.from}` : `bytes=${range.from}-${range.to ?? ''}` }
}

const failed = (error: unknown, isTooLate: boolean, isCancelled: boolean): Fetched => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = withoutPassword(error instanceof Error ? error.message : String(error))
  if (isTooLate || /TIMEOUT|ETIMEDOUT/.test(code)) return { kind: 'failed', reason: 'timeout', detail }
  if (isCancelled) return { kind: 'failed', reason: 'cancelled', detail }
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return { kind: 'failed', reason: 'name', detail }
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(code)) return { kind: 'failed', reason: 'refused', detail }
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return { kind: 'failed', reason: 'tls', detail }
  return { kind: 'failed', reason: 'other', detail }
}
