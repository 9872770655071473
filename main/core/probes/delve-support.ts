/** Which Go a version of Delve debugs: what its own source says (pkg/goversion/compat.go), read for each of these versions. */

export interface DelveSupport {
  /** The first and the last version of Delve, of those read, with this range; all between them have it too. */
  readonly first: string
  readonly last: string
  /** The minor numbers of the oldest and the newest Go: 24 is Go 1.24. */
  readonly oldestGo: number
  readonly newestGo: number
}

/** Oldest first. */
export const delveSupport: readonly DelveSupport[] = [
  { first: '1.6.1', last: '1.6.1', oldestGo: 14, newestGo: 16 },
  { first: '1.7.0', last: '1.7.3', oldestGo: 15, newestGo: 17 },
  { first: '1.8.0', last: '1.8.3', oldestGo: 16, newestGo: 18 },
  { first: '1.9.0', last: '1.9.0', oldestGo: 16, newestGo: 19 },
  { first: '1.9.1', last: '1.9.1', oldestGo: 17, newestGo: 19 },
  { first: '1.20.0', last: '1.20.2', oldestGo: 18, newestGo: 20 },
  { first: '1.21.0', last: '1.21.0', oldestGo: 18, newestGo: 21 },
  { first: '1.21.1', last: '1.21.2', oldestGo: 19, newestGo: 21 },
  { first: '1.22.0', last: '1.22.1', oldestGo: 19, newestGo: 22 },
  { first: '1.23.0', last: '1.23.1', oldestGo: 21, newestGo: 23 },
  { first: '1.24.0', last: '1.25.0', oldestGo: 21, newestGo: 24 },
  { first: '1.25.1', last: '1.25.2', oldestGo: 22, newestGo: 25 },
  { first: '1.26.0', last: '1.26.2', oldestGo: 24, newestGo: 26 },
  { first: '1.27.1', last: '1.27.2', oldestGo: 25, newestGo: 27 },
]

/** A Go from this minor number on writes DWARF 5, which only a dlv built with such a Go reads (the same file). */
export const firstGoWithDwarf5 = 25

/** The range of `version` (`1.25.2`); null where its source was not read. */
export const supportOf = (version: string): DelveSupport | null =>
  delveSupport.find(({ first, last }) => compare(first, version) <= 0 && compare(version, last) <= 0) ?? null

/** The newest version of Delve, of those read, that debugs Go 1.`minor`; null where none does. */
export const newestDelveFor = (minor: number): string | null =>
  delveSupport.findLast(({ oldestGo, newestGo }) => oldestGo <= minor && minor <= newestGo)?.last ?? null

const compare = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number))
  const at = [0, 1, 2].find((index) => left?.[index] !== right?.[index])
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0)
}
