/** How fast bytes come, from how many were there when. Ticks are a `Clock`'s. */

export interface Sample {
  readonly bytes: number
  readonly ticks: number
}

/** What counts for the rate: short enough to notice a stall, long enough not to jump. */
const windowMs = 5_000
/** Samples nearer to each other than this are one. */
const stepMs = 250
/** Before this much time nothing is said: the first bytes come out of buffers. */
const leastMs = 750

/** `samples` and one more, the oldest first. Fewer bytes than before are a new beginning. */
export const withSample = (samples: readonly Sample[], bytes: number, ticks: number): readonly Sample[] => {
  const [before, last] = samples.slice(-2)
  const latest = last ?? before
  if (!latest || bytes < latest.bytes) return [{ bytes, ticks }]
  const settled = last && before && last.ticks - before.ticks < stepMs ? samples.slice(0, -1) : samples
  const old = settled.filter((sample) => sample.ticks <= ticks - windowMs).length
  return [...settled.slice(Math.max(0, old - 1)), { bytes, ticks }]
}

/** Bytes a second up to `ticks`; 0 where none came for a while, null where too little is known. */
export const rateOf = (samples: readonly Sample[], ticks: number): number | null => {
  const last = samples.at(-1)
  const first = samples.findLast((sample) => sample.ticks <= ticks - windowMs) ?? samples[0]
  if (!first || !last) return null
  const span = ticks - first.ticks
  return span < leastMs ? null : ((last.bytes - first.bytes) / span) * 1000
}

/** Whole seconds until `total`; null where nobody can say, and once all is there: what follows has no bytes. */
export const secondsLeft = (bytes: number, total: number | null, rate: number | null): number | null =>
  total === null || rate === null || rate <= 0 || bytes >= total ? null : Math.ceil((total - bytes) / rate)
