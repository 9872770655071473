/** What travels on surfaces that carry messages instead of functions (loopback, the browser's pipe): JSON of these. */
import { z } from 'zod'

/** From the page. `id` counts up and comes back with the answer. */
export const requestSchema = z.strictObject({ id: z.int().nonnegative(), name: z.string(), input: z.unknown() })
export type WireRequest = z.infer<typeof requestSchema>

/** To the page: an answer to a request, or an event. Made by us, so it is typed, not parsed. */
export type WireMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown }

/** Loopback's page shows the ticket of its address, once. */
export const ticketShownSchema = z.strictObject({ ticket: z.string().max(100) })

/** What it gets for the ticket, and what its socket says first. */
export const sessionShownSchema = z.strictObject({ session: z.string().max(100) })
export type SessionShown = z.infer<typeof sessionShownSchema>
