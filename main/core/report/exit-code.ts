/** What the exit status of `groundwork check` says. */
import type { Report, Severity } from '#contract'
import { severities } from '#contract'

/** 0 nothing wrong; 2 problems found; 1 could not finish; 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130

/**
 * The status for `report`: 130 when it was interrupted, 1 when any check ended in an error (a report that is not whole
 * proves nothing), 2 when a check fails at `failOn` or worse, else 0.
 */
export const exitCodeOf = (report: Report, failOn: Severity): ExitCode => {
  if (!report.complete) return 130
  if (report.counts.error > 0) return 1
  const worst = severities.slice(0, severities.indexOf(failOn) + 1)
  return report.results.some((result) => result.result === 'fail' && worst.includes(result.severity)) ? 2 : 0
}
