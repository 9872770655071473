/** A clock that a test turns by hand. */
import type { Clock } from '../engine.ts'

export interface HandClock extends Clock {
  /** Lets `ms` pass: whatever was due in that time is called, in order. */
  advance(ms: number): void
  /** How many calls are still to come. */
  pending(): number
}

/** A clock at 2026-01-01 that stands still until it is advanced. */
export const createHandClock = (): HandClock => {
  const start = Date.UTC(2026, 0, 1)
  let passed = 0
  const due = new Map<symbol, { readonly at: number; readonly call: () => void }>()
  return {
    now: () => start + passed,
    ticks: () => passed,
    after: (ms, call) => {
      const key = Symbol()
      due.set(key, { at: passed + ms, call })
      return () => void due.delete(key)
    },
    advance: (ms) => {
      passed += ms
      for (const [key, { call }] of [...due].filter(([, { at }]) => at <= passed).sort((a, b) => a[1].at - b[1].at)) {
        if (due.delete(key)) call()
      }
    },
    pending: () => due.size,
  }
}
