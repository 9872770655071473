/** The checklist as the page shows it: asks for runs, follows their events, knows when it is out of date. */
import { create } from 'zustand'
import { tellFault } from '../../app/notice-store.ts'
import { tick } from '../../app/now-store.ts'
import { call, on } from '../../client/client.ts'
import {
  emptyChecklist,
  withReport,
  withResult,
  withRunFailed,
  withRunFinished,
  withRunStarted,
  withSlowRun,
  type ChecklistState,
} from './checklist-state.ts'
import { isListStale } from './staleness.ts'

/** After this, the page says what it is still waiting for. */
const slowAfterMs = 3000

export const useChecklist = create<ChecklistState>(() => emptyChecklist)

const change = (next: (state: ChecklistState) => ChecklistState): void => useChecklist.setState(next)

/** Asks for a run of all checks, or of `keys`. While a run is under way this does nothing. */
export const runChecks = async (keys?: readonly string[]): Promise<void> => {
  if (useChecklist.getState().run) return
  const started = await call('checks:run', keys ? { keys: [...keys] } : {})
  if (!started.ok) tellFault(started.fault)
}

/** Stops the run under way. What it had not finished stays without a result. */
export const cancelRun = async (): Promise<void> => {
  const { run } = useChecklist.getState()
  if (!run || run.isCancelling) return
  change((state) => ({ ...state, run: state.run && { ...state.run, isCancelling: true } }))
  const cancelled = await call('checks:cancel', { runId: run.id })
  if (cancelled.ok) return
  change((state) => ({ ...state, run: null }))
  if (cancelled.fault.kind !== 'unknown-run') tellFault(cancelled.fault)
}

let isVisiting = false

/** Whoever comes back to the list sees it as it is now: looks whether the machine changed, and runs what is out of date. */
export const visitChecklist = async (): Promise<void> => {
  const { report, run } = useChecklist.getState()
  if (run || !report || isVisiting) return
  isVisiting = true
  const facts = await call('facts:read', {})
  isVisiting = false
  if (facts.ok) change((state) => ({ ...state, facts: facts.value }))
  if (isListStale(useChecklist.getState(), Date.now())) await runChecks()
}

/** Follows the events of runs; the returned function stops that. The only timer runs while a run does. */
export const followRuns = (): (() => void) => {
  let slow: ReturnType<typeof setTimeout> | undefined
  const stops = [
    on('checks:started', (event) => {
      change((state) => withRunStarted(state, event))
      clearTimeout(slow)
      slow = setTimeout(() => change((state) => withSlowRun(state, event.runId)), slowAfterMs)
    }),
    on('check:finished', (event) => {
      change((state) => withResult(state, event))
      markFirstResult()
    }),
    on('checks:finished', (event) => {
      change((state) => withRunFinished(state, event))
      tick()
      if (!useChecklist.getState().run) clearTimeout(slow)
    }),
    on('checks:failed', (event) => {
      change((state) => withRunFailed(state, event))
      if (!useChecklist.getState().run) clearTimeout(slow)
      tellFault(event.fault)
    }),
  ]
  return () => {
    clearTimeout(slow)
    for (const stop of stops) stop()
  }
}

const firstResult = 'groundwork:first-result'
let isMarked = false

/** For the bench: when the first result was on the screen. */
const markFirstResult = (): void => {
  if (isMarked) return
  isMarked = true
  // The frame after the next is the first that surely shows it.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(firstResult)))
}

/** The first look: the report there is, at once; then a run behind it. */
export const openChecklist = async (): Promise<void> => {
  const [listings, latest] = await Promise.all([call('checks:list', {}), call('checks:latest', {})])
  if (!listings.ok) {
    tellFault(listings.fault)
    return
  }
  change((state) => ({ ...state, listings: listings.value }))
  if (latest.ok && latest.value) {
    const report = latest.value
    change((state) => withReport(state, report))
  }
  await Promise.all([
    runChecks(),
    call('facts:read', {}).then((facts) => {
      if (facts.ok) change((state) => ({ ...state, facts: state.facts ?? facts.value }))
    }),
  ])
}
