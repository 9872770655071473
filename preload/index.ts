/**
 * Electron's bridge: two functions on `window`, and nothing else of Electron. Runs sandboxed in a world of its own;
 * contextBridge copies what crosses and freezes what it exposes.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { Fault, Result } from '#contract/result'
import { bridgeName, electronChannels, isCallName, isEventName } from '#contract/names'

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(electronChannels.event, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

const faulty = (fault: Fault): Result<never> => ({ ok: false, fault })

/** Passes a call of the contract on. Never rejects: a window that lost the app answers `disconnected`. */
const call = async (name: unknown, input: unknown): Promise<Result<unknown>> => {
  if (!isCallName(name)) return faulty({ kind: 'unknown-call', name: String(name).slice(0, 100) })
  try {
    structuredClone(input)
  } catch {
    return faulty({ kind: 'bad-input', name, problems: [`${name}: only plain data can be sent`] })
  }
  try {
    return (await ipcRenderer.invoke(electronChannels.call, name, input)) as Result<unknown>
  } catch {
    return faulty({ kind: 'disconnected' })
  }
}

/** Listens to an event of the contract; other names are never heard of. */
const on = (name: unknown, listener: Listener): (() => void) => {
  if (!isEventName(name) || typeof listener !== 'function') return () => undefined
  const heard = listeners.get(name) ?? new Set<Listener>()
  listeners.set(name, heard)
  // Wrapped, so that one function may listen twice and each stops only itself.
  const own: Listener = (payload) => listener(payload)
  heard.add(own)
  return () => {
    heard.delete(own)
  }
}

contextBridge.exposeInMainWorld(bridgeName, { call, on })
