/** The one-time ticket of the address, and the session that it is exchanged for. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Exchange =
  | { readonly kind: 'accepted'; readonly session: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'expired' }
  /** The right ticket, a second time: somebody else has read it. */
  | { readonly kind: 'replayed' }

export interface Tickets {
  /** 256 bits, base64url. Valid once. */
  readonly ticket: string
  /** Takes a ticket from outside. Takes as long for a wrong one as for a nearly right one. */
  readonly exchange: (candidate: string) => Exchange
  /** Whether `candidate` is the session that was given out. */
  readonly isSession: (candidate: string) => boolean
}

/** A ticket that is valid for `lifeMs` from now. `ticks` gives milliseconds that never go back. */
export const createTickets = (lifeMs: number, ticks: () => number): Tickets => {
  const ticket = secret()
  const expiresAt = ticks() + lifeMs
  let session: string | null = null
  return {
    ticket,
    exchange: (candidate) => {
      if (!isSame(candidate, ticket)) return { kind: 'wrong' }
      if (session !== null) return { kind: 'replayed' }
      if (ticks() >= expiresAt) return { kind: 'expired' }
      session = secret()
      return { kind: 'accepted', session }
    },
    isSession: (candidate) => session !== null && isSame(candidate, session),
  }
}

const secret = (): string => randomBytes(32).toString('base64url')

/** Compares digests, so that neither length nor content shows in the time it takes. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
