/** Requests as a hostile program would make them: every header as given, nothing added. */
import { request, type IncomingHttpHeaders } from 'node:http'
import { WebSocket } from 'ws'

export interface Asked {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One request to 127.0.0.1. Rejects where nobody listens, or where the connection is cut. */
export const ask = (port: number, { method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }))
      answer.once('error', reject)
    })
    asked.once('error', reject)
    asked.once('upgrade', (answer, socket) => {
      socket.destroy()
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: '' })
    })
    asked.end(body)
  })

/** What a page of our own sends with a POST. */
export const ownHeaders = (port: number): Readonly<Record<string, string>> => ({
  origin: `http://127.0.0.1:${port}`,
  'content-type': 'application/json',
})

/** What a browser sends to open a socket, from `origin`. */
export const upgradeHeaders = (origin?: string): Readonly<Record<string, string>> => ({
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  ...(origin === undefined ? {} : { origin }),
})

export interface TestSocket {
  readonly socket: WebSocket
  readonly opened: Promise<void>
  /** The code it was closed with. */
  readonly closed: Promise<number>
  readonly messages: string[]
}

/** A socket to the page's app, from the page's own origin. */
export const openSocket = (port: number): TestSocket => {
  const messages: string[] = []
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { origin: `http://127.0.0.1:${port}` })
  socket.on('message', (data) => messages.push((data as Buffer).toString('utf8')))
  socket.on('error', () => undefined)
  return {
    socket,
    messages,
    opened: new Promise((resolve) => socket.once('open', resolve)),
    closed: new Promise((resolve) => socket.once('close', resolve)),
  }
}
