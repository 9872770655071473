/** Which rows are shown: the chips over the list, and the words typed into its search field. Pure. */
import type { CheckResult, Language, ResultState } from '#contract'
import type { Row } from './rows.ts'

/** The chips, in their order, with the states that each stands for. */
export const filters = {
  fail: ['fail'],
  error: ['error'],
  unknown: ['unknown'],
  notchecked: ['notchecked'],
  informational: ['informational'],
  pass: ['pass', 'fixed'],
  notapplicable: ['notapplicable'],
  notselected: ['notselected'],
} as const satisfies Record<string, readonly ResultState[]>
export type Filter = keyof typeof filters

const filterNames = Object.keys(filters) as readonly Filter[]

const passes = (filter: Filter, state: ResultState): boolean =>
  (filters[filter] as readonly ResultState[]).includes(state)

/** How many results each chip stands for; chips that stand for none are left out. */
export const chipsOf = (
  results: readonly CheckResult[],
): readonly { readonly filter: Filter; readonly count: number }[] =>
  filterNames
    .map((filter) => ({ filter, count: results.filter(({ result }) => passes(filter, result)).length }))
    .filter(({ count }) => count > 0)

/** The rows that pass the pressed chip and contain every typed word in what they show. */
export const filterRows = (
  rows: readonly Row[],
  filter: Filter | null,
  query: string,
  language: Language,
): readonly Row[] => {
  const words = query.toLocaleLowerCase(language).split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (filter && !(row.result && passes(filter, row.result.result))) return false
    const shown = [row.key, row.title[language], row.result?.summary[language] ?? '']
      .join(' ')
      .toLocaleLowerCase(language)
    return words.every((word) => shown.includes(word))
  })
}
