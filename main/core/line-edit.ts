/** How a person takes a variable out of start files, line by line, so that it can be put back. Described, never run by the app. */
import type { Dialect } from './probes/assignment.ts'
import type { Assignment } from './probes/start-files.ts'
import { shell } from './shell.ts'

export type LineAction =
  /** The line does nothing else: it becomes a comment. */
  | 'comment'
  /** Other lines of the file use the variable: it stays there, and is no longer given to programs. */
  | 'keep-inside'
  /** Only a person can tell what else the line is for, or where the file comes from. */
  | 'by-hand'

/** What to do with a line that sets `name`. */
export const actionFor = ({ file, text, isAlone }: Assignment, name: string): LineAction => {
  if (file.isLink || !isAlone) return 'by-hand'
  if (file.dialect === 'fish-variables') return 'comment'
  const isUsed = file.text
    .split('\n')
    .some((line) => !/^\s*#/.test(line) && new RegExp(`\\$\\{?${name}\\b`).test(line) && line.trim() !== text)
  if (!isUsed) return 'comment'
  return file.dialect === 'posix' && text.startsWith(`export ${name}=`) ? 'keep-inside' : 'by-hand'
}

/** A line to be edited, and the variable that it sets. */
export interface LineEdit {
  readonly line: Assignment
  readonly name: string
}

/**
 * The commands that do `action` to lines, and those that undo it: one for each file, with a copy kept beside it. Lines
 * that no longer name the variable are left alone.
 */
export const lineEdits = (
  edits: readonly LineEdit[],
  action: Exclude<LineAction, 'by-hand'>,
): { readonly commands: readonly string[]; readonly undo: readonly string[] } => {
  const files = [...new Set(edits.map(({ line }) => line.file))]
  const done = files.map((file) => {
    const own = edits.filter(({ line }) => line.file === file)
    if (file.dialect === 'fish-variables') {
      return {
        commands: own.map(({ name }) => shell`fish -c ${`set --erase --universal ${name}`}`),
        undo: own.map(({ name, line }) => shell`fish -c ${`set --universal --export ${name} '${line.value ?? ''}'`}`),
      }
    }
    const scripts = own.map(({ line, name }) => `${line.line}{/${name}/${substitution(action, name, file.dialect)};}`)
    const sudo = file.home === null ? 'sudo ' : ''
    const path =
      file.home !== null && file.path.startsWith(`${file.home}/`) ? `~${file.path.slice(file.home.length)}` : file.path
    return {
      commands: [`${sudo}${shell`sed -i.before-groundwork ${scripts.join(';')} ${path}`}`],
      undo: [`${sudo}${shell`mv ${`${path}.before-groundwork`} ${path}`}`],
    }
  })
  return { commands: done.flatMap(({ commands }) => commands), undo: done.flatMap(({ undo }) => undo) }
}

/** Inside an `if`, a comment alone would be a syntax error in sh: the empty command `:` stands in its place. */
const substitution = (action: 'comment' | 'keep-inside', name: string, dialect: Dialect): string => {
  if (action === 'keep-inside') return `s/export ${name}=/${name}=/`
  return dialect === 'posix' ? String.raw`s/^\([[:space:]]*\)/\1: # /` : 's/^/# /'
}
