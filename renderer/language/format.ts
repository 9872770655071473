/** Numbers and times as each language writes them. */
import type { Language } from '#contract'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long ago `thenMs` was, in whole minutes, hours or days; null under a minute (the page says "just now"). */
export const formatAgo = (thenMs: number, nowMs: number, language: Language): string | null => {
  const ago = nowMs - thenMs
  if (ago < minuteMs) return null
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  if (ago < hourMs) return format.format(-Math.floor(ago / minuteMs), 'minute')
  if (ago < dayMs) return format.format(-Math.floor(ago / hourMs), 'hour')
  return format.format(-Math.floor(ago / dayMs), 'day')
}

/** Seconds with at most two digits that matter: 0.02, 0.1, 2.1, 12. */
export const formatSeconds = (durationMs: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(durationMs / 1000)

/** The date and the time of day, for a tooltip. */
export const formatMoment = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms)

/** "a, b, c" as the language sets lists without an "and"; Intl's own unit lists run together in Chinese. */
export const formatList = (items: readonly string[], language: Language): string =>
  items.join(language === 'zh-CN' ? '、' : ', ')
