/** The newest tree head of the checksum database, in `$XDG_STATE_HOME/groundwork/checksum-database`. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { NoteKeeper } from '../core/toolchains/toolchains.ts'

/** Keeps the note for a person with `environment`. Where it cannot be written nothing is kept, and nothing fails. */
export const createNoteKeeper = (environment: Readonly<Record<string, string>>): NoteKeeper => {
  const { XDG_STATE_HOME: state, HOME: home } = environment
  const parent = state?.startsWith('/') ? state : home?.startsWith('/') ? join(home, '.local/state') : null
  const path = parent === null ? null : join(parent, 'groundwork/checksum-database')
  return {
    read: () => (path === null ? Promise.resolve(null) : fs.readFile(path, 'utf8').catch(() => null)),
    keep: async (note) => {
      if (path === null) return
      const temporary = `${path}.${randomUUID()}.tmp`
      try {
        await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await fs.writeFile(temporary, note, { mode: 0o600, flag: 'wx' })
        await fs.rename(temporary, path)
      } catch {
        await fs.rm(temporary, { force: true }).catch(() => undefined)
      }
    },
  }
}
