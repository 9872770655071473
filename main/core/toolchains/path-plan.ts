/** What would be changed in start files, as data: shown to the person first, then applied as it was shown. */
import type { Text } from '#contract'
import type { PathFile } from './path-files.ts'

/** Why a file is for its owner to edit, not for a program. `detail` is raw: a target, a system's code, a shell's words. */
export interface Refusal {
  readonly why:
    /** Kept by a dotfile program: the file is a link, or is below a directory that is one. */
    | 'link'
    | 'hard-link'
    | 'not-a-file'
    | 'too-large'
    | 'not-yours'
    | 'not-writable'
    /** The shell finds a mistake in it as it is now. */
    | 'does-not-parse'
    /** It has a block of ours that is no longer as we wrote it. */
    | 'changed-by-hand'
    /** The shell that reads it ends, hangs or is replaced before it can say what PATH it gives. */
    | 'no-answer'
  readonly detail: string | Text
}

export type PathChange =
  /** `before`, `bare` and `after` are whole files, a character for each byte; null: no file. */
  | {
      readonly kind: 'edit'
      readonly file: PathFile
      readonly before: string | null
      /** Without a block of ours. */
      readonly bare: string | null
      readonly after: string | null
      /** The lines of the block that comes, and of the one that goes. */
      readonly added: readonly string[]
      readonly removed: readonly string[]
    }
  | { readonly kind: 'nothing'; readonly file: PathFile }
  | {
      readonly kind: 'by-hand'
      readonly file: PathFile
      readonly refusal: Refusal
      /** To be added, or to be removed, by hand. */
      readonly lines: readonly string[]
    }

export type PathEdit = Extract<PathChange, { readonly kind: 'edit' }>

export interface PathPlan {
  readonly kind: 'add' | 'remove'
  /** The directory on PATH. */
  readonly directory: string
  readonly changes: readonly PathChange[]
}

/** Whether applying it would change any file. */
export const hasEdits = ({ changes }: PathPlan): boolean => changes.some(({ kind }) => kind === 'edit')

/** Refuses every edit of a file that a shell reads which did not answer: what an edit did to it could not be told. */
export const withoutSilentShells = (
  plan: PathPlan,
  silent: { readonly login: Text | null; readonly terminal: Text | null },
): PathPlan => ({
  ...plan,
  changes: plan.changes.map((change): PathChange => {
    if (change.kind !== 'edit') return change
    // A terminal's shell reads its file after all that a login has left behind.
    const silence = change.file.readBy === 'terminal' ? (silent.terminal ?? silent.login) : silent.login
    if (silence === null || change.file.readBy === 'desktop') return change
    const lines = change.added.filter((line) => !line.startsWith('#'))
    const replaced = replacementIn(change.before ?? '')
    const detail = { en: `${silence.en}${replaced}`, 'zh-CN': `${silence['zh-CN']}${replaced}` }
    return { kind: 'by-hand', file: change.file, refusal: { why: 'no-answer', detail }, lines }
  }),
})

/** The line of a start file that most likely puts another program in the shell's place. */
const replacementIn = (text: string): string => {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => /^[^#]*\bexec\s+[^\s<>&]/.test(line))
  return at < 0 ? '' : `; ${at + 1}: ${(lines[at] ?? '').trim()}`
}
