/** Whether the tree of a Go is intact: found by reading all of it, and remembered until any file of it is touched. */
import type { ReadableHost } from '../host.ts'
import type { Digests } from './digests.ts'
import type { Genuineness } from './genuine.ts'
import { readTreeSignature, type TreeSignatures } from './tree-signature.ts'

export interface Integrity {
  /** The tree, without links. */
  readonly tree: string
  readonly found: Genuineness
  /** When the tree was read. */
  readonly at: Date
}

/**
 * `remembered`: what was found earlier, if no file was touched since; some 60 ms where something is remembered, else
 * nothing. `glanced`: the same in half the time, if nothing was touched that a build goes through.
 * `measured`: all of the tree is read, and whoever published it is asked; about a second, and the network.
 */
export type Effort = 'glanced' | 'remembered' | 'measured'

export interface RememberedIntegrity {
  readonly integrity: Integrity
  /** Of the tree when it was read. */
  readonly signatures: TreeSignatures
}

/** Keeps what was found between runs. Where nothing can be written nothing is kept, and nothing fails. */
export interface IntegrityMemory {
  read(tree: string): Promise<RememberedIntegrity | null>
  keep(remembered: RememberedIntegrity): Promise<void>
}

/** What is remembered of `tree`, a path without links; null where nothing is, or a file was touched since. */
export const recallIntegrity = async (
  tree: string,
  effort: Exclude<Effort, 'measured'>,
  host: ReadableHost,
  digests: Digests,
  memory: IntegrityMemory,
): Promise<Integrity | null> => {
  const remembered = await memory.read(tree)
  if (!remembered) return null
  const { integrity, signatures } = remembered
  // Whether what differed was put right may be seen in any file.
  const which = effort === 'glanced' && integrity.found.kind !== 'differs' ? 'compiledIn' : 'all'
  return (await readTreeSignature(host, tree, which, digests)) === signatures[which] ? integrity : null
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
  const [all, compiledIn] = await Promise.all([
    readTreeSignature(host, tree, 'all', digests),
    readTreeSignature(host, tree, 'compiledIn', digests),
  ])
  const integrity: Integrity = { tree, found: await judge(tree), at: now() }
  // Who gave no answer this time may give one the next.
  const { found } = integrity
  const isLasting = found.kind !== 'cannot-tell' || found.reason === 'not-a-release' || found.reason === 'other-build'
  if (all !== null && compiledIn !== null && isLasting)
    await memory.keep({ integrity, signatures: { all, compiledIn } })
  return integrity
}
