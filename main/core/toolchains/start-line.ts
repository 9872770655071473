/** The line of a person's start files that probably puts a directory first on PATH: the last one that names it. */
import { valueOr, type ReadableHost } from '../host.ts'
import { loginShellOf } from '../probes/sessions.ts'
import { shellKindOf } from '../probes/shell-question.ts'
import { namesPath } from './names-path.ts'
import { filesInOrder, readShellPlaces } from './shell-places.ts'

export interface StartLine {
  readonly path: string
  /** From 1. */
  readonly line: number
  /** As it stands, trimmed, at most 200 characters. */
  readonly text: string
}

/** E.g. `/home/user/.bashrc:1 (export PATH=…)`. */
export const lineText = ({ path, line, text }: StartLine): string => `${path}:${line} (${text})`

/** Null where no file that the shell reads names `directory`: they may read others, or put it together from parts. */
export const findStartLine = async (
  host: ReadableHost,
  session: 'login' | 'interactive',
  directory: string,
): Promise<StartLine | null> => {
  const program = loginShellOf(host)
  const { home } = host.user()
  if (program === null || !home) return null
  const kind = shellKindOf(program)
  const { login, terminal } = await filesInOrder(host, kind, await readShellPlaces(host, kind, program, home))
  // A terminal has what a login left, and then what its own files do.
  for (const path of [...login, ...(session === 'interactive' ? terminal : [])].toReversed()) {
    const lines = valueOr(await host.readText(path), '').split('\n')
    const at = lines.findLastIndex((line) => namesPath(line.replaceAll('\\x2f', '/'), [directory], home))
    if (at >= 0) return { path, line: at + 1, text: (lines[at] ?? '').trim().slice(0, 200) }
  }
  return null
}
