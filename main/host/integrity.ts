/** Whether trees of Go on this machine are intact. A part of its own, loaded only when asked for. */
import type { ReadableHost } from '../core/host.ts'
import { remembering } from '../core/remembering.ts'
import { databaseSources } from '../core/toolchains/database-sources.ts'
import { judgeTree } from '../core/toolchains/genuine.ts'
import { measureIntegrity, recallIntegrity, type Effort, type Integrity } from '../core/toolchains/integrity.ts'
import { readKeptNote, readModuleProxies } from '../core/toolchains/toolchains.ts'
import { nodeDigests } from './digests.ts'
import { createIntegrityMemory } from './kept-integrity.ts'
import { createNoteKeeper } from './kept-note.ts'
import { createKeptVersions } from './kept-versions.ts'
import { localTrees } from './tree-digests.ts'

/** What was found of `tree` earlier, if no file of it was touched since; see `Effort`. */
export const recallHere = (
  host: ReadableHost,
  tree: string,
  effort: Exclude<Effort, 'measured'>,
): Promise<Integrity | null> =>
  recallIntegrity(tree, effort, host, nodeDigests, createIntegrityMemory(host.environment()))

/** Reads all of `tree`, a path without links, and asks who published it; offline only what is kept here is asked. */
export const measureHere = async (
  host: ReadableHost,
  tree: string,
  isOffline: boolean,
  appVersion?: string,
): Promise<Integrity> => {
  // What other trees there are, and which proxies, is asked once.
  const asked = remembering(host)
  const environment = host.environment()
  const notes = createNoteKeeper(environment)
  const { createNetwork } = await import('./network.ts')
  const network = createNetwork(appVersion)
  const now = (): Date => new Date()
  try {
    const lastNote = await readKeptNote({ notes, digests: nodeDigests })
    const databases = isOffline ? [] : databaseSources(await readModuleProxies(asked), network)
    const ports = {
      host: asked,
      trees: localTrees,
      digests: nodeDigests,
      databases,
      lastNote,
      keepNote: (note: string) => notes.keep(note),
      kept: createKeptVersions(environment),
      now,
    }
    const memory = createIntegrityMemory(environment)
    return await measureIntegrity(tree, (goroot) => judgeTree(goroot, ports), now, asked, nodeDigests, memory)
  } finally {
    network.close()
  }
}
