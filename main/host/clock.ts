/** The real clock. */
import { performance } from 'node:perf_hooks'
import type { Clock } from '../core/engine.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}
