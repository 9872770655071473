/** `go verify` on this machine. A part of its own, loaded only when asked for: nothing else here needs a network. */
import { remembering } from './core/remembering.ts'
import { verifyGo, type VerifiedTree } from './core/toolchains/toolchains.ts'
import { nodeDigests } from './host/digests.ts'
import { createNoteKeeper } from './host/kept-note.ts'
import { createLocalHost } from './host/local.ts'
import { createNetwork } from './host/network.ts'
import { localTrees } from './host/tree-digests.ts'

/** Whether the Go at `path`, or the active one, is as published. Null where there is none. */
export const verifyGoHere = async (path: string | undefined, version: string): Promise<VerifiedTree | null> => {
  const host = remembering(createLocalHost())
  const network = createNetwork(version)
  try {
    const notes = createNoteKeeper(host.environment())
    return await verifyGo(path, { host, trees: localTrees, digests: nodeDigests, network, notes })
  } finally {
    await network.close()
  }
}
