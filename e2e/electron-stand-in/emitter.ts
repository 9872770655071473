/** The events of the stand-in's objects. Emitting is the stand-in's own; an app only listens. */

type Listener = (...words: unknown[]) => unknown

/** Base of everything that has events. Listeners are called in order; what they throw goes to whoever emits. */
export class Emitter {
  readonly #listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>()

  on(name: string, listener: Listener): this {
    return this.#add(name, listener, false)
  }

  once(name: string, listener: Listener): this {
    return this.#add(name, listener, true)
  }

  off(name: string, listener: Listener): this {
    this.#keep(name, (entry) => entry.listener !== listener)
    return this
  }

  addListener(name: string, listener: Listener): this {
    return this.on(name, listener)
  }

  removeListener(name: string, listener: Listener): this {
    return this.off(name, listener)
  }

  /** Not a member that an app can reach: electron.d.ts has none of this name. */
  announce(name: string, ...words: unknown[]): void {
    const entries = this.#listeners.get(name) ?? []
    this.#keep(name, (entry) => !entry.once)
    for (const { listener } of entries) listener(...words)
  }

  #add(name: string, listener: Listener, once: boolean): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }])
    return this
  }

  #keep(name: string, isKept: (entry: { readonly listener: Listener; readonly once: boolean }) => boolean): void {
    this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter(isKept))
  }
}

/** An event of Electron's that can be prevented, with `details` on it. */
export const preventable = <Details extends object>(details: Details) => {
  const state = { isPrevented: false }
  const event = {
    preventDefault: () => {
      state.isPrevented = true
    },
    defaultPrevented: false,
    ...details,
  }
  return { event, wasPrevented: () => state.isPrevented }
}
