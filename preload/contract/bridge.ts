/** The bridge as the page sees it, on every surface alike: `window.groundwork`. */
import type { CallAnswer, CallInput } from './calls.ts'
import type { EventPayload } from './events.ts'
import type { CallName, EventName } from './names.ts'
import type { Result } from './result.ts'

export interface Bridge {
  /** Asks, and promises an answer or a fault. Never rejects. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallAnswer<Name>>>
  /** Listens; the returned function stops listening. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
