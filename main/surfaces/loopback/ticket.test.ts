import { expect, test } from 'vitest'
import { createTickets } from './ticket.ts'

test('a ticket works once, within its time, and its session is another secret', () => {
  let now = 0
  const tickets = createTickets(1000, () => now)
  expect(tickets.exchange('')).toEqual({ kind: 'wrong' })
  now = 999
  const exchanged = tickets.exchange(tickets.ticket)
  expect(exchanged.kind).toBe('accepted')
  const session = exchanged.kind === 'accepted' ? exchanged.session : ''
  expect(session).not.toBe(tickets.ticket)
  expect(tickets.isSession(session)).toBe(true)
  expect(tickets.isSession(tickets.ticket)).toBe(false)
  expect(tickets.exchange(tickets.ticket)).toEqual({ kind: 'replayed' })
})

test('after its time it is worth nothing, and there is no session', () => {
  let now = 0
  const tickets = createTickets(1000, () => now)
  now = 1000
  expect(tickets.exchange(tickets.ticket)).toEqual({ kind: 'expired' })
  expect(tickets.isSession('')).toBe(false)
})
