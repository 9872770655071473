/** The page's side of the contract: typed calls and events over `window.groundwork`, which every surface puts there. */
import type { Bridge, CallAnswer, CallInput, CallName, EventName, EventPayload, Result } from '#contract'

declare global {
  interface Window {
    readonly groundwork?: Bridge
  }
}

/** Asks the app. Never rejects: without a bridge, or when the bridge breaks, the answer is `disconnected`. */
export const call = async <Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<Result<CallAnswer<Name>>> => {
  try {
    return (await window.groundwork?.call(name, input)) ?? disconnected
  } catch {
    return disconnected
  }
}

/** Listens to the app; the returned function stops listening. */
export const on = <Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): (() => void) =>
  window.groundwork?.on(name, listener) ?? (() => undefined)

const disconnected: Result<never> = { ok: false, fault: { kind: 'disconnected' } }
