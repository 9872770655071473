/**
 * What runs in the page: Electron's two JavaScript worlds, the page's and the preload's, and contextBridge between
 * them. The functions below are sent as text, so each uses only what it is given.
 *
 * The worlds share the document but no objects. Events on `window` reach both, at once, and their data is copied on
 * the way; their name is a secret of this launch that the page's own scripts cannot know.
 */

interface End {
  /** Makes `value` fit to cross: functions and promises become references. Throws on what contextBridge refuses. */
  encode(value: unknown): unknown
  decode(encoded: unknown): unknown
  send(message: Readonly<Record<string, unknown>>): void
  /** Hears messages of other kinds than calls. */
  onOther(listener: (message: Record<string, unknown>) => void): void
}

/** One end of the bridge. `mine` and `theirs` are the event names of the two ends. */
const createEnd = (mine: string, theirs: string): End => {
  const { CustomEvent, Promise } = window
  const dispatch = window.dispatchEvent.bind(window)
  const functions = new Map<number, (...words: unknown[]) => unknown>()
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const answers = new Map<number, { value?: unknown; error?: string }>()
  let lastId = 0
  let other: (message: Record<string, unknown>) => void = () => undefined

  const send = (message: Record<string, unknown>): void => {
    dispatch(new CustomEvent(theirs, { detail: message }))
  }

  const encode = (value: unknown): unknown => {
    if (value === null || ['string', 'number', 'boolean', 'undefined', 'bigint'].includes(typeof value)) {
      return { is: 'plain', value }
    }
    if (typeof value === 'function') {
      const id = (lastId += 1)
      functions.set(id, value as (...words: unknown[]) => unknown)
      return { is: 'function', id }
    }
    if (typeof value === 'object' && value instanceof Promise) {
      const id = (lastId += 1)
      value.then(
        (settled: unknown) => send({ kind: 'settled', id, value: encode(settled) }),
        (error: unknown) =>
          send({ kind: 'settled', id, error: String(error instanceof Error ? error.message : error) }),
      )
      return { is: 'promise', id }
    }
    if (Array.isArray(value)) return { is: 'array', parts: value.map(encode) }
    if (typeof value === 'object') {
      return {
        is: 'object',
        parts: Object.fromEntries(Object.entries(value).map(([name, part]) => [name, encode(part)])),
      }
    }
    throw new TypeError(`a ${typeof value} cannot cross contextBridge`)
  }

  const decode = (encoded: unknown): unknown => {
    const part = encoded as { is: string; id: number; value: unknown; parts: unknown }
    if (part.is === 'plain') return part.value
    if (part.is === 'array') return (part.parts as unknown[]).map(decode)
    if (part.is === 'object') {
      return Object.fromEntries(Object.entries(part.parts as object).map(([name, value]) => [name, decode(value)]))
    }
    if (part.is === 'promise') {
      return new Promise((resolve, reject) => promises.set(part.id, { resolve, reject }))
    }
    return (...words: unknown[]): unknown => {
      const call = (lastId += 1)
      // The other end answers before this returns.
      send({ kind: 'call', call, function: part.id, words: words.map(encode) })
      const answer = answers.get(call)
      answers.delete(call)
      if (!answer || answer.error !== undefined) throw new Error(answer?.error ?? 'the other world is gone')
      return decode(answer.value)
    }
  }

  const run = ({ call, function: id, words }: Record<string, unknown>): void => {
    try {
      const value = functions.get(id as number)?.(...(words as unknown[]).map(decode))
      send({ kind: 'answer', call, value: encode(value) })
    } catch (error) {
      send({ kind: 'answer', call, error: error instanceof Error ? error.message : String(error) })
    }
  }

  window.addEventListener(mine, (event) => {
    const message = (event as CustomEvent<Record<string, unknown>>).detail
    if (message.kind === 'call') run(message)
    else if (message.kind === 'answer') answers.set(message.call as number, message)
    else if (message.kind === 'settled') {
      const promise = promises.get(message.id as number)
      promises.delete(message.id as number)
      if (message.error !== undefined) promise?.reject(new Error(message.error as string))
      else promise?.resolve(decode(message.value))
    } else other(message)
  })

  return { encode, decode, send, onOther: (listener) => (other = listener) }
}

