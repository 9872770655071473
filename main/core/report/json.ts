/** The report for programs. */
import type { Report } from '#contract'

/** What `groundwork check --json` prints: assets/schemas/check-report.v1.schema.json describes it. */
export const renderJson = (report: Report): string => jsonText(report)

/** JSON for a terminal or a file. JSON itself leaves DEL and the C1 controls as they are, and U+009B steers terminals. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}\n`
