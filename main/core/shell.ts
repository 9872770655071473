/** Lines for a POSIX shell, for a person to copy. Nothing made here is ever run by the app. */

/** What would steer the terminal that a line is shown or pasted in, or make it read otherwise than it is: nothing of it has a shape of its own. */
const steering = /[\p{Cc}\p{Cf}\u2028\u2029]/u

/**
 * One word for a POSIX shell, quoted only where it must be. A leading `~/` stays outside the quotes. What would steer a
 * terminal is left to printf(1) to make, so that the line itself is harmless to show and to paste.
 */
export const quote = (word: string): string => {
  if (word === '') return "''"
  if (steering.test(word)) return word.startsWith('~/') ? `~/${printed(word.slice(2))}` : printed(word)
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word
  if (word.startsWith('~/')) return word === '~/' ? word : `~/${quote(word.slice(2))}`
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** A substitution loses line breaks at its end, so those stand behind it. */
const printed = (word: string): string => {
  const body = word.replace(/\n+$/, '')
  const format = [...body].map((character, index) =>
    steering.test(character) || /['\\%]/.test(character) || (index === 0 && character === '-')
      ? octal(character)
      : character,
  )
  const lineBreaks = word.slice(body.length)
  return `"$(printf '${format.join('')}')"${lineBreaks === '' ? '' : `'${lineBreaks}'`}`
}

const octal = (character: string): string =>
  [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')

/** A command line whose every value is quoted: `` shell`sudo chown ${owner} ${path}` ``. A list becomes several words. */
export const shell = (
  parts: TemplateStringsArray,
  ...values: readonly (string | number | readonly string[])[]
): string =>
  parts.reduce((line, part, index) => {
    const value = values[index - 1]
    const words = Array.isArray(value) ? value.map(quote).join(' ') : quote(String(value))
    return `${line}${words}${part}`
  })
