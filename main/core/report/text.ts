/** The report for people at a terminal: the list of `groundwork check`. Says what the JSON says. */
import {
  categories,
  categoryTexts,
  foundExpected,
  resultStates,
  severityTexts,
  stateTexts,
  verdictText,
  type CheckResult,
  type Language,
  type Observation,
  type Report,
  type ResultState,
} from '#contract'
import { painter, type Colour, type Paint } from './colour.ts'
import { columnsOf, padTo, printable, wrap } from './columns.ts'
import { describeMachine } from './machine-line.ts'

export interface TextOptions {
  readonly language: Language
  /** Default false: plain text. */
  readonly isColoured?: boolean
  /** Columns of the terminal; default 100, at least 40. */
  readonly columns?: number
  /** For one result in full: it is about a mounted disk. Default false. */
  readonly isElsewhere?: boolean
}

export const signs: Readonly<Record<ResultState, { readonly sign: string; readonly colour: Colour }>> = {
  fail: { sign: '✗', colour: 'red' },
  error: { sign: '!', colour: 'yellow' },
  unknown: { sign: '?', colour: 'yellow' },
  notchecked: { sign: '○', colour: 'dim' },
  informational: { sign: 'i', colour: 'blue' },
  pass: { sign: '✓', colour: 'green' },
  notapplicable: { sign: '–', colour: 'dim' },
  notselected: { sign: '–', colour: 'dim' },
  fixed: { sign: '✓', colour: 'green' },
}

/** The whole list, ending with a newline. */
export const renderText = (report: Report, options: TextOptions): string => {
  const { language } = options
  const columns = Math.max(40, options.columns ?? 100)
  const paint = painter(options.isColoured ?? false)
  const groups = categories
    .map((category) => ({ category, results: report.results.filter((result) => result.category === category) }))
    .filter(({ results }) => results.length > 0)
  const lines = [
    ...wrap(printable(describeMachine(report.host, language)), columns).map((line) => paint('dim', line)),
    '',
    ...wrap(verdictText(report.counts)[language], columns).map((line) => paint('bold', line)),
    ...groups.flatMap(({ category, results }) => [
      '',
      paint('bold', `┌ ${categoryTexts[category][language]}`),
      ...inListOrder(results).flatMap((result) => renderRow(result, language, columns, paint)),
      '└',
    ]),
    '',
    ...wrap(closing(report, language), columns).map((line) => paint('dim', line)),
  ]
  return `${lines.join('\n')}\n`
}

/** Worst first; what nobody needs to read last. */
export const inListOrder = (results: readonly CheckResult[]): readonly CheckResult[] => {
  const severityOrder = ['high', 'medium', 'low', 'info']
  const rank = (result: CheckResult): number =>
    (result.result === 'error' ? -1 : resultStates.indexOf(result.result)) * 10 + severityOrder.indexOf(result.severity)
  return [...results].sort((a, b) => rank(a) - rank(b))
}

const renderRow = (result: CheckResult, language: Language, columns: number, paint: Paint): readonly string[] => {
  const { sign, colour } = signs[result.result]
  const stateColumns = Math.max(...resultStates.map((state) => columnsOf(stateTexts[state][language])))
  const indent = 4 + stateColumns + 2
  const state = paint(colour, `${sign} ${padTo(stateTexts[result.result][language], stateColumns)}`)
  const severity = result.result === 'fail' ? ` (${severityTexts[result.severity][language]})` : ''
  const [first = '', ...more] = wrap(`${result.title[language]}${severity}`, columns - indent)
  const detail = result.result === 'pass' ? [] : wrap(printable(lineOf(result, language)), columns - indent)
  const margin = `│ ${' '.repeat(indent - 2)}`
  const key = result.result === 'pass' || result.result === 'notapplicable' ? [] : [paint('dim', result.key)]
  return [
    `│ ${state}  ${first}`,
    ...more.map((line) => `${margin}${line}`),
    ...detail.map((line) => `${margin}${result.result === 'fail' ? line : paint('dim', line)}`),
    ...key.map((line) => `${margin}${line}`),
  ]
}

/** The one line of a row: "Found X, expected Y", or the summary where that says it better. */
const lineOf = (result: CheckResult, language: Language): string =>
  result.found !== null && result.expected !== null
    ? foundExpected(inLanguage(result.found, language), inLanguage(result.expected, language), language)
    : result.summary[language]

/** An observation as it is read in `language`. */
export const inLanguage = (observation: Observation, language: Language): string =>
  typeof observation === 'string' ? observation : observation[language]

const closing = (report: Report, language: Language): string => {
  const seconds = (report.durationMs / 1000).toLocaleString(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  const count = report.results.length
  const cut = report.complete
    ? ''
    : language === 'en'
      ? ' Interrupted: some checks have no result.'
      : ' 已中断：部分检查没有结果。'
  return language === 'en'
    ? `${count} ${count === 1 ? 'check' : 'checks'}, ${seconds} s.${cut} More about one: groundwork explain KEY`
    : `${count} 项检查，${seconds} 秒。${cut}了解某一项：groundwork explain KEY`
}
