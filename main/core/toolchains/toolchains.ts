/** What the app can do with Go itself. So far: tell whether one is as published. */
import type { ReadableHost } from '../host.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { goarchOf } from '../probes/facts.ts'
import { readGoEnv } from '../probes/go-env.ts'
import { goDatabase, type Database } from './checksum-database/client.ts'
import { openNote, parseVerifierKey } from './checksum-database/note.ts'
import { databaseSources } from './database-sources.ts'
import type { Digests } from './digests.ts'
import { judgeTree, type Genuineness } from './genuine.ts'
import type { Network } from './network.ts'
import type { TreeReading } from './tree-reading.ts'

/** Keeps the newest signed tree head of the checksum database between runs, so that a rewritten history is noticed. */
export interface NoteKeeper {
  read(): Promise<string | null>
  keep(note: string): Promise<void>
}

export interface ToolchainPorts {
  readonly host: ReadableHost
  readonly trees: TreeReading
  readonly digests: Digests
  readonly network: Network
  readonly notes: NoteKeeper
}

export interface VerifiedTree {
  readonly goroot: string
  readonly found: Genuineness
}

/**
 * Whether the Go at `path` (its tree, or its `go`) is as published; without `path` the one that a new terminal gets.
 * Null where there is none.
 */
export const verifyGo = async (path: string | undefined, ports: ToolchainPorts): Promise<VerifiedTree | null> => {
  const { host } = ports
  const goroot = path === undefined ? (await readActiveGo(host))?.goroot : await treeOf(path, host)
  if (!goroot) return null
  const arch = goarchOf(host.kernel()?.machine ?? null) ?? 'amd64'
  const found = await judgeTree(
    goroot,
    { os: 'linux', arch },
    {
      host,
      trees: ports.trees,
      digests: ports.digests,
      databases: databaseSources(await readModuleProxies(host), ports.network),
      lastNote: await readKeptNote(ports),
      keepNote: (note) => ports.notes.keep(note),
    },
  )
  return { goroot, found }
}

/** The kept note, if it is one: a damaged file is as good as none, and is replaced. */
export const readKeptNote = async (
  { notes, digests }: Pick<ToolchainPorts, 'notes' | 'digests'>,
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

/** GOPROXY as builds in the person's terminal see it; empty where no go can be asked. */
export const readModuleProxies = async (host: ReadableHost): Promise<string> => {
  try {
    return (await readGoEnv(host))?.values.GOPROXY ?? host.environment().GOPROXY ?? ''
  } catch {
    return host.environment().GOPROXY ?? ''
  }
}
