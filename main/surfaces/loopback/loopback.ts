/** The page in any browser, on 127.0.0.1: one page, let in by a one-time ticket, and gone when the page is closed. */
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Application } from '../../core/application.ts'
import type { PageFiles } from '../page/page-files.ts'
import { createPageListener } from './page-server.ts'
import { createPageSocket } from './page-socket.ts'
import { createTickets } from './ticket.ts'

export interface LoopbackOptions {
  readonly application: Pick<Application, 'call' | 'subscribe'>
  readonly files: PageFiles
  /** JavaScript of `preload/loopback.ts`, built. */
  readonly script: string
  /** How long the address may wait to be opened; default one minute. */
  readonly ticketLifeMs?: number
  /** How long the app waits for a page that went away, as one does that is loaded anew; default 5 s. */
  readonly absenceMs?: number
  /** How long a page may be silent before the app takes it for forgotten; default 8 h. */
  readonly idleMs?: number
}

/** Why it ended. `unused`: nobody opened the address. `replayed`: it was opened twice, so somebody else knows it. */
export type LoopbackEnd = 'page-closed' | 'unused' | 'replayed' | 'idle' | 'stopped'

export interface Loopback {
  readonly port: number
  /** Works once, within a minute. A secret: it goes to the person or to a file of theirs, never to a log or an argv. */
  readonly address: string
  /** Resolves when the first page is let in. */
  readonly connected: Promise<void>
  readonly ended: Promise<LoopbackEnd>
  readonly close: () => Promise<void>
}

/** Starts to listen on a free port of 127.0.0.1. Rejects where that is not possible. */
export const openLoopback = async (options: LoopbackOptions): Promise<Loopback> => {
  const { ticketLifeMs = 60_000, absenceMs = 5_000, idleMs = 8 * 3_600_000 } = options
  const tickets = createTickets(ticketLifeMs, () => performance.now())
  const port = (): number => (server.address() as AddressInfo).port

  let finish: (end: LoopbackEnd) => void = () => undefined
  const ending = new Promise<LoopbackEnd>((resolve) => (finish = resolve))
  let connect: () => void = () => undefined
  const connected = new Promise<void>((resolve) => (connect = resolve))

  // There is one thing to wait for at any time: the ticket to be used, the page to come (back), or to say something.
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const endAfter = (ms: number, end: LoopbackEnd): void => {
    clearTimeout(timer)
    // A page that goes because the app ends is waited for no more, or the process would stay for as long.
    if (isOver) return
    timer = setTimeout(() => finish(end), ms)
  }

  const server = createServer(
    createPageListener({
      port,
      files: options.files,
      script: options.script,
      exchange: (candidate) => {
        const exchanged = tickets.exchange(candidate)
        if (exchanged.kind === 'accepted') endAfter(absenceMs, 'page-closed')
        // The answer goes out first.
        if (exchanged.kind === 'replayed') setImmediate(() => finish('replayed'))
        return exchanged
      },
    }),
  )
  const socket = createPageSocket({
    port,
    application: options.application,
    isSession: tickets.isSession,
    onConnected: () => {
      endAfter(idleMs, 'idle')
      connect()
    },
    onMessage: () => endAfter(idleMs, 'idle'),
    onDisconnected: () => endAfter(absenceMs, 'page-closed'),
  })
  server.on('upgrade', socket.accept)
  // The kernel notices a peer that is gone without a word, as through a broken tunnel; no timer of ours does.
  server.on('connection', (connection: Socket) => connection.setKeepAlive(true, 60_000))
  server.maxConnections = 64

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve)
  })
  endAfter(ticketLifeMs, 'unused')

  const ended = ending.then(async (end) => {
    isOver = true
    clearTimeout(timer)
    socket.close()
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
    return end
  })
  return {
    port: port(),
    address: `http://127.0.0.1:${port()}/#t=${tickets.ticket}`,
    connected,
    ended,
    close: async () => {
      finish('stopped')
      await ended
    },
  }
}
