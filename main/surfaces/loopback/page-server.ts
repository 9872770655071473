/** Serves the page on loopback, and exchanges its ticket for a session. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { loopbackPaths, maxMessageBytes, ticketShownSchema, type SessionShown } from '#contract'
import type { PageFiles } from '../page/page-files.ts'
import { pageHeaders } from '../page/page-headers.ts'
import { parseJson } from '../page/wire-messages.ts'
import { refusalOf } from './request-rules.ts'
import type { Exchange } from './ticket.ts'

export interface PageServerOptions {
  readonly port: () => number
  readonly files: PageFiles
  /** JavaScript of `preload/loopback.ts`, built. */
  readonly script: string
  readonly exchange: (ticket: string) => Exchange
}

/** Sent with every answer, refusals included. */
export const loopbackHeaders = pageHeaders({ connect: 'self' })

/** Answers requests: `GET` reads the page and changes nothing, one `POST` exchanges the ticket, nothing else is there. */
export const createPageListener = (options: PageServerOptions): RequestListener => {
  const read = async (pathname: string): Promise<Answer> => {
    if (pathname === loopbackPaths.bridge) {
      return { status: 200, contentType: 'text/javascript; charset=utf-8', body: options.script }
    }
    const file = await options.files(pathname)
    if (!file) return { status: 404 }
    const isPage = file.contentType.startsWith('text/html')
    return { status: 200, contentType: file.contentType, body: isPage ? withBridge(file.body) : file.body }
  }

  const exchange = async (request: IncomingMessage): Promise<Answer> => {
    if (request.headers['content-type'] !== 'application/json') return { status: 415 }
    const body = await readBody(request)
    if (body === null) return { status: 413 }
    const parsed = ticketShownSchema.safeParse(parseJson(body))
    if (!parsed.success) return { status: 400 }
    const exchanged = options.exchange(parsed.data.ticket)
    if (exchanged.kind !== 'accepted') return { status: 403 }
    const answer = JSON.stringify({ session: exchanged.session } satisfies SessionShown)
    return { status: 200, contentType: 'application/json; charset=utf-8', body: answer }
  }

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const refusal = refusalOf(request, options.port())
    if (refusal !== null) return { status: refusal }
    const target = request.url ?? ''
    if (!target.startsWith('/') || !URL.canParse(target, 'http://127.0.0.1')) return { status: 400 }
    const { pathname } = new URL(target, 'http://127.0.0.1')
    if (pathname === loopbackPaths.session) return request.method === 'POST' ? exchange(request) : { status: 405 }
    return request.method === 'GET' || request.method === 'HEAD' ? read(pathname) : { status: 405 }
  }

  return (request, response) => void answer(request).then((answered) => send(request, response, answered))
}

interface Answer {
  readonly status: number
  readonly contentType?: string
  readonly body?: string | Uint8Array
}

const send = (request: IncomingMessage, response: ServerResponse, { status, contentType, body = '' }: Answer): void => {
  response.writeHead(status, {
    ...loopbackHeaders,
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    'content-length': Buffer.byteLength(body),
    // What was refused may have more to say: it is not listened to.
    ...(status >= 400 ? { connection: 'close' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** The page with its bridge loaded first: a plain script runs before the page's own, which are modules. */
const withBridge = (page: Uint8Array): string =>
  Buffer.from(page)
    .toString('utf8')
    .replace(/<head[^>]*>/i, (head) => `${head}<script src="${loopbackPaths.bridge}"></script>`)

/** The whole body as text; null where it is too large or breaks off. */
const readBody = async (request: IncomingMessage): Promise<string | null> => {
  if (Number(request.headers['content-length'] ?? 0) > maxMessageBytes) return null
  const chunks: Buffer[] = []
  let total = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > maxMessageBytes) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}
