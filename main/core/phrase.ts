/** How the core says things: a phrase is a code with values, and becomes a `Text` with the words of a check. */
import { languages, type Language, type Observation, type Text } from '#contract'

/** What may fill a placeholder. A list is joined as the language joins lists. */
export type PhraseValue = string | number | Text | readonly string[]
export type PhraseValues = Readonly<Record<string, PhraseValue>>

/** Said in the words of a check: the code of a phrase, with what fills it. */
export interface Said<Code extends string = string> {
  readonly code: Code
  readonly values?: PhraseValues
}

/** Raw (a path, a version: a bare string) or in words. */
export type Phrase<Code extends string = string> = string | Text | Said<Code>

/** A phrase in words. */
export const say = <const Code extends string>(code: Code, values?: PhraseValues): Said<Code> =>
  values ? { code, values } : { code }

/** A text made by asking for it in every language. */
export const inEveryLanguage = (make: (language: Language) => string): Text =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Text

/** Several texts as one, joined as each language joins lists. */
export const listOf = (texts: readonly Text[]): Text =>
  inEveryLanguage((language) =>
    wordOf(
      texts.map((text) => text[language]),
      language,
    ),
  )

const isText = (value: object): value is Text => 'en' in value

const wordOf = (value: PhraseValue, language: Language): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return value.toLocaleString(language, { useGrouping: false })
  if (isText(value)) return value[language]
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(value)
  const [last, before] = [value.at(-1) ?? '', value.at(-2) ?? '']
  if (language !== 'zh-CN' || !list.endsWith(`${before}和${last}`)) return list
  // Chinese typography: a blank between Latin letters and the conjunction.
  const spaced = `${/[!-~]$/.test(before) ? ' ' : ''}和${/^[!-~]/.test(last) ? ' ' : ''}`
  return `${list.slice(0, -last.length - 1)}${spaced}${last}`
}

/** Fills `{name}` placeholders. A placeholder without a value stays visible, so that a test can find it. */
export const fill = (template: string, values: PhraseValues | undefined, language: Language): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values?.[name]
    return value === undefined ? whole : wordOf(value, language)
  })

/** The words of a phrase; raw phrases stay raw. `templates` gives the words of a code in a language. */
export const observe = (
  phrase: Phrase,
  templates: (language: Language) => Readonly<Record<string, string>>,
): Observation => {
  if (typeof phrase === 'string') return phrase
  if (!('code' in phrase)) return phrase
  return inEveryLanguage((language) => fill(templates(language)[phrase.code] ?? phrase.code, phrase.values, language))
}

/** Like `observe`, for places where a bare string is a code, not something raw. */
export const speak = (phrase: Phrase, templates: (language: Language) => Readonly<Record<string, string>>): Text => {
  const observed = observe(typeof phrase === 'string' ? { code: phrase } : phrase, templates)
  return typeof observed === 'string' ? { en: observed, 'zh-CN': observed } : observed
}
