/** Cryptography as core needs it; a port, since core has none of its own. */
export interface Digests {
  sha256(bytes: Uint8Array): Uint8Array
  /** Whether `signature` (64 bytes) of `message` was made with the Ed25519 key whose public half (32 bytes) is `key`. */
  verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}
