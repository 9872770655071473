/** The report for people at a terminal. Says exactly what the JSON says. */
import type { Language, Report } from '#contract'

export interface TextOptions {
  readonly language: Language
  readonly isColoured?: boolean
  readonly width?: number
}

/** The whole report as lines of text, ending with a newline. */
export const renderText = (report: Report, { language }: TextOptions): string =>
  `${report.results.map((result) => `${result.result.padEnd(14)} ${result.title[language]}: ${result.summary[language]}`).join('\n')}\n`
