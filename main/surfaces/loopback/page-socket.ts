/** The page's socket: let in by its session, one at a time, then calls in and answers and events out. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { loopbackPaths, maxMessageBytes, readyWord, sessionShownSchema } from '#contract'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Application } from '../../core/application.ts'
import { answerText, eventText, parseJson } from '../page/wire-messages.ts'
import { loopbackHeaders } from './page-server.ts'
import { refusalOf } from './request-rules.ts'

export interface PageSocketOptions {
  readonly port: () => number
  readonly application: Pick<Application, 'call' | 'subscribe'>
  readonly isSession: (candidate: string) => boolean
  /** A page is there. */
  readonly onConnected: () => void
  /** The page said something. */
  readonly onMessage: () => void
  /** No page is there any more. */
  readonly onDisconnected: () => void
}

/** Codes a socket is closed with, from the range that is free for applications. */
export const closeCodes = { notLetIn: 4403, alreadyOpen: 4409 } as const

/** How long a socket may take to show its session. */
const helloWithinMs = 5_000
/** How long a second page waits for the first to go: a page that is loaded anew meets its own former socket. */
const handoverMs = 1_000

export interface PageSocket {
  /** For the server's `upgrade`. */
  readonly accept: (request: IncomingMessage, connection: Duplex, head: Buffer) => void
  /** Ends every socket. */
  readonly close: () => void
}

/** Takes the sockets of the page on behalf of `application`. */
export const createPageSocket = (options: PageSocketOptions): PageSocket => {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false })
  let active: WebSocket | null = null

  const letIn = (socket: WebSocket): void => {
    active = socket
    const unsubscribe = options.application.subscribe((name, payload) => socket.send(eventText(name, payload)))
    socket.once('close', () => {
      unsubscribe()
      active = null
      options.onDisconnected()
    })
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        socket.close(1003)
        return
      }
      options.onMessage()
      void answerText(options.application.call, textOf(data)).then((answer) => {
        if (answer !== null) socket.send(answer)
      })
    })
    options.onConnected()
    socket.send(readyWord)
  }

  const meet = async (socket: WebSocket): Promise<void> => {
    // A broken frame or too large a message: the library closes the socket itself.
    socket.on('error', () => undefined)
    const timer = setTimeout(() => socket.close(closeCodes.notLetIn), helloWithinMs)
    const hello = await new Promise<string>((resolve) => {
      socket.once('message', (data, isBinary) => resolve(isBinary ? '' : textOf(data)))
      socket.once('close', () => resolve(''))
    })
    clearTimeout(timer)
    const parsed = sessionShownSchema.safeParse(parseJson(hello))
    if (!parsed.success || !options.isSession(parsed.data.session)) {
      socket.close(closeCodes.notLetIn)
      return
    }
    if (active) await closed(active, handoverMs)
    if (active) socket.close(closeCodes.alreadyOpen)
    else if (socket.readyState === socket.OPEN) letIn(socket)
  }

  return {
    accept: (request, connection, head) => {
      const refusal = refusalOf(request, options.port()) ?? (request.url === loopbackPaths.socket ? null : 404)
      if (refusal !== null) return refuse(connection, refusal)
      server.handleUpgrade(request, connection, head, (socket) => void meet(socket))
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

const refuse = (connection: Duplex, status: number): void => {
  const headers = { ...loopbackHeaders, connection: 'close', 'content-length': '0' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  connection.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n`)
}

const closed = (socket: WebSocket, withinMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Text messages arrive as one Buffer: the library's default for `binaryType`. */
const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString('utf8') : '')
