/** Laying out text for a terminal, where a Chinese character is two columns wide. */

/** Columns that `text` takes: 2 for wide East Asian characters and emoji, 0 for combining marks and control characters. */
export const columnsOf = (text: string): number => {
  let columns = 0
  for (const character of text) columns += columnsOfCharacter(character)
  return columns
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

const columnsOfCharacter = (character: string): number => {
  if (/[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** `text` filled up with blanks to `columns`. */
export const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)))

/**
 * `text` in lines of at most `columns`: broken at blanks, or between wide characters, which need none. A word that is
 * longer than a line (a path) stays whole, so that it can be copied.
 */
export const wrap = (text: string, columns: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && columnsOf(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line += piece
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** Words with the blanks behind them; a wide character is a word of its own and takes its closing punctuation along. */
const piecesOf = (text: string): readonly string[] =>
  text.match(
    /\s+|[\p{Script=Han}\u3000-\u3002\uff01-\uff60][\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f”’]*|[^\s\p{Script=Han}\u3000-\u3002\uff01-\uff60]+\s*/gu,
  ) ?? []

/**
 * What a machine says, made safe to print: control characters, which could steer the terminal, become visible. Line
 * breaks become blanks.
 */
export const printable = (text: string): string =>
  text
    .replace(/[\n\r\t]+/g, ' ')
    .replace(
      /[\u0000-\u001f\u007f-\u009f]/g,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )
    .replace(/[\p{Cf}\u2028\u2029]/gu, '')
