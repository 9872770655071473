/** The report for programs. */
import type { Report } from '#contract'

/** What `groundwork check --json` prints: assets/schemas/check-report.v1.schema.json describes it. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`
