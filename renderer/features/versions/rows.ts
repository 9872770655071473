/** What stands in the rows of what is here, in which order. Pure. */
import type { GoInventory, GoRow, Integrity, Scope, Text } from '#contract'

/** What a row is to the sessions: a new terminal gets it; some session does; another Go comes first; nobody finds it. */
export type RowUse =
  | { readonly kind: 'active' | 'runs' | 'hidden'; readonly sessions: readonly Text[] }
  | { readonly kind: 'unused'; readonly sessions: readonly [] }

export const sessionUseOf = ({ isActive, runsIn, hiddenIn }: GoRow): RowUse => {
  if (isActive) return { kind: 'active', sessions: runsIn }
  if (runsIn.length > 0) return { kind: 'runs', sessions: runsIn }
  return hiddenIn.length > 0 ? { kind: 'hidden', sessions: hiddenIn } : { kind: 'unused', sessions: [] }
}

const useRank = { active: 0, runs: 1, hidden: 3, unused: 3 } as const

/** The active one first, then what some session runs, then what the link leads to; otherwise as the app gave them. */
export const inOrder = (rows: readonly GoRow[]): readonly GoRow[] => {
  const rank = (row: GoRow): number => (row.own?.isCurrent && !row.isActive ? 2 : useRank[sessionUseOf(row).kind])
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

/** The word of a row's proof: what was found; else that it was proved when it came; else that nobody looked yet. */
export type IntegrityWord = Integrity['word'] | 'proved-then' | 'not-proved'

export const integrityWordOf = ({ integrity, provenance }: GoRow): IntegrityWord =>
  integrity?.word ?? (provenance ? 'proved-then' : 'not-proved')

/** What is over the list: the answer to "which Go do I have, which one runs?". */
export type Headline =
  | { readonly kind: 'none' }
  /** There are some, but a new terminal finds none of them. */
  | { readonly kind: 'hidden'; readonly count: number }
  | { readonly kind: 'active'; readonly row: GoRow; readonly count: number }

export const headlineOf = ({ rows }: GoInventory): Headline => {
  const active = rows.find(({ isActive }) => isActive)
  if (active) return { kind: 'active', row: active, count: rows.length }
  return rows.length === 0 ? { kind: 'none' } : { kind: 'hidden', count: rows.length }
}

/** How a version that can be had stands to what is here. */
export type Presence = { readonly kind: 'absent' } | { readonly kind: 'own' | 'current' | 'other'; readonly row: GoRow }

/** Of Groundwork's own for `scope` first; then of anybody's. A tree for another machine does not count. */
export const presenceOf = (version: string, scope: Scope, rows: readonly GoRow[]): Presence => {
  const same = rows.filter((row) => row.version === version && row.foreignPlatform === null)
  const own = same.find((row) => row.own?.scope === scope)
  if (own) return { kind: own.own?.isCurrent ? 'current' : 'own', row: own }
  const [other] = inOrder(same)
  return other ? { kind: 'other', row: other } : { kind: 'absent' }
}
