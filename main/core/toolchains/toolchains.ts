/** Which Go a person means, and whom to ask about it. */
import type { ReadableHost } from '../host.ts'
import { readActiveGo } from '../probes/active-go.ts'
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

/**
 * The tree of the Go at `path` (its tree, or its `go`), without links; without `path` the one that a new terminal gets.
 * Null where there is none.
 */
export const findTree = async (path: string | undefined, host: ReadableHost): Promise<string | null> =>
  path === undefined ? ((await readActiveGo(host))?.goroot ?? null) : treeOf(path, host)

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

/** The tree that `path` is, or that the `go` at `path` stands in. */
const treeOf = async (path: string, host: ReadableHost): Promise<string | null> => {
  const real = await host.realPath(path)
  if (!real.ok) return null
  const status = await host.status(real.value)
  if (status.ok && status.value.kind === 'directory') return real.value
  return /^(.*)\/bin\/go$/.exec(real.value)?.[1] ?? null
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
