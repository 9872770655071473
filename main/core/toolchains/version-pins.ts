/** Files in which version managers are told the version of Go for a directory: the go command itself reads none of them. */

export const pinFiles = ['.go-version', '.tool-versions', 'mise.toml', '.mise.toml'] as const
export type PinFile = (typeof pinFiles)[number]

/** The version that such a file names for Go, as written, without `go` in front; null where it names none. */
export const pinIn = (file: PinFile, text: string): string | null => {
  const found =
    file === '.go-version' ? firstWord(text) : file === '.tool-versions' ? inToolVersions(text) : inMise(text)
  return found === null || found === '' ? null : found.replace(/^go(?=\d)/, '')
}

const firstWord = (text: string): string | null => firstIn(text, (line) => /^[^\s#]+/.exec(line)?.[0])

/** asdf calls the tool golang; mise reads the same file and also knows it as go. */
const inToolVersions = (text: string): string | null =>
  firstIn(text, (line) => /^(?:golang|go)\s+([^\s#]+)/.exec(line)?.[1])

/** What `find` finds in the first line where it does. Line by line, so that no file of somebody else's takes long. */
const firstIn = (text: string, find: (line: string) => string | undefined): string | null => {
  for (const line of text.split('\n')) {
    const found = find(line.trim())
    if (found !== undefined) return found
  }
  return null
}

/** `go = "1.26"`, `go = ["1.26", …]` or `go = { version = "1.26" }` below `[tools]`, and `version` below `[tools.go]`. */
const inMise = (text: string): string | null => {
  let table = ''
  for (const line of text.split('\n')) {
    const header = /^\s*\[\s*([\w."-]+)\s*\]/.exec(line)
    if (header) table = (header[1] ?? '').replaceAll('"', '')
    const name = /^\s*"?([\w.:-]+)"?\s*=\s*(.*)$/.exec(line)
    if (!name) continue
    const [, key = '', value = ''] = name
    const tool = table === '' ? /^tools\.(.+)$/.exec(key)?.[1] : table === 'tools' ? key : undefined
    const isGo = ['go', 'golang', 'core:go'].includes(tool ?? '')
    const isVersion = /^tools\.(go|golang)$/.test(table) && key === 'version'
    if (!isGo && !isVersion) continue
    const first =
      isGo && value.startsWith('{') ? /\bversion\s*=\s*(["'])(.*?)\1/.exec(value) : /(["'])(.*?)\1/.exec(value)
    return first?.[2] ?? null
  }
  return null
}
