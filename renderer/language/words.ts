/** The words of the page in every language. A word that one language lacks does not compile. */
import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language, Text } from '#contract'
import en from '../locales/en.json'
import chinese from '../locales/zh-CN.json'

/** The same keys; a form that only English's singular needs may be missing. */
type SameKeys<Words> = {
  readonly [Key in keyof Words as Key extends `${string}_one` ? never : Key]: Words[Key] extends string
    ? string
    : SameKeys<Words[Key]>
}

const resources = {
  en: { translation: en },
  'zh-CN': { translation: chinese satisfies SameKeys<typeof en> },
} satisfies Record<Language, { translation: SameKeys<typeof en> }>

/** Makes the words ready before the first paint. */
export const startWords = (language: Language): i18n => {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  speak(language)
  return i18next
}

/** Changes the language of the words, and tells the browser (fonts, hyphenation, screen readers). */
export const speak = (language: Language): void => {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

/** A text of the core in `language`. */
export const pick = (text: Text, language: Language): string => text[language]
