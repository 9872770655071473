/** What of a tree is not as it should be: told by holding its files against a list of what they should be. */
import type { TreeFile } from './tree-reading.ts'

/** Paths relative to the tree. What matters most comes first. */
export interface Differences {
  readonly changed: readonly string[]
  readonly missing: readonly string[]
  readonly added: readonly string[]
  /** How many more there are of any kind: of each only the first are named. */
  readonly more: number
}

/** A file with permission bits that no published file has. */
export interface WrongMode {
  readonly path: string
  /** In octal digits, e.g. `4755`. */
  readonly mode: string
}

const namedAtMost = 100

/** Compilers, programs and the standard library: what every build goes through. */
export const isCompiledIn = (path: string): boolean => /^(bin|pkg\/tool|src)\//.test(path)

/**
 * Those that lend their owner's or group's rights (setuid, setgid), and the programs that do not run for everybody who
 * may read them. What matters most comes first.
 */
export const wrongModes = (files: readonly Pick<TreeFile, 'path' | 'mode'>[]): readonly WrongMode[] => {
  const modes = new Map(files.flatMap(({ path, mode }) => (isWrong(path, mode) ? [[path, mode]] : [])))
  return inOrder([...modes.keys()]).map((path) => ({ path, mode: (modes.get(path) ?? 0).toString(8).padStart(4, '0') }))
}

const isWrong = (path: string, mode: number): boolean => {
  const mayRun = ((mode & 0o444) >> 2) | 0o100
  return (mode & 0o6000) !== 0 || (/^(bin|pkg\/tool)\//.test(path) && (mode & mayRun) !== mayRun)
}

/** `expected` and `actual` are whole lists of files. */
export const compareFiles = (
  expected: readonly Pick<TreeFile, 'path' | 'sha256'>[],
  actual: readonly Pick<TreeFile, 'path' | 'sha256'>[],
): Differences => {
  const wanted = new Map(expected.map(({ path, sha256 }) => [path, sha256]))
  const there = new Set(actual.map(({ path }) => path))
  return nameDifferences({
    changed: actual.flatMap(({ path, sha256 }) => (wanted.has(path) && wanted.get(path) !== sha256 ? [path] : [])),
    missing: [...wanted.keys()].filter((path) => !there.has(path)),
    added: actual.flatMap(({ path }) => (wanted.has(path) ? [] : [path])),
  })
}

/** In order, and not more than anybody reads. */
export const nameDifferences = (all: Omit<Differences, 'more'>): Differences => {
  const named = { changed: ordered(all.changed), missing: ordered(all.missing), added: ordered(all.added) }
  return { ...named, more: countOf(all) - countOf(named) }
}

const ordered = (paths: readonly string[]): readonly string[] => inOrder(paths).slice(0, namedAtMost)

const inOrder = (paths: readonly string[]): readonly string[] =>
  [...paths].sort((a, b) => Number(isCompiledIn(b)) - Number(isCompiledIn(a)) || (a < b ? -1 : a > b ? 1 : 0))

/** Of those that are named. */
const countOf = ({ changed, missing, added }: Omit<Differences, 'more'>): number =>
  changed.length + missing.length + added.length

export const isSame = (differences: Differences): boolean => countDifferences(differences) === 0

/** How many files differ. */
export const countDifferences = (differences: Differences): number => countOf(differences) + differences.more

export const namedDifferences = ({ changed, missing, added }: Differences): readonly string[] => [
  ...changed,
  ...missing,
  ...added,
]
