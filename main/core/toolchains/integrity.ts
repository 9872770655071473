/** Whether the tree of a Go is intact: found by reading all of it, and remembered until any file of it is touched. */
import type { ReadableHost } from '../host.ts'
import type { Digests } from './digests.ts'
import type { Genuineness } from './genuine.ts'
import { readTreeSignature } from './tree-signature.ts'

export interface Integrity {
  /** The tree, without links. */
  readonly tree: string
  readonly found: Genuineness
  /** When the tree was read. */
  readonly at: Date
}

/**
 * `remembered`: what was found earlier, if no file was touched since; some 50 ms where something is remembered, else
 * nothing. `measured`: all of the tree is read, and whoever published it is asked; about a second, and the network.
 */
export type Effort = 'remembered' | 'measured'

export interface RememberedIntegrity {
  readonly integrity: Integrity
  /** Of the tree when it was read. */
  readonly signature: string
}

/** Keeps what was found between runs. Where nothing can be written nothing is kept, and nothing fails. */
export interface IntegrityMemory {
  read(tree: string): Promise<RememberedIntegrity | null>
  keep(remembered: RememberedIntegrity): Promise<void>
}

/** What is remembered of `tree`, a path without links; null where nothing is, or a file was touched since. */
export const recallIntegrity = async (
  tree: string,
  host: ReadableHost,
  digests: Digests,
  memory: IntegrityMemory,
): Promise<Integrity | null> => {
  const remembered = await memory.read(tree)
  if (!remembered) return null
  return remembered.signature === (await readTreeSignature(host, tree, digests)) ? remembered.integrity : null
}

/** Reads `tree` by `judge` and remembers what it finds. */
export const measureIntegrity = async (
  tree: string,
  judge: (tree: string) => Promise<Genuineness>,
  now: () => Date,
  host: ReadableHost,
  digests: Digests,
  memory: IntegrityMemory,
): Promise<Integrity> => {
  // Made before the tree is read: what is touched meanwhile makes it another one.
  const signature = await readTreeSignature(host, tree, digests)
  const integrity: Integrity = { tree, found: await judge(tree), at: now() }
  if (signature !== null && isLasting(integrity.found)) await memory.keep({ integrity, signature })
  return integrity
}

/** Whether it would be found again: who gave no answer this time may give one the next. */
const isLasting = (found: Genuineness): boolean => found.kind !== 'cannot-tell' || found.reason === 'not-a-release'
