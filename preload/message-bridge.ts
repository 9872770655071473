/** The bridge over anything that carries text: numbers the calls, matches the answers, hands out the events. */
import type { Bridge } from '#contract/bridge'
import { eventNames, maxMessageBytes } from '#contract/names'
import type { Fault } from '#contract/result'
import type { WireMessage, WireRequest } from '#contract/wire'

export interface MessageBridge {
  /** Frozen, ready to be put on `window`. */
  readonly bridge: Bridge
  /** Takes one message from the app: JSON of a `WireMessage`. */
  readonly receive: (text: string) => void
  /** From now on every pending and later call answers `disconnected`. */
  readonly disconnect: () => void
}

type Answer = { readonly ok: boolean }
type Listener = (payload: unknown) => void

/** A bridge that sends JSON of `WireRequest`s with `send`. */
export const createMessageBridge = (send: (text: string) => void): MessageBridge => {
  const pending = new Map<number, (answer: Answer) => void>()
  const listeners = new Map<string, Set<Listener>>(eventNames.map((name) => [name, new Set()]))
  let lastId = 0
  let isConnected = true

  const call = (name: unknown, input: unknown): Promise<Answer> =>
    new Promise((resolve) => {
      const id = ++lastId
      const text = toText(id, name, input)
      if (!isConnected) resolve(faulty({ kind: 'disconnected' }))
      else if (text.ok) {
        pending.set(id, resolve)
        send(text.value)
      } else resolve(faulty({ kind: 'bad-input', name: nameOf(name).slice(0, 100), problems: [text.why] }))
    })

  const on = (name: string, listener: Listener): (() => void) => {
    // Wrapped, so that one function listening twice is two listeners.
    const entry: Listener = (payload) => listener(payload)
    listeners.get(name)?.add(entry)
    return () => void listeners.get(name)?.delete(entry)
  }

  return {
    // The types of names, inputs and answers are the contract's; what travels is checked by the app.
    bridge: Object.freeze({ call, on }) as unknown as Bridge,
    receive: (text) => {
      const message = JSON.parse(text) as WireMessage
      if (message.kind === 'answer') {
        pending.get(message.id)?.(message.result as Answer)
        pending.delete(message.id)
        return
      }
      for (const listener of [...(listeners.get(message.name) ?? [])]) tell(listener, message.payload)
    },
    disconnect: () => {
      isConnected = false
      for (const answer of pending.values()) answer(faulty({ kind: 'disconnected' }))
      pending.clear()
    },
  }
}

/** A listener that throws is the page's mistake: it is reported there, and the others still hear. */
const tell = (listener: Listener, payload: unknown): void => {
  try {
    listener(payload)
  } catch (error) {
    reportError(error)
  }
}

const faulty = (fault: Fault): Answer & { fault: Fault } => ({ ok: false, fault })

type Text = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: string }

/** A name that is no text would be lost in JSON; the name of its type is as unknown a call. */
const nameOf = (name: unknown): string => (typeof name === 'string' ? name : typeof name)

const toText = (id: number, name: unknown, input: unknown): Text => {
  try {
    const value = JSON.stringify({ id, name: nameOf(name), input } satisfies WireRequest)
    const isTooLarge = new TextEncoder().encode(value).length > maxMessageBytes
    return isTooLarge ? { ok: false, why: `more than ${maxMessageBytes} bytes` } : { ok: true, value }
  } catch (error) {
    return { ok: false, why: String(error) }
  }
}
