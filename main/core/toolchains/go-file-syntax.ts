/**
 * What the go command cannot parse in a go.mod or go.work of one's own, in its own words and by its own rules
 * (x/mod/modfile: read.go, rule.go, work.go). Not judged here: the value of the go and the toolchain line, which is
 * another with each Go, and which versions of modules there are, which only the network knows.
 */

export interface Mistake {
  /** Null where it is the whole file. */
  readonly line: number | null
  /** As the go command says it, e.g. `unknown directive: garbage`. */
  readonly says: string
  /** The first Go that understands it, e.g. `1.24`; null where none does. */
  readonly understoodSince: string | null
}

export type GoFileKind = 'go.mod' | 'go.work'

/** In order; only the first where the text is not even made of lines and blocks. */
export const mistakesIn = (text: string, kind: GoFileKind): readonly Mistake[] => {
  try {
    const statements = parse(text)
    const mistakes = [...judge(statements, kind)]
    // Go looks for the module last, in a file that it could parse.
    const isParsed = mistakes.every(({ understoodSince }) => understoodSince !== null)
    const hasModule = kind === 'go.work' || statements.some(({ words }) => words[0] === 'module')
    if (isParsed && !hasModule) mistakes.push({ line: null, says: 'missing module declaration', understoodSince: null })
    return mistakes
  } catch (error) {
    if (error instanceof Broken) return [{ line: error.line, says: error.message, understoodSince: null }]
    throw error
  }
}

/** The directories that a go.work names, as written, without quotes; none where it is not made of lines and blocks. */
export const usedIn = (text: string): readonly string[] => {
  try {
    return parse(text)
      .flatMap(({ words, block }) => (block ?? [{ words: words.slice(1) }]).map((each) => [words[0], ...each.words]))
      .flatMap(([verb, path]) => (verb === 'use' && path !== undefined ? [path.replace(/^"(.*)"$/, '$1')] : []))
  } catch (error) {
    if (error instanceof Broken) return []
    throw error
  }
}

class Broken extends Error {
  constructor(
    readonly line: number,
    says: string,
  ) {
    super(says)
  }
}

/** A line, or a block of lines below one head. */
interface Statement {
  readonly line: number
  readonly words: readonly string[]
  /** Null for a line of its own. */
  readonly block: readonly { readonly line: number; readonly words: readonly string[] }[] | null
}

/** A word, a string in quotes or a sign; what comes after `//` is none. */
const wordsOf = (text: string, line: number): readonly string[] => {
  const words: string[] = []
  let rest = text
  for (;;) {
    rest = rest.replace(/^[ \t\r]+/, '')
    if (rest === '' || rest.startsWith('//')) return words
    if (rest.startsWith('/*')) throw new Broken(line, commentMistake)
    const word =
      /^[()[\]{},]/.exec(rest) ??
      (/^["`]/.test(rest) ? (/^"(?:[^"\\]|\\.)*"/u.exec(rest) ?? /^`[^`]*`/.exec(rest)) : wordAt(rest))
    if (!word) {
      if (/^["`]/.test(rest)) throw new Broken(line, 'unexpected newline in string')
      throw new Broken(line, `unexpected input character '${escaped(rest.codePointAt(0) ?? 0)}'`)
    }
    if (/^[^"`].*\/\*/.test(word[0])) throw new Broken(line, commentMistake)
    words.push(word[0])
    rest = rest.slice(word[0].length)
  }
}

const commentMistake = 'mod files must use // comments (not /* */ comments)'

/** A character that cannot be printed, as Go writes it. */
const escaped = (code: number): string =>
  new Map([
    [7, '\\a'],
    [8, '\\b'],
    [11, '\\v'],
    [12, '\\f'],
  ]).get(code) ?? (code < 0x80 ? `\\x${hex(code, 2)}` : code < 0x1_0000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`)
const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0')

/** What Go calls printable, but for blanks and signs, up to a comment. */
const wordAt = (text: string): RegExpExecArray | null =>
  /^(?:(?!\/\/)(?![()[\]{},])[\p{L}\p{M}\p{N}\p{P}\p{S}])+/u.exec(text)

const parse = (text: string): readonly Statement[] => {
  const statements: Statement[] = []
  let open: { line: number; words: readonly string[]; block: { line: number; words: readonly string[] }[] } | null =
    null
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1
    const words = wordsOf(content, line)
    if (words.length === 0) continue
    if (open) {
      if (words[0] !== ')') open.block.push({ line, words })
      else if (words.length > 1) throw new Broken(line, 'syntax error (expected newline after closing paren)')
      else open = null
      continue
    }
    const isOpening = words.length > 1 && words.at(-1) === '('
    const isEmpty = words.length > 2 && words.at(-1) === ')' && words.at(-2) === '('
    if (!isOpening && !isEmpty) {
      statements.push({ line, words, block: null })
      continue
    }
    const head = { line, words: words.slice(0, isEmpty ? -2 : -1), block: [] }
    statements.push(head)
    if (isOpening) open = head
  }
  if (open) throw new Broken(open.line, 'syntax error (unterminated block)')
  return statements
}

/** The directives, and since when they are known; null: as long as the file itself. */
const directives: Readonly<Record<GoFileKind, Readonly<Record<string, string | null>>>> = {
  'go.mod': {
    go: null,
    toolchain: null,
    module: null,
    require: null,
    exclude: null,
    replace: null,
    retract: '1.16',
    godebug: '1.23',
    tool: '1.24',
    ignore: '1.25',
  },
  'go.work': { go: null, toolchain: null, use: null, replace: null, godebug: '1.23' },
}

function* judge(statements: readonly Statement[], kind: GoFileKind): Generator<Mistake> {
  const known = directives[kind]
  const seen = new Set<string>()
  for (const { line, words, block } of statements) {
    const [verb = ''] = words
    const since = known[verb]
    const isBlockless = verb === 'go' || verb === 'toolchain'
    const unknown = block ? `unknown block type: ${words.join(' ')}` : `unknown directive: ${verb}`
    if (since === undefined || (block && (words.length > 1 || isBlockless))) {
      yield { line, says: unknown, understoodSince: null }
      continue
    }
    if (since !== null) yield { line, says: unknown, understoodSince: since }
    for (const each of block ?? [{ line, words: words.slice(1) }]) {
      const isRepeated = seen.has(verb) && ['go', 'toolchain', 'module'].includes(verb)
      seen.add(verb)
      const says = isRepeated ? `repeated ${verb} statement` : mistakeOf(verb, each.words)
      if (says !== null) yield { line: each.line, says, understoodSince: null }
    }
  }
}

/** What is wrong with the words after a directive; null where nothing is. */
const mistakeOf = (verb: string, words: readonly string[]): string | null => {
  const [first = ''] = words
  switch (verb) {
    case 'go':
    case 'toolchain':
      return words.length === 1 ? null : `${verb} directive expects exactly one argument`
    case 'module':
      return words.length === 1 ? stringMistake(first) : 'usage: module module/path'
    case 'tool':
    case 'ignore':
      return words.length === 1 ? stringMistake(first) : `${verb} directive expects exactly one argument`
    case 'use':
      return words.length === 1 ? stringMistake(first) : 'usage: use local/dir'
    case 'godebug':
      return words.length === 1 && /^[^"`',]*=[^"`',]*$/.test(first) ? null : 'usage: godebug key=value'
    case 'require':
    case 'exclude':
      return words.length === 2 ? firstOf(words.map(stringMistake)) : `usage: ${verb} module/path v1.2.3`
    case 'replace':
      return replaceMistake(words)
    default:
      return retractMistake(words)
  }
}

