/**
 * Asks the checksum database what a module's hash is, and believes only what it can prove: a note signed with the
 * pinned key, the record in that note's tree, and that tree consistent with the last one seen.
 */
import type { Digests } from '../digests.ts'
import {
  hashRecord,
  makeConsistencyProof,
  makeInclusionProof,
  provesConsistency,
  provesInclusion,
} from './merkle-tree.ts'
import { openNote, parseVerifierKey } from './note.ts'
import { hashFor, parseLookup } from './record.ts'
import { NotKnown, Refused } from './refused.ts'
import { hashesFromTiles, type ReadTile } from './tiles.ts'
import { parseTreeHead, type TreeHead } from './tree-head.ts'

/** A checksum database, known by its key. */
export interface Database {
  readonly name: string
  /** Verifier key, `NAME+HASH+BASE64`. */
  readonly key: string
}

/** The Go project's database. The key is pinned here, as it is in cmd/go (src/cmd/go/internal/modfetch/key.go). */
export const goDatabase: Database = {
  name: 'sum.golang.org',
  key: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
}

/** Where answers come from: a proxy, or the database itself. Nothing it says is trusted. */
export interface DatabaseSource {
  /** The bytes at `path` below the database, e.g. `lookup/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64`; null for 404 and 410. */
  read(path: string): Promise<Uint8Array | null>
}

/** What is kept so that the proof can be shown, and checked again without a network. */
export interface HashProof {
  readonly module: string
  readonly version: string
  /** `h1:` and base64. */
  readonly hash: string
  readonly recordNumber: number
  readonly recordText: string
  /** The signed note whose tree holds the record. */
  readonly note: string
  /** The hashes from the record's neighbour up to just below the root. */
  readonly inclusion: readonly Uint8Array[]
}

export interface ProvedHash {
  readonly proof: HashProof
  /** The note of the newest tree seen, to be kept for the next time. */
  readonly latestNote: string
}

/**
 * The proved hash of `module` at `version`. `lastNote` is the newest tree's note from earlier times, or null the first
 * time. Throws `NotKnown` where there is no record of it, and `Refused` where anything does not hold.
 */
export const proveHash = async (
  source: DatabaseSource,
  module: string,
  version: string,
  lastNote: string | null,
  digests: Digests,
  database: Database = goDatabase,
): Promise<ProvedHash> => {
  const key = parseVerifierKey(database.key, digests)
  const answer = await source.read(`lookup/${escapePath(module)}@${escapePath(version)}`)
  if (!answer)
    throw new NotKnown({
      en: `the database does not know ${module} ${version}`,
      'zh-CN': `数据库中没有 ${module} ${version}`,
    })
  const { id, text, note } = parseLookup(decoder.decode(answer))
  const hash = hashFor(text, module, version)
  const head = parseTreeHead(openNote(note, key, digests))
  if (id >= head.size)
    throw new Refused({
      en: `record ${id} is not in a tree of ${head.size}`,
      'zh-CN': `只有 ${head.size} 条记录的树中没有第 ${id} 条记录`,
    })
  const read: ReadTile = (path) => source.read(path)
  const inclusion = await makeInclusionProof(id, head.size, hashesFromTiles(head.size, read, digests))
  const proof: HashProof = { module, version, hash, recordNumber: id, recordText: text, note, inclusion }
  checkHashProof(proof, digests, database)
  const last = lastNote === null ? null : { note: lastNote, head: parseTreeHead(openNote(lastNote, key, digests)) }
  if (!last) return { proof, latestNote: note }
  await requireConsistency(last.head, head, read, digests)
  return { proof, latestNote: head.size > last.head.size ? note : (lastNote ?? note) }
}

/** Throws `Refused` unless `proof` holds by itself: no network, no trust in where it was kept. */
export const checkHashProof = (proof: HashProof, digests: Digests, database: Database = goDatabase): void => {
  const key = parseVerifierKey(database.key, digests)
  const head = parseTreeHead(openNote(proof.note, key, digests))
  if (hashFor(proof.recordText, proof.module, proof.version) !== proof.hash) {
    throw new Refused({ en: 'the hash is not the one of the record', 'zh-CN': '哈希值与记录中的不同' })
  }
  const recordHash = hashRecord(encoder.encode(proof.recordText), digests)
  if (!provesInclusion(proof.inclusion, proof.recordNumber, recordHash, head, digests)) {
    throw new Refused({
      en: `record ${proof.recordNumber} is not in the signed tree of ${head.size} records`,
      'zh-CN': `第 ${proof.recordNumber} 条记录不在已签名的、有 ${head.size} 条记录的树中`,
    })
  }
}

/** Two honest heads differ in age, in either direction: the younger tree must begin with the whole older one. */
const requireConsistency = async (a: TreeHead, b: TreeHead, read: ReadTile, digests: Digests): Promise<void> => {
  const [older, newer] = a.size <= b.size ? [a, b] : [b, a]
  const proof = await makeConsistencyProof(older.size, newer.size, hashesFromTiles(newer.size, read, digests))
  if (provesConsistency(proof, older, newer, digests)) return
  throw new Refused({
    en: `the tree of ${newer.size} records does not contain the tree of ${older.size} that was seen before`,
    'zh-CN': `有 ${newer.size} 条记录的树不包含以前见过的、有 ${older.size} 条记录的树`,
  })
}

/** Upper-case letters as `!` and the lower-case one, as module paths and versions are escaped everywhere. */
export const escapePath = (path: string): string => path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)

const encoder = new TextEncoder()
const decoder = new TextDecoder()
