/** What a server said instead of what was asked for, on one line. */

/** The status and the server's own sentence, where it gave one: `403 not found: this version is not held here`. */
export const serverAnswer = (status: number, text: string): string => {
  const line = text.trimStart().startsWith('<') ? '' : (text.split('\n', 1)[0]?.slice(0, 200) ?? '')
  return `${status} ${line}`.trim()
}
