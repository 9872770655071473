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

const byteUnits = [
  { name: 'GiB', bytes: 1024 ** 3 },
  { name: 'MiB', bytes: 1024 ** 2 },
  { name: 'KiB', bytes: 1024 },
] as const

/** `1.5 GiB`, `200 MiB`: one decimal below ten, rounded down, as the terminal writes sizes. */
export const formatBytes = (bytes: number, language: Language): string => {
  const unit = byteUnits.find((candidate) => bytes >= candidate.bytes)
  const amount = bytes / (unit?.bytes ?? 1)
  const digits = unit && amount < 10 ? 1 : 0
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: digits, roundingMode: 'floor' })
  return `${format.format(amount)} ${unit?.name ?? 'B'}`
}

/** "5 seconds", "2 minutes", "3 hours": whole units, rounded up. */
export const formatDuration = (seconds: number, language: Language): string => {
  const [unit, amount] =
    seconds < 60
      ? (['second', seconds] as const)
      : seconds < 3600
        ? (['minute', seconds / 60] as const)
        : (['hour', seconds / 3600] as const)
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(Math.max(1, Math.ceil(amount)))
}

/** The day, e.g. "Nov 20, 2026". */
export const formatDay = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(ms)
