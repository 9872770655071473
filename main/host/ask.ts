/** One request over HTTP or HTTPS, by Node's own client: half the memory and time of those that bring their own parser. */
import * as http from 'node:http'
import * as https from 'node:https'
import type { Connections } from './connections.ts'
import { withoutCredentials } from './credentials.ts'

export interface Asking {
  readonly connections: Connections
  readonly headers: Readonly<Record<string, string>>
  /** Ends the request, and the body of its answer. */
  readonly signal: AbortSignal
  /** For so long, in milliseconds, nothing may come. */
  readonly quietMs?: number
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Hands over each part as it came, while `take` answers true; rejects where it ends before its end. */
  readonly each: (take: (part: Buffer) => boolean) => Promise<void>
  /** Nothing of the rest is wanted. */
  readonly drop: () => void
}

/** Asks for `url`; a name and a password in it go as a header. Redirects are answers like others. */
export const ask = async (url: string, asking: Asking): Promise<Answer> => {
  for (let tries = 1; ; tries += 1) {
    const asked = await askOnce(url, asking)
    if (asked.kind === 'answer') return asked.answer
    // A connection that was kept was ended by the server while it was asked: that says nothing about the server.
    if (!asked.isStale || tries === 3) throw asked.error
  }
}

type AskedOnce =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: Error; readonly isStale: boolean }

const askOnce = (url: string, { connections, headers, signal, quietMs }: Asking): Promise<AskedOnce> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const asked = withoutCredentials(url)
    const address = new URL(asked.address)
    const { request: start } = address.protocol === 'https:' ? https : http
    const request = start(address, { ...connections.to(address), headers: { ...headers, ...asked.headers } })
    let response: http.IncomingMessage | undefined

    // While a proxy is asked the request has no socket yet, and destroying it is heard by nobody.
    const giveUp = (error: Error): void => {
      done()
      reject(error)
      request.destroy(error)
      response?.destroy(error)
    }
    const onAbort = (): void =>
      giveUp(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)))
    const onQuiet = (): void => giveUp(Object.assign(new Error(quietSentence(quietMs)), { code: 'ETIMEDOUT' }))
    const quiet = quietMs === undefined ? undefined : setTimeout(onQuiet, quietMs)
    const done = (): void => {
      clearTimeout(quiet)
      signal.removeEventListener('abort', onAbort)
    }
    signal.addEventListener('abort', onAbort)
    // It stays: what a server sends after its answer is an error of a request that has long been answered.
    request.on('error', (error: NodeJS.ErrnoException) => {
      done()
      resolve({
        kind: 'failed',
        error: withMessage(error),
        isStale: request.reusedSocket && error.code === 'ECONNRESET',
      })
    })
    // What a proxy says against a tunnel would be taken for the answer of the server behind it, which has proved nothing.
    request.on('proxyConnect', ({ statusCode = 200 }: { readonly statusCode?: number }) => {
      if (statusCode !== 200) giveUp(new Error(`the proxy refused the connection: ${statusCode}`))
    })
    request.on('upgrade', (_, socket) => {
      socket.destroy()
      giveUp(new Error('the server wants to speak something else than HTTP'))
    })
    request.on('close', () => {
      if (!response) giveUp(new Error('the connection ended without an answer'))
    })
    request.on('response', (incoming) => {
      response = incoming
      clearTimeout(quiet)
      if (quietMs !== undefined) incoming.setTimeout(quietMs, onQuiet)
      incoming.on('close', done)
      resolve({ kind: 'answer', answer: answerOf(incoming) })
    })
    request.end()
  })

const answerOf = (incoming: http.IncomingMessage): Answer => {
  let problem: Error | undefined
  incoming.on('error', (error) => (problem ??= error))
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')])),
    each: (take) =>
      new Promise((resolve, reject) => {
        if (problem) return reject(problem)
        incoming.once('error', reject)
        incoming.once('end', resolve)
        incoming.on('data', (part: Buffer) => {
          if (incoming.destroyed) return
          try {
            if (take(part)) return
            resolve()
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
          incoming.destroy()
        })
      }),
    drop: () => void incoming.destroy(),
  }
}

const quietSentence = (quietMs = 0): string => `nothing came for ${quietMs / 1000} seconds`

/** Where a name has several addresses, what each of them said is in the error, and nothing in its message. */
const withMessage = (error: Error): Error => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return first instanceof Error ? first : error
}
