/** What is known of the checks, and how each event of a run changes it. Pure. */
import type { CallAnswer, CheckResult, EventPayload, Facts, Report } from '#contract'

export type CheckListing = CallAnswer<'checks:list'>[number]

/** A run under way. `waiting` are the checks that have not answered yet. */
export interface Run {
  readonly id: string
  readonly keys: readonly string[]
  readonly waiting: readonly string[]
  readonly isCancelling: boolean
  /** Whether it has been going on for longer than a person likes to wait without being told what for. */
  readonly isSlow: boolean
}

export interface ChecklistState {
  /** Every check there is, in the order of the report. */
  readonly listings: readonly CheckListing[]
  /** The newest result of each check that has one. */
  readonly results: Readonly<Record<string, CheckResult>>
  /** The latest finished report; null before the first. */
  readonly report: Report | null
  /** Of the machine as it is now, which the report's may no longer be. */
  readonly facts: Facts | null
  readonly run: Run | null
}

export const emptyChecklist: ChecklistState = { listings: [], results: {}, report: null, facts: null, run: null }

const byKey = (results: readonly CheckResult[]): Readonly<Record<string, CheckResult>> =>
  Object.fromEntries(results.map((result) => [result.key, result]))

/** A report from before: shown at once, while a run behind it brings it up to date. */
export const withReport = (state: ChecklistState, report: Report): ChecklistState => ({
  ...state,
  report,
  results: byKey(report.results),
  facts: state.facts ?? report.host,
})

export const withRunStarted = (
  state: ChecklistState,
  { runId, keys }: EventPayload<'checks:started'>,
): ChecklistState => ({
  ...state,
  run: { id: runId, keys, waiting: keys, isCancelling: false, isSlow: false },
})

export const withResult = (
  state: ChecklistState,
  { runId, result }: EventPayload<'check:finished'>,
): ChecklistState => ({
  ...state,
  results: { ...state.results, [result.key]: result },
  run:
    state.run?.id === runId
      ? { ...state.run, waiting: state.run.waiting.filter((key) => key !== result.key) }
      : state.run,
})

export const withRunFinished = (
  state: ChecklistState,
  { runId, report }: EventPayload<'checks:finished'>,
): ChecklistState => ({
  ...state,
  report,
  results: byKey(report.results),
  facts: report.host,
  run: state.run?.id === runId ? null : state.run,
})

/** The run has ended and left nothing; what was there before stays. */
export const withRunFailed = (state: ChecklistState, { runId }: EventPayload<'checks:failed'>): ChecklistState => ({
  ...state,
  run: state.run?.id === runId ? null : state.run,
})

/** The run goes on, but the page no longer waits silently. */
export const withSlowRun = (state: ChecklistState, runId: string): ChecklistState =>
  state.run?.id === runId ? { ...state, run: { ...state.run, isSlow: true } } : state
