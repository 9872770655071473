/**
 * The piece of a start file that puts one directory on PATH: between two marks, so that it is known again and can be
 * taken away to the byte. Texts here are whole files; what is outside the marks is never changed.
 */

/** How a start file is written. `environment`: environment.d(5), read by the systemd user manager. */
export type BlockDialect = 'posix' | 'fish' | 'nu' | 'environment'

const beginMark = '# >>> groundwork >>>'
const endMark = '# <<< groundwork <<<'

/** Whether `text` has a block, ours as written or changed since. */
export const hasBlock = (text: string): boolean => text.includes(beginMark)

/** Whether `directory` can be written into a start file of that kind at all. No PATH has an entry with a colon. */
export const isWritable = (dialect: BlockDialect, directory: string): boolean =>
  directory.startsWith('/') &&
  !/[\n\r\0:]/.test(directory) &&
  // environment.d knows no way to say a dollar.
  !(dialect === 'environment' && directory.includes('$'))

/** The lines that put `directory` first, wherever PATH has it already. What a person adds by hand is this too. */
export const pathLines = (dialect: BlockDialect, directory: string): readonly string[] => {
  const quoted = quotedIn(dialect, directory)
  switch (dialect) {
    case 'posix':
      // Only what every sh has, and no program: PATH is not to be trusted while it is put together.
      return [
        `groundwork="${quoted}"`,
        'PATH="${PATH:+:$PATH}:"',
        'while [ "$PATH" != "${PATH#*":$groundwork:"}" ]; do',
        '  PATH="${PATH%%":$groundwork:"*}:${PATH#*":$groundwork:"}"',
        'done',
        'export PATH="$groundwork${PATH%:}"',
        'unset groundwork',
      ]
    case 'fish':
      // --path: this PATH only, and no universal variable, which would outlive the block.
      return [`fish_add_path --path --prepend --move -- "${quoted}"`]
    case 'nu':
      return [`$env.PATH = ($env.PATH | split row (char esep) | prepend "${quoted}" | uniq)`]
    case 'environment':
      // An empty PATH must not become an empty entry, which would be the current directory.
      return [`PATH="${quoted}:\${PATH:-/usr/local/bin:/usr/bin:/bin}"`]
  }
}

/** What stood in blocks before: it put `directory` first only where PATH did not have it at all. */
const earlierLines = (dialect: BlockDialect, directory: string): readonly string[] | null => {
  const quoted = quotedIn(dialect, directory)
  switch (dialect) {
    case 'posix':
      return [`case ":$PATH:" in *":${quoted}:"*) ;; *) PATH="${quoted}:$PATH" ;; esac`, 'export PATH']
    case 'fish':
      return [`fish_add_path --path --prepend -- "${quoted}"`]
    case 'nu':
    case 'environment':
      return null
  }
}

/** `directory` between double quotes. */
const quotedIn = (dialect: BlockDialect, directory: string): string => directory.replace(special[dialect], '\\$&')

const special: Readonly<Record<BlockDialect, RegExp>> = {
  posix: /[\\"$`]/g,
  fish: /[\\"$]/g,
  nu: /[\\"]/g,
  environment: /[\\"`]/g,
}

/** The block whole, every line ended. */
export const blockOf = (dialect: BlockDialect, directory: string, undo: string): string =>
  blockWith(pathLines(dialect, directory), undo)

/** The block in every form that it has had, the one of today first. */
export const blocksOf = (dialect: BlockDialect, directory: string, undo: string): readonly string[] => {
  const earlier = earlierLines(dialect, directory)
  return [blockOf(dialect, directory, undo), ...(earlier ? [blockWith(earlier, undo)] : [])]
}

const blockWith = (lines: readonly string[], undo: string): string =>
  [
    beginMark,
    '# Added by Groundwork, so that what starts from here finds its Go.',
    `# Delete this block to undo, or run: ${undo}`,
    ...lines,
    endMark,
    '',
  ].join('\n')

export type BlockEdit =
  /** `text` is the whole file after the edit. */
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'nothing' }
  /** There is a block that is not as we write it: it is the person's now. */
  | { readonly kind: 'changed-by-hand' }

/** Adds `block` at the end of `text`. */
export const addBlock = (text: string, block: string): BlockEdit => {
  if (stands(text, block)) return { kind: 'nothing' }
  if (hasBlock(text)) return { kind: 'changed-by-hand' }
  return { kind: 'edit', text: `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${block}` }
}

/** Takes `block` out of `text`; `hadEnd` tells whether the file ended with a newline before the block was added. */
export const cutBlock = (text: string, block: string, hadEnd: boolean): BlockEdit => {
  if (!hasBlock(text)) return { kind: 'nothing' }
  if (!stands(text, block)) return { kind: 'changed-by-hand' }
  const at = text.indexOf(block)
  const [before, after] = [text.slice(0, at), text.slice(at + block.length)]
  return { kind: 'edit', text: after === '' && !hadEnd ? before.replace(/\n$/, '') : `${before}${after}` }
}

/** Exactly one block, at the begin of a line, as we write it. */
const stands = (text: string, block: string): boolean => {
  const at = text.indexOf(block)
  const isOnly = text.split(beginMark).length === 2 && text.split(endMark).length === 2
  return at >= 0 && isOnly && (at === 0 || text[at - 1] === '\n')
}
