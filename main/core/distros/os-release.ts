/** Reading os-release(5): the file that says which distribution this is. Forgiving of what real files get wrong. */

/**
 * The assignments of an os-release text. Shell quoting and escapes as the specification has them; CRLF, a BOM, unquoted
 * blanks and lines that are not assignments are survived. A later assignment wins, as in a shell.
 */
export const parseOsRelease = (text: string): Readonly<Record<string, string>> => {
  const fields: Record<string, string> = {}
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line)
    if (match?.[1] !== undefined) fields[match[1]] = unquote((match[2] ?? '').trim())
  }
  return fields
}

const unquote = (raw: string): string => {
  const quoteMark = raw[0]
  if (quoteMark === "'") {
    const end = raw.indexOf("'", 1)
    return end < 0 ? raw.slice(1) : raw.slice(1, end)
  }
  if (quoteMark !== '"') return raw.replace(/\\(.)/g, '$1')
  let value = ''
  for (let at = 1; at < raw.length; at += 1) {
    const character = raw[at]
    if (character === '"') return value
    const next = raw[at + 1]
    if (character === '\\' && next !== undefined && '$"\\`'.includes(next)) {
      value += next
      at += 1
    } else value += character
  }
  return value
}
