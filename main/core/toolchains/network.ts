/** The port to the network: small answers as a whole. Nothing that comes through here is trusted. */

export type Fetched =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: Uint8Array
      readonly headers: Readonly<Record<string, string>>
    }
  /** No answer: `reason` for programs, `detail` as the system says it. */
  | {
      readonly kind: 'failed'
      readonly reason: 'name' | 'refused' | 'timeout' | 'tls' | 'too-large' | 'cancelled' | 'other'
      readonly detail: string
    }

export interface FetchOptions {
  /** Default 4 MiB; more is a failure, not a part. */
  readonly maxBytes?: number
  /** From the first byte asked to the last one got; default 15 000. */
  readonly timeoutMs?: number
  /** Bytes `from` to `to`, both inclusive; `from` below 0 asks for the last bytes. */
  readonly range?: { readonly from: number; readonly to?: number }
  readonly signal?: AbortSignal
}

export interface Network {
  /** GET, redirects followed (to https only, where the first address is https). Never rejects. */
  fetch(url: string, options?: FetchOptions): Promise<Fetched>
}

/** Answers nothing: for what is known without asking anybody. */
export const noNetwork: Network = {
  fetch: () => Promise.resolve({ kind: 'failed', reason: 'other', detail: 'nobody was asked' }),
}
