/** The versions there are, as a person chooses among them. Pure. */
import type { AvailableVersion, GoCatalogue } from '#contract'

/** Why a version is offered before all others. */
export type Offer = {
  readonly version: AvailableVersion
  readonly role: 'newest' | 'previous' | 'candidate'
}

/** `1.26` of `go1.26.8` and of `go1.26rc1`; null where the name is written in another way. */
export const lineOf = (name: string): string | null => /^go(\d+\.\d+)/.exec(name)?.[1] ?? null

/** The newest of the two newest lines, then the newest candidate of a line that is still to come. */
export const offersOf = (versions: readonly AvailableVersion[]): readonly Offer[] => {
  const released = versions.filter(({ stage, isForThisMachine }) => stage !== 'candidate' && isForThisMachine !== false)
  const firstOfLine = released.filter(
    ({ name }, index) => released.findIndex((other) => lineOf(other.name) === lineOf(name)) === index,
  )
  const [newest, previous] = firstOfLine
  const candidate = versions.find(({ stage }) => stage === 'candidate')
  const lines = firstOfLine.map(({ name }) => lineOf(name))
  return [
    ...(newest ? [{ version: newest, role: 'newest' } as const] : []),
    ...(previous ? [{ version: previous, role: 'previous' } as const] : []),
    ...(candidate && !lines.includes(lineOf(candidate.name))
      ? [{ version: candidate, role: 'candidate' } as const]
      : []),
  ]
}

/** Those that a person means by what was typed, with or without `go` in front; empty words leave all of them. */
export const matching = (versions: readonly AvailableVersion[], query: string): readonly AvailableVersion[] => {
  const words = query.trim().toLowerCase().replace(/^go/, '')
  return words === '' ? versions : versions.filter(({ name }) => name.toLowerCase().includes(words))
}

/** What somebody has to know before choosing it. */
export type VersionMark = 'supported' | 'held-back' | 'ended' | 'candidate' | 'insecure' | 'not-for-this-machine'

export const marksOf = (version: AvailableVersion): readonly VersionMark[] => [
  ...(version.stage === 'candidate' ? ['candidate' as const] : []),
  ...(version.stage !== 'candidate' && version.isSupported === true
    ? // Its line gets updates; this one of it is behind them.
      [version.advisories.length > 0 ? ('held-back' as const) : ('supported' as const)]
    : []),
  ...(version.isSupported === false ? ['ended' as const] : []),
  ...(version.advisories.length > 0 ? ['insecure' as const] : []),
  ...(version.isForThisMachine === false ? ['not-for-this-machine' as const] : []),
]

/** How much the list can be trusted to be of today. */
export type Freshness =
  | { readonly kind: 'now'; readonly silent: number }
  /** Nobody answered; the list is of `at` (ISO 8601), when somebody last did. */
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'nothing' }

export const freshnessOf = ({ answers, versions }: GoCatalogue): Freshness => {
  const silent = answers.filter(({ problem }) => problem !== null)
  if (silent.length < answers.length) return { kind: 'now', silent: silent.length }
  const at = answers.flatMap((answer) => answer.at ?? []).toSorted()
  const last = at[at.length - 1]
  return last === undefined || versions.length === 0 ? { kind: 'nothing' } : { kind: 'kept', at: last }
}