const replaceMistake = (words: readonly string[]): string | null => {
  const arrow = words[1] === '=>' ? 1 : 2
  if (words[arrow] !== '=>' || words.length < arrow + 2 || words.length > arrow + 3) {
    return 'usage: replace module/path [v1.2.3] => other/module v1.4'
  }
  const mistake = firstOf(words.filter((word) => word !== '=>').map(stringMistake))
  if (mistake !== null) return mistake
  const target = (words[arrow + 1] ?? '').replace(/^"(.*)"$/, '$1')
  const isDirectory = /^(\.\.?$|\.\.?[/\\]|[/\\]|[A-Za-z]:)/.test(target)
  if (words.length === arrow + 3) {
    return isDirectory ? `replacement module directory path "${target}" cannot have version` : null
  }
  if (isDirectory) return null
  return target.includes('@')
    ? "replacement module must match format 'path version', not 'path@version'"
    : 'replacement module without version must be directory path (rooted or starting with . or ..)'
}

const retractMistake = (words: readonly string[]): string | null => {
  const [first = '('] = words
  if (first === '(') return "expected '[' or version"
  const shape = ['[', null, ',', null, ']'] as const
  const says = ['', "expected version after '['", "expected ',' after version", "expected version after ','"]
  const length = first === '[' ? shape.length : 1
  if (first === '[') {
    const wrong = shape.findIndex((sign, at) => words[at] === undefined || (sign !== null && words[at] !== sign))
    if (wrong !== -1) return says[wrong] ?? "expected ']' after version"
  }
  const rest = words[length]
  return rest === undefined ? null : `unexpected token after version: "${rest}"`
}

/** As strconv.Unquote takes it, but for the numbers in escapes. */
const stringMistake = (word: string): string | null => {
  if (word.startsWith('"')) {
    const isFine = /^"(?:[^"\\]|\\(?:[abfnrtv\\"]|x[0-9a-f]{2}|[0-7]{3}|u[0-9a-f]{4}|U[0-9a-f]{8}))*"$/iu.test(word)
    return isFine ? null : 'invalid quoted string: invalid syntax'
  }
  return /["'`]/.test(word) ? 'invalid quoted string: unquoted string cannot contain quote' : null
}

const firstOf = (mistakes: readonly (string | null)[]): string | null =>
  mistakes.find((mistake) => mistake !== null) ?? null
