/** The newest tree head of the checksum database, in `$XDG_STATE_HOME/groundwork/checksum-database`. */
import { join } from 'node:path'
import type { NoteKeeper } from '../core/toolchains/toolchains.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

/** Keeps the note for a person with `environment`. Where it cannot be written nothing is kept, and nothing fails. */
export const createNoteKeeper = (environment: Readonly<Record<string, string>>): NoteKeeper => {
  const { XDG_STATE_HOME: state, HOME: home } = environment
  const parent = state?.startsWith('/') ? state : home?.startsWith('/') ? join(home, '.local/state') : null
  const path = parent === null ? null : join(parent, 'groundwork/checksum-database')
  return {
    read: async () => (path === null ? null : ((await readPrivateFile(path))?.toString() ?? null)),
    keep: async (note) => {
      if (path !== null) await writePrivateFile(path, note).catch(() => undefined)
    },
  }
}
