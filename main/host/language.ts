/** Which of our languages the system's locale asks for. */
import type { Language } from '#contract'

/** Chinese for any `zh` locale (a Traditional reader is served better by it than by English), else English. */
export const systemLanguage = (environment: Readonly<Record<string, string | undefined>>): Language => {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => value) ?? ''
  return /^zh([_.@-]|$)/i.test(locale) ? 'zh-CN' : 'en'
}
