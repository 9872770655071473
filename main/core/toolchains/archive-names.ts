/** Names in an archive are hostile until proved harmless: nothing is unpacked from an archive that has one bad name. */

/** Why a list of names is refused, as a sentence; null where every name may be unpacked. */
export const refuseNames = (names: readonly string[], limits: { readonly count: number }): string | null => {
  if (names.length > limits.count) return `it holds ${names.length} entries, more than ${limits.count}`
  const seen = new Map<string, string>()
  const directories = new Map<string, string>()
  for (const name of names) {
    const problem = refuseName(name)
    if (problem) return `${JSON.stringify(name.slice(0, 200))} ${problem}`
    const folded = fold(name)
    const twin = seen.get(folded) ?? directories.get(folded)
    if (twin !== undefined) return `${JSON.stringify(name)} and ${JSON.stringify(twin)} would be one file on some disks`
    seen.set(folded, name)
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      const directory = name.slice(0, at)
      const foldedDirectory = fold(directory)
      const other = directories.get(foldedDirectory)
      if (seen.has(foldedDirectory)) return `${JSON.stringify(directory)} is a file and a directory`
      if (other !== undefined && other !== directory) {
        return `${JSON.stringify(directory)} and ${JSON.stringify(other)} would be one directory on some disks`
      }
      directories.set(foldedDirectory, directory)
    }
  }
  return null
}

/** As file systems without case, or with another form of Unicode, would see it. */
const fold = (name: string): string => name.normalize('NFC').toLowerCase()

const refuseName = (name: string): string | null => {
  if (name === '' || name.length > 4000) return 'is no file name'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'is an absolute path'
  if (/[\u0000-\u001f\u007f\\\ufffd]/.test(name)) return 'holds a character that no file of Go has'
  const parts = name.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'leads out of its directory'
  return parts.some((part) => new TextEncoder().encode(part).length > 255) ? 'is too long for a file system' : null
}
