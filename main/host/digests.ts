/** Cryptography by Node's OpenSSL. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Digests } from '../core/toolchains/digests.ts'

/** DER of an Ed25519 public key up to the key's own 32 bytes (RFC 8410). */
const prefix = Buffer.from('302a300506032b6570032100', 'hex')

export const nodeDigests: Digests = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519: (key, message, signature) => {
    if (key.length !== 32 || signature.length !== 64) return false
    const publicKey = createPublicKey({ key: Buffer.concat([prefix, key]), format: 'der', type: 'spki' })
    return verify(null, message, publicKey, signature)
  },
}
