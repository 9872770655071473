/** Whom to ask about Go. */
import type { ReadableHost } from '../host.ts'
import { readGoEnv } from '../probes/go-env.ts'
import { goSettingOf, readGoSituations } from '../probes/go-paths.ts'
import { goDatabase, type Database } from './checksum-database/client.ts'
import { openNote, parseVerifierKey } from './checksum-database/note.ts'
import type { Digests } from './digests.ts'

/** Keeps the newest signed tree head of the checksum database between runs, so that a rewritten history is noticed. */
export interface NoteKeeper {
  read(): Promise<string | null>
  keep(note: string): Promise<void>
}

/** The kept note, if it is one: a damaged file is as good as none, and is replaced. */
export const readKeptNote = async (
  { notes, digests }: { readonly notes: NoteKeeper; readonly digests: Digests },
  database: Database = goDatabase,
): Promise<string | null> => {
  const note = await notes.read()
  if (note === null) return null
  try {
    openNote(note, parseVerifierKey(database.key, digests), digests)
    return note
  } catch {
    return null
  }
}

/**
 * GOPROXY as the app was told when it was started (`GOPROXY=… groundwork …`), which counts first with go too; else as
 * builds in the person's terminal see it. Where no go can be asked: as their environment or the file of `go env -w` has
 * it, since the next go will see it there; empty where neither does.
 */
export const readModuleProxies = async (host: ReadableHost): Promise<string> => {
  const told = host.environment().GOPROXY
  if (told) return told
  const settings = await readGoEnv(host).catch(() => null)
  if (settings) return settings.values.GOPROXY
  const found = (await readGoSituations(host)).map((situation) => goSettingOf(situation, 'GOPROXY'))
  return found.find((setting) => setting !== null)?.value ?? ''
}
