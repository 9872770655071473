/** Symbol versions of an ELF file: the linked lists behind DT_VERNEED and DT_VERDEF (LSB Core, 10.7.3 and 10.7.4). */
import type { BinaryFile, Part } from './binary-file.ts'

export interface VersionNeed {
  /** The library, e.g. `libc.so.6`. */
  readonly library: string
  /** e.g. `GLIBC_2.34`. */
  readonly versions: readonly string[]
}

/** The most entries that are followed; glibc itself offers fewer than 100 versions. */
const maxEntries = 4096

/** The versions wanted of each library. `count` is DT_VERNEEDNUM. */
export const readVersionNeeds = (
  table: Part,
  count: number,
  strings: Part,
  file: BinaryFile,
): readonly VersionNeed[] => {
  const needs: VersionNeed[] = []
  let left = maxEntries
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (index > maxEntries) return file.refuse(`more than ${maxEntries} libraries with versions`)
    const versions: string[] = []
    let auxiliary = at + table.word(at + 8)
    for (let each = table.half(at + 2); each > 0; each -= 1) {
      if ((left -= 1) < 0) return file.refuse(`more than ${maxEntries} versions needed`)
      versions.push(strings.text(table.word(auxiliary + 8)))
      const next = table.word(auxiliary + 12)
      if (next === 0) break
      auxiliary += next
    }
    needs.push({ library: strings.text(table.word(at + 4)), versions })
    const next = table.word(at + 12)
    if (next === 0) break
    at += next
  }
  return needs
}

const flagOwnName = 1

/** The versions offered. `count` is DT_VERDEFNUM; the entry that only repeats the file's own name is left out. */
export const readVersionsProvided = (
  table: Part,
  count: number,
  strings: Part,
  file: BinaryFile,
): readonly string[] => {
  if (count > maxEntries) return file.refuse(`${count} versions provided`)
  const versions: string[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    const isOwnName = (table.half(at + 2) & flagOwnName) !== 0
    if (!isOwnName && table.half(at + 6) > 0) versions.push(strings.text(table.word(at + table.word(at + 12))))
    const next = table.word(at + 16)
    if (next === 0) break
    at += next
  }
  return versions
}

/** The highest `PREFIX_1.2.3` among `versions` as `1.2.3`; null where there is none. */
export const highestVersion = (versions: readonly string[], prefix: string): string | null => {
  const numbered = versions.filter(
    (version) => version.startsWith(prefix) && /^[\d.]+$/.test(version.slice(prefix.length)),
  )
  const sorted = numbered.map((version) => version.slice(prefix.length)).sort(compareVersions)
  return sorted.at(-1) ?? null
}

/** Orders dotted numbers as numbers: 2.9 before 2.34. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
