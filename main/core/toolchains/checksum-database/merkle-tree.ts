/**
 * Proofs about the database's Merkle tree (RFC 6962, 2.1). Proofs are made from hashes that anyone may have supplied
 * and are then checked against signed heads: hashes that were tampered with give a proof that does not hold.
 */
import { sameBytes } from '../base64.ts'
import type { Digests } from '../digests.ts'
import type { TreeHead } from './tree-head.ts'

/** The hash over the records `from` (inclusive) to `to` (exclusive), from an untrusted source. */
export type HashOfRange = (from: number, to: number) => Promise<Uint8Array>

export const hashRecord = (record: Uint8Array, digests: Digests): Uint8Array =>
  digests.sha256(new Uint8Array([0, ...record]))

export const hashPair = (left: Uint8Array, right: Uint8Array, digests: Digests): Uint8Array => {
  const both = new Uint8Array(1 + left.length + right.length)
  both[0] = 1
  both.set(left, 1)
  both.set(right, 1 + left.length)
  return digests.sha256(both)
}

/** The largest power of two below `count`, which is at least 2. */
export const splitOf = (count: number): number => {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** Hashes from the record's neighbour up to just below the root. */
export const makeInclusionProof = async (
  record: number,
  size: number,
  hashOf: HashOfRange,
): Promise<readonly Uint8Array[]> => {
  const walk = async (from: number, to: number): Promise<readonly Uint8Array[]> => {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from)
    return record < middle
      ? [...(await walk(from, middle)), await hashOf(middle, to)]
      : [...(await walk(middle, to)), await hashOf(from, middle)]
  }
  return walk(0, size)
}

/** Whether `proof` shows that the record with this hash is number `record` of the tree of `head`. */
export const provesInclusion = (
  proof: readonly Uint8Array[],
  record: number,
  recordHash: Uint8Array,
  head: TreeHead,
  digests: Digests,
): boolean => {
  if (record < 0 || record >= head.size) return false
  const root = (from: number, to: number, left: readonly Uint8Array[]): Uint8Array | null => {
    if (to - from === 1) return left.length === 0 ? recordHash : null
    const sibling = left.at(-1)
    if (!sibling) return null
    const middle = from + splitOf(to - from)
    const rest = left.slice(0, -1)
    const own = record < middle ? root(from, middle, rest) : root(middle, to, rest)
    if (!own) return null
    return record < middle ? hashPair(own, sibling, digests) : hashPair(sibling, own, digests)
  }
  const computed = root(0, head.size, proof)
  return computed !== null && sameBytes(computed, head.hash)
}

/** Hashes that show that the first `older` records of a tree of `newer` are a tree of their own. */
export const makeConsistencyProof = async (
  older: number,
  newer: number,
  hashOf: HashOfRange,
): Promise<readonly Uint8Array[]> => {
  const walk = async (from: number, to: number): Promise<readonly Uint8Array[]> => {
    if (older === to) return from === 0 ? [] : [await hashOf(from, to)]
    const middle = from + splitOf(to - from)
    return older <= middle
      ? [...(await walk(from, middle)), await hashOf(middle, to)]
      : [...(await walk(middle, to)), await hashOf(from, middle)]
  }
  return older === newer ? [] : walk(0, newer)
}

/** Whether `proof` shows that the tree of `newer` begins with the whole tree of `older`. */
export const provesConsistency = (
  proof: readonly Uint8Array[],
  older: TreeHead,
  newer: TreeHead,
  digests: Digests,
): boolean => {
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.hash, newer.hash)
  if (older.size < 1 || older.size > newer.size) return false
  type Pair = { readonly old: Uint8Array; readonly new: Uint8Array }
  const roots = (from: number, to: number, left: readonly Uint8Array[]): Pair | null => {
    if (older.size === to) {
      if (from === 0) return left.length === 0 ? { old: older.hash, new: older.hash } : null
      const only = left[0]
      return left.length === 1 && only ? { old: only, new: only } : null
    }
    const sibling = left.at(-1)
    if (!sibling) return null
    const middle = from + splitOf(to - from)
    const rest = left.slice(0, -1)
    if (older.size <= middle) {
      const own = roots(from, middle, rest)
      return own && { old: own.old, new: hashPair(own.new, sibling, digests) }
    }
    const own = roots(middle, to, rest)
    return own && { old: hashPair(sibling, own.old, digests), new: hashPair(sibling, own.new, digests) }
  }
  const computed = roots(0, newer.size, proof)
  return computed !== null && sameBytes(computed.old, older.hash) && sameBytes(computed.new, newer.hash)
}