/** The page's world: receives what the preload exposes, frozen and for good. */
const startPageWorld = (end: End): void => {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(freeze)
      Object.freeze(value)
    }
    return value
  }
  end.onOther(({ kind, name, api }) => {
    if (kind !== 'expose') return
    if ((name as string) in window)
      throw new Error(`Cannot bind an API on top of an existing property: ${String(name)}`)
    const value = freeze(end.decode(api))
    Object.defineProperty(window, name as string, { value, enumerable: true, writable: false, configurable: false })
  })
}

interface PreloadWorld {
  /** The name of the function that passes messages to the main process. */
  readonly outgoing: string
  /** The name of the function that takes its messages. */
  readonly incoming: string
  /** Members that electron.d.ts knows, by object. */
  readonly members: { readonly contextBridge: readonly string[]; readonly ipcRenderer: readonly string[] }
}

/** The preload's world: a sandboxed preload's `require`, with the electron of a renderer. */
const startPreloadWorld = (
  end: End,
  { outgoing, incoming, members }: PreloadWorld,
  preload: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void,
): void => {
  const passOn = Reflect.get(window, outgoing) as (text: string) => void
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Set<(...words: unknown[]) => void>>()
  let lastId = 0

  const only = <Target extends object>(target: Target, name: string, known: readonly string[]): Target =>
    new Proxy(target, {
      get: (_target, member) => {
        if (typeof member === 'symbol') return undefined
        if (!known.includes(member)) throw new TypeError(`electron has no ${name}.${member}`)
        if (!(member in target)) throw new Error(`the stand-in for electron does not do ${name}.${member}`)
        return Reflect.get(target, member) as unknown
      },
    })

  const ipcRenderer = {
    invoke: (channel: string, ...words: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        try {
          structuredClone(words)
        } catch {
          throw new Error('An object could not be cloned.')
        }
        const id = (lastId += 1)
        waiting.set(id, { resolve, reject })
        passOn(JSON.stringify({ id, channel, words }))
      }),
    on: (channel: string, listener: (...words: unknown[]) => void): unknown => {
      const heard = listeners.get(channel) ?? new Set()
      listeners.set(channel, heard.add(listener))
      return guardedIpc
    },
    off: (channel: string, listener: (...words: unknown[]) => void): unknown => {
      listeners.get(channel)?.delete(listener)
      return guardedIpc
    },
  }
  const guardedIpc = only(ipcRenderer, 'ipcRenderer', members.ipcRenderer)

  Object.defineProperty(window, incoming, {
    value: (message: { id?: number; ok?: boolean; value?: unknown; channel?: string; words?: unknown[] }) => {
      if (message.channel !== undefined) {
        const event = { sender: guardedIpc, ports: [] }
        for (const listener of listeners.get(message.channel) ?? []) listener(event, ...(message.words ?? []))
        return
      }
      const asked = waiting.get(message.id ?? 0)
      waiting.delete(message.id ?? 0)
      if (message.ok) asked?.resolve(message.value)
      else asked?.reject(new Error(String(message.value)))
    },
  })

  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown): void => end.send({ kind: 'expose', name, api: end.encode(api) }),
  }
  const electron = {
    contextBridge: only(contextBridge, 'contextBridge', members.contextBridge),
    ipcRenderer: guardedIpc,
  }
  const require = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return electron
  }
  const module = { exports: {} }
  preload(require, module, module.exports)
}

const quote = (value: unknown): string => JSON.stringify(value)

/** The script for the page's world; must be added before the preload's. */
export const pageWorldScript = (secret: string): string =>
  `if (window === window.top) (${startPageWorld.toString()})((${createEnd.toString()})(${quote(`${secret}:page`)}, ${quote(`${secret}:preload`)}))`

/** The script for the preload's world, with the text of the built preload in it. */
export const preloadWorldScript = (secret: string, world: PreloadWorld, preload: string): string =>
  `if (window === window.top) (${startPreloadWorld.toString()})(
(${createEnd.toString()})(${quote(`${secret}:preload`)}, ${quote(`${secret}:page`)}),
${quote(world)},
(require, module, exports) => {
${preload}
})`
