/** When results no longer speak for the machine. Pure. */
import type { CheckResult, Facts } from '#contract'
import type { ChecklistState } from './checklist-state.ts'

/** After this, a result may be out of date. */
export const freshForMs = 60 * 60 * 1000

/** Whether what a report was made on differs from the machine as it is now (a new kernel, another Go, …). */
export const haveFactsChanged = (then: Facts, now: Facts): boolean => JSON.stringify(then) !== JSON.stringify(now)

/** Whether one result is too old. */
export const isOld = (result: CheckResult, nowMs: number): boolean => nowMs - Date.parse(result.startedAt) > freshForMs

/** Whether the list should be run again before anybody relies on it. */
export const isListStale = (state: ChecklistState, nowMs: number): boolean => {
  if (!state.report) return true
  if (state.facts && haveFactsChanged(state.report.host, state.facts)) return true
  return Object.values(state.results).some((result) => isOld(result, nowMs))
}

/** When the oldest of the results was measured, milliseconds since 1970; null without any. */
export const checkedAtMs = (state: ChecklistState): number | null => {
  const moments = Object.values(state.results).map((result) => Date.parse(result.startedAt))
  return moments.length === 0 ? null : Math.min(...moments)
}
