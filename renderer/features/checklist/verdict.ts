/** The verdict over the list, cut into the part in large letters and the part below it. Pure. */
import type { CheckResult, Counts, Language } from '#contract'
import { verdictText } from '#contract/words'

/** What the verdict looks like; `well` (a green tick) only where every check had its say. */
export type VerdictMood = 'problems' | 'unsure' | 'well'

export interface Verdict {
  readonly mood: VerdictMood
  readonly headline: string
  /** What is not known; empty where the headline says everything. */
  readonly rest: string
}

const noCounts: Counts = {
  fail: 0,
  error: 0,
  unknown: 0,
  notchecked: 0,
  informational: 0,
  pass: 0,
  notapplicable: 0,
  notselected: 0,
  fixed: 0,
}

export const countStates = (results: readonly CheckResult[]): Counts => {
  const counts = { ...noCounts }
  for (const { result } of results) counts[result] += 1
  return counts
}

/** The verdict on `results`. Without problems all of it is the headline: what is not known is then the news. */
export const verdictOn = (results: readonly CheckResult[], language: Language): Verdict => {
  const counts = countStates(results)
  const whole = verdictText(counts)[language]
  const known = counts.error + counts.unknown + counts.notchecked === 0
  if (counts.fail === 0) return { mood: known ? 'well' : 'unsure', headline: whole, rest: '' }
  const problems = verdictText({ ...noCounts, fail: counts.fail })[language]
  return { mood: 'problems', headline: problems, rest: whole.slice(problems.length).trim() }
}
