/** Lines for a POSIX shell, for a person to copy. Nothing made here is ever run by the app. */

/** One word for a POSIX shell, quoted only where it must be. A leading `~/` stays outside the quotes. */
export const quote = (word: string): string => {
  if (word === '') return "''"
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word
  if (word.startsWith('~/')) return word === '~/' ? word : `~/${quote(word.slice(2))}`
  return `'${word.replaceAll("'", "'\\''")}'`
}

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
