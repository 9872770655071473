/** A checksum database of our own, small enough to lie in every way: its key, its tree, its tiles. */
import { createHash, generateKeyPairSync, sign, type KeyPairKeyObjectResult } from 'node:crypto'
import { toBase64 } from '../../toolchains/base64.ts'
import { hashPair, hashRecord, splitOf } from '../../toolchains/checksum-database/merkle-tree.ts'
import { nodeDigests } from '../../../host/digests.ts'

const encoder = new TextEncoder()

export interface SmallDatabase {
  readonly name: string
  /** The verifier key to pin. */
  readonly key: string
  /** The signed note over the first `size` records. */
  note(size: number): string
  /** What an honest server answers at `path`, from a tree of `size` records. */
  answer(path: string, size: number): Uint8Array | null
  /** The root over records `from` to `to`. */
  hash(from: number, to: number): Uint8Array
  readonly keys: KeyPairKeyObjectResult
}

/**
 * A database that holds `records` in this order; record texts as go.sum lines with final line break. With `signedLike`
 * it signs with that database's key: the same authority telling another history.
 */
export const createSmallDatabase = (records: readonly string[], signedLike?: SmallDatabase): SmallDatabase => {
  const name = 'sum.example.test'
  const keys = signedLike?.keys ?? generateKeyPairSync('ed25519')
  const { publicKey, privateKey } = keys
  const rawKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const keyBytes = new Uint8Array([1, ...rawKey])
  const keyHash = createHash('sha256').update(`${name}\n`).update(keyBytes).digest().subarray(0, 4)
  const hash = (from: number, to: number): Uint8Array => {
    if (to - from === 1) return hashRecord(encoder.encode(records[from] ?? ''), nodeDigests)
    const middle = from + splitOf(to - from)
    return hashPair(hash(from, middle), hash(middle, to), nodeDigests)
  }
  const note = (size: number): string => {
    const text = `go.sum database tree\n${size}\n${toBase64(hash(0, size))}\n`
    const signature = sign(null, encoder.encode(text), privateKey)
    return `${text}\n\u2014 ${name} ${Buffer.concat([keyHash, signature]).toString('base64')}\n`
  }
  return {
    keys,
    name,
    key: `${name}+${keyHash.toString('hex')}+${toBase64(keyBytes)}`,
    note,
    hash,
    answer: (path, size) => {
      if (path === 'latest') return encoder.encode(note(size))
      const asked = /^lookup\/(.+)@(.+)$/.exec(path)
      if (asked) {
        const id = records.findIndex((record) => record.startsWith(`${asked[1]} ${asked[2]} `))
        return id < 0 ? null : encoder.encode(`${id}\n${records[id]}\n${note(size)}`)
      }
      const tile = /^tile\/8\/(\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/.exec(path)
      if (!tile) return null
      const span = 256 ** Number(tile[1])
      const first = Number((tile[2] ?? '').replace(/[x/]/g, '')) * 256
      const count = Number(tile[3] ?? 256)
      if ((first + count) * span > size) return null
      return Buffer.concat(
        Array.from({ length: count }, (_, offset) => hash((first + offset) * span, (first + offset + 1) * span)),
      )
    },
  }
}
