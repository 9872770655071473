/** The second line of a row: the word of its state, and the evidence. */
import type { CheckResult, Language } from '#contract'
import { stateTexts } from '#contract/words'
import { pick } from '../../language/words.ts'
import { FoundLine } from './found-line.tsx'
import styles from './row-line.module.css'
import { toneClass } from './state-icon.tsx'
import { classes } from '../../ui/classes.ts'

export const RowLine = ({ result, language }: { readonly result: CheckResult; readonly language: Language }) => {
  const word = stateTexts[result.result][language]
  const tone = classes(styles.state, toneClass(result.result, result.severity))
  const [opening, rest] = cutOpening(pick(result.summary, language))
  // "Does not apply: no SELinux …" says its state itself; saying it twice would read badly.
  if (result.found === null && rest !== '' && opening.toLowerCase().includes(word.toLowerCase())) {
    return (
      <>
        <span className={tone}>{opening}</span>
        {rest}
      </>
    )
  }
  return (
    <>
      <span className={classes(tone, styles.apart)}>{word}</span> <FoundLine result={result} language={language} />
    </>
  )
}

/** A sentence cut after its first colon. */
const cutOpening = (sentence: string): readonly [string, string] => {
  const colon = sentence.search(/[:：]/)
  return colon < 0 ? ['', ''] : [sentence.slice(0, colon + 1), sentence.slice(colon + 1)]
}
