/** One result in words, for the clipboard. */
import type { CheckResult, Language } from '#contract'
import { severityTexts, stateTexts } from '#contract/words'
import { foundText } from './found-line.tsx'

/** A few lines: state and title, what was found, why it matters, the sources, the key. */
export const resultText = (result: CheckResult, language: Language): string => {
  const severity = result.result === 'fail' ? ` (${severityTexts[result.severity][language]})` : ''
  return [
    `${stateTexts[result.result][language]}${severity}: ${result.title[language]}`,
    foundText(result, language),
    result.summary[language],
    ...result.evidence.map(({ label, source }) => `- ${label[language]}: ${source}`),
    result.key,
  ]
    .filter((line, index, lines) => lines.indexOf(line) === index)
    .join('\n')
}
