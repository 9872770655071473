/** The one line of evidence in a row: "Found X, expected Y", or the sentence that says it better. */
import type { CheckResult, Language, Observation } from '#contract'
import { foundExpected } from '#contract/words'
import { pick } from '../../language/words.ts'
import { PathText } from '../../ui/path-text.tsx'
import styles from './found-line.module.css'

export const FoundLine = ({ result, language }: { readonly result: CheckResult; readonly language: Language }) => {
  const { found, expected } = result
  if (found === null || expected === null) return <span>{pick(result.summary, language)}</span>
  const [before, between, after] = foundExpected(cut, cut, language).split(cut)
  return (
    <span>
      {before}
      <Observed value={found} language={language} />
      {between}
      <Observed value={expected} language={language} />
      {after}
    </span>
  )
}

/** Where the two values stand in the sentence; a character that no text has. */
const cut = '\uE000'

/** Something observed or expected: raw values in fixed-width letters, words as words. */
export const Observed = ({ value, language }: { readonly value: Observation; readonly language: Language }) =>
  typeof value === 'string' ? <PathText text={value} className={styles.raw ?? ''} /> : <span>{value[language]}</span>

/** The same line as plain words, for the clipboard. */
export const foundText = ({ found, expected, summary }: CheckResult, language: Language): string => {
  const said = (value: Observation): string => (typeof value === 'string' ? value : value[language])
  return found === null || expected === null ? summary[language] : foundExpected(said(found), said(expected), language)
}
