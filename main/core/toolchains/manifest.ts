/**
 * What each file of a tree was when it was unpacked, written as mtree(5) defines it: one line a file, to be read by
 * people, and held against a tree by mtree(8).
 */

export interface ManifestFile {
  /** Relative to the tree, with `/`. */
  readonly path: string
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** Permission bits, e.g. 0o755. */
  readonly mode: number
}

const header = '#mtree\n/set type=file mode=0644\n'

export const formatManifest = (files: readonly ManifestFile[]): string => {
  const lines = files.map(({ path, sha256, size, mode }) => {
    const own = mode === 0o644 ? '' : ` mode=0${mode.toString(8)}`
    return `./${escaped(path)}${own} size=${size} sha256digest=${sha256}\n`
  })
  return `${header}${lines.sort().join('')}`
}

const line = /^\.\/(\S+)(?: mode=0([0-7]{3}))? size=(\d{1,15}) sha256digest=([0-9a-f]{64})$/

/** The files of a manifest that `formatManifest` wrote; null for anything else, and for one that was cut. */
export const parseManifest = (text: string): readonly ManifestFile[] | null => {
  if (!text.startsWith(header) || !text.endsWith('\n')) return null
  const files: ManifestFile[] = []
  for (const row of text.slice(header.length, -1).split('\n')) {
    const [, name, mode, size, sha256] = line.exec(row) ?? []
    if (name === undefined || sha256 === undefined) return null
    files.push({ path: unescaped(name), sha256, size: Number(size), mode: Number.parseInt(mode ?? '644', 8) })
  }
  return files
}

/** As vis(3) writes a byte: a backslash and three octal digits. */
const escaped = (path: string): string =>
  /^[\w./@+,:~%^-]*$/.test(path)
    ? path
    : path.replace(/[^\w./@+,:~%^-]+/gu, (odd) =>
        [...encoder.encode(odd)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
      )

const unescaped = (name: string): string =>
  name.includes('\\')
    ? name.replace(/(?:\\[0-3][0-7]{2})+/g, (bytes) =>
        decoder.decode(Uint8Array.from(bytes.slice(1).split('\\'), (digits) => Number.parseInt(digits, 8))),
      )
    : name

const encoder = new TextEncoder()
const decoder = new TextDecoder()
