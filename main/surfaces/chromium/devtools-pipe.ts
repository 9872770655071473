/** The Chrome DevTools Protocol over a pair of pipes: JSON messages, each ended by a NUL byte. */
import type { Readable, Writable } from 'node:stream'

export type Parameters = Readonly<Record<string, unknown>>

export interface DevtoolsEvent {
  readonly method: string
  readonly params: Parameters
  /** The target it is about; undefined for the browser itself. */
  readonly sessionId: string | undefined
}

export interface DevtoolsPipe {
  /** Rejects when the browser refuses the command, or is gone before it answers. */
  send(method: string, params?: Parameters, sessionId?: string): Promise<Parameters>
  /** Hears every event from now on. */
  onEvent(listener: (event: DevtoolsEvent) => void): void
}

interface Waiting {
  readonly resolve: (result: Parameters) => void
  readonly reject: (error: Error) => void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Parameters
  readonly result?: Parameters
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/** Speaks through `output` and listens on `input`. */
export const createDevtoolsPipe = (output: Writable, input: Readable): DevtoolsPipe => {
  const waiting = new Map<number, Waiting>()
  const listeners: ((event: DevtoolsEvent) => void)[] = []
  let lastId = 0
  let isOpen = true

  const take = (text: string): void => {
    const message = JSON.parse(text) as Message
    if (message.id === undefined) {
      const { method = '', params = {}, sessionId } = message
      for (const listener of listeners) listener({ method, params, sessionId })
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(message.error.message))
    else asked?.resolve(message.result ?? {})
  }

  const end = (): void => {
    isOpen = false
    for (const { reject } of waiting.values()) reject(new Error('the browser is gone'))
    waiting.clear()
  }

  // Parts of a message are kept until its end comes, and joined once: large answers arrive in many parts.
  let parts: Buffer[] = []
  input.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...parts, chunk.subarray(start, end)]).toString('utf8')
      parts = []
      start = end + 1
      take(text)
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
  })
  input.on('close', end)
  input.on('error', end)
  output.on('error', end)

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (!isOpen) return reject(new Error('the browser is gone'))
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      }),
    onEvent: (listener) => void listeners.push(listener),
  }
}
