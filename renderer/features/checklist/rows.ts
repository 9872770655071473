/** The rows of the list: what stands in them, in which order, in which group. Pure. */
import type { Category, CheckResult, ResultState, Text } from '#contract'
import type { ChecklistState } from './checklist-state.ts'

/** One row. `result` is null while nothing is known; `isRunning` while its check runs (again). */
export interface Row {
  readonly key: string
  readonly title: Text
  readonly category: Category
  readonly result: CheckResult | null
  readonly isRunning: boolean
}

export interface Group {
  readonly category: Category
  readonly rows: readonly Row[]
  /** Whether it has nothing that asks for attention, so that one line says enough. */
  readonly isCalm: boolean
}

/** Every check as a row: those with a result, those being run, those that were stopped before they had one. */
export const rowsOf = ({ listings, results, run }: ChecklistState): readonly Row[] => {
  const waiting = new Set(run?.waiting)
  const unlisted = Object.values(results).filter(({ key }) => !listings.some((listing) => listing.key === key))
  return [...listings, ...unlisted].map(({ key, title, category }) => ({
    key,
    title,
    category,
    result: results[key] ?? null,
    isRunning: waiting.has(key),
  }))
}

const severityRank = { high: 1, medium: 2, low: 3, info: 4 } as const

/** What nobody has to do anything about. */
const calmStates: readonly ResultState[] = ['pass', 'fixed', 'notapplicable', 'notselected']

/** Lower comes first: errors, problems by severity, what is unclear or worth a note, what is not known, what is well. */
const rank = ({ result }: Row): number => {
  if (!result) return 7
  switch (result.result) {
    case 'error':
      return 0
    case 'fail':
      return severityRank[result.severity]
    case 'unknown':
      return 5
    case 'informational':
      return 6
    case 'notchecked':
      return 8
    case 'fixed':
    case 'pass':
      return 9
    case 'notapplicable':
      return 10
    case 'notselected':
      return 11
  }
}

const isCalmRow = (row: Row): boolean => row.result !== null && calmStates.includes(row.result.result)

/** Groups by category: the one with the worst row first, otherwise in the order of the rows. */
export const groupsOf = (rows: readonly Row[]): readonly Group[] => {
  const categories = [...new Set(rows.map((row) => row.category))]
  return categories
    .map((category): Group => {
      const own = rows.filter((row) => row.category === category).sort((a, b) => rank(a) - rank(b))
      return { category, rows: own, isCalm: own.every(isCalmRow) }
    })
    .sort((a, b) => groupRank(a) - groupRank(b))
}

/** Groups with problems stand in the order of their worst; then what could not finish, the restless, the calm. */
const groupRank = ({ rows, isCalm }: Group): number => {
  const problems = rows.flatMap(({ result }) => (result?.result === 'fail' ? severityRank[result.severity] : []))
  if (problems.length > 0) return Math.min(...problems)
  if (rows.some(({ result }) => result?.result === 'error')) return 10
  return isCalm ? 30 : 20
}
