/** Reading os-release(5): the file that says which distribution this is. Forgiving of what real files get wrong. */

/** No real value comes near this length; what is longer is cut. */
const longestValue = 200

/**
 * The assignments of an os-release text. Shell quoting and escapes as the specification has them, and nothing is ever
 * expanded. CRLF, a BOM, unquoted blanks, quotes without an end and lines that are not assignments are survived. A later
 * assignment wins, as in a shell. Values hold no control characters, so that they are safe to print.
 */
export const parseOsRelease = (text: string): Readonly<Record<string, string>> => {
  const fields = new Map<string, string>()
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line)
    if (match?.[1] !== undefined) fields.set(match[1], printable(unquote((match[2] ?? '').trim())))
  }
  return Object.fromEntries(fields)
}

/** One value out of its quotes. Strings that stand side by side are joined, as in a shell. */
const unquote = (raw: string): string => {
  let value = ''
  let quoteMark: string | null = null
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw.charAt(at)
    const next = raw.charAt(at + 1)
    if (quoteMark === null && (character === '"' || character === "'")) quoteMark = character
    else if (character === quoteMark) quoteMark = null
    else if (quoteMark === null && character === '#' && /\s/.test(raw.charAt(at - 1))) break
    else if (character === '\\' && next !== '' && isEscaped(next, quoteMark)) {
      value += next
      at += 1
    } else value += character
  }
  return value.trim()
}

/** Single quotes know no escapes; double quotes know four; outside of quotes every character can be escaped. */
const isEscaped = (next: string, quoteMark: string | null): boolean =>
  quoteMark === null || (quoteMark === '"' && '$"\\`'.includes(next))

const printable = (value: string): string => value.replace(/[\u0000-\u001F\u007F-\u009F]/g, '').slice(0, longestValue)
