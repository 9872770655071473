/** Names in an archive are hostile until proved harmless: nothing is unpacked from an archive that has one bad name. */

/** Hears every name in the order of an archive; each answer is why that one is refused, or null. */
export interface NameGate {
  readonly file: (name: string) => string | null
  /** A directory may come again, and after what is in it. */
  readonly directory: (name: string) => string | null
}

/** Lets through at most `count` files. */
export const createNameGate = (count: number): NameGate => {
  const files = new Map<string, string>()
  const directories = new Map<string, string>()
  /** Directories as they were written: most names are in one that came before. */
  const known = new Set<string>()
  const parentsOf = (name: string): string | null => {
    // Whoever knows a directory knows those above it.
    if (known.has(name.slice(0, Math.max(0, name.lastIndexOf('/'))))) return null
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      const problem = addDirectory(name.slice(0, at))
      if (problem) return problem
    }
    return null
  }
  const addDirectory = (name: string): string | null => {
    if (known.has(name)) return null
    const folded = fold(name)
    const other = directories.get(folded)
    if (files.has(folded)) return `${JSON.stringify(name)} is a file and a directory`
    if (other !== undefined && other !== name) {
      return `${JSON.stringify(name)} and ${JSON.stringify(other)} would be one directory on some disks`
    }
    directories.set(folded, name)
    known.add(name)
    return null
  }
  const shapeOf = (name: string): string | null => {
    const problem = refuseName(name)
    return problem && `${JSON.stringify(name.slice(0, 200))} ${problem}`
  }
  return {
    file: (name) => {
      if (files.size === count) return `it holds more than ${count} entries`
      const folded = fold(name)
      const twin = files.get(folded) ?? directories.get(folded)
      const problem = shapeOf(name)
      if (problem) return problem
      if (twin !== undefined)
        return `${JSON.stringify(name)} and ${JSON.stringify(twin)} would be one file on some disks`
      files.set(folded, name)
      return parentsOf(name)
    },
    directory: (name) => {
      if (directories.size > count) return `it holds more than ${count} directories`
      return shapeOf(name) ?? parentsOf(name) ?? addDirectory(name)
    },
  }
}

/** Why a list of names of files is refused, as a sentence; null where every name may be unpacked. */
export const refuseNames = (names: readonly string[], limits: { readonly count: number }): string | null => {
  const gate = createNameGate(limits.count)
  for (const name of names) {
    const problem = gate.file(name)
    if (problem) return problem
  }
  return null
}

/** As file systems without case, or with another form of Unicode, would see it. */
const fold = (name: string): string => (isAscii.test(name) ? name : name.normalize('NFC')).toLowerCase()

const isAscii = /^[\0-\x7f]*$/

/** Bytes of a path below the tree, which itself has a path: Linux takes 4096 for both (PATH_MAX), and Go needs 200. */
const longest = 1000

const encoder = new TextEncoder()

const refuseName = (name: string): string | null => {
  if (name === '') return 'is no file name'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'is an absolute path'
  if (/[\u0000-\u001f\u007f\\\ufffd]/.test(name)) return 'holds a character that no file of Go has'
  if (/(?:^|\/)\.{0,2}(?:\/|$)/.test(name)) return 'leads out of its directory'
  // UTF-8 has at most three bytes for each of JavaScript's units.
  const isLong = (text: string, bytes: number): boolean =>
    text.length > bytes / 3 && encoder.encode(text).length > bytes
  return isLong(name, longest) || (name.length > 85 && name.split('/').some((part) => isLong(part, 255)))
    ? 'is too long for a file system'
    : null
}
