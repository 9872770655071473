/**
 * Signed notes, as golang.org/x/mod/sumdb/note defines them: a text, a blank line, and lines `— NAME BASE64`, each a
 * signature whose first four bytes name the key.
 */
import { fromBase64, sameBytes } from '../base64.ts'
import type { Digests } from '../digests.ts'
import { fromHex } from '../hex.ts'
import { Refused } from './refused.ts'

/** A key to verify with: `NAME+HASH+BASE64`, as databases publish it. */
export interface VerifierKey {
  readonly name: string
  readonly hash: Uint8Array
  /** The 32 bytes of an Ed25519 public key. */
  readonly publicKey: Uint8Array
}

const encoder = new TextEncoder()
const ed25519 = 1

/** Reads a published key and checks that its hash is the key's own. */
export const parseVerifierKey = (text: string, digests: Digests): VerifierKey => {
  const [name = '', hashText = '', keyText = ''] = splitKey(text)
  const key = fromBase64(keyText)
  if (name === '' || !/^[0-9a-f]{8}$/.test(hashText) || key?.length !== 33 || key[0] !== ed25519) {
    throw new Refused({ en: `not an Ed25519 verifier key: ${text}`, 'zh-CN': `不是 Ed25519 验证密钥：${text}` })
  }
  const hash = fromHex(hashText)
  const own = digests.sha256(new Uint8Array([...encoder.encode(`${name}\n`), ...key])).subarray(0, 4)
  if (!sameBytes(hash, own))
    throw new Refused({
      en: `the key of ${name} does not have the hash ${hashText}`,
      'zh-CN': `${name} 的密钥的哈希值不是 ${hashText}`,
    })
  return { name, hash, publicKey: key.subarray(1) }
}

/** The base64 part may hold `+` itself, so only the first two count. */
const splitKey = (text: string): readonly string[] => {
  const first = text.indexOf('+')
  const second = text.indexOf('+', first + 1)
  return first < 0 || second < 0 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)]
}

/**
 * The text of `note`, final line break included, proved to be signed with `key`. Signatures by others are passed over;
 * a wrong one in the name of `key`, or none, is refused.
 */
export const openNote = (note: string, key: VerifierKey, digests: Digests): string => {
  if (note.length > 1_000_000) throw new Refused({ en: 'the signed note is too long', 'zh-CN': '已签名的记录太长' })
  if (/[\u0000-\u0009\u000b-\u001f\ufffd]/.test(note))
    throw new Refused({ en: 'the signed note holds control characters', 'zh-CN': '已签名的记录含有控制字符' })
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n'))
    throw new Refused({ en: 'the note has no signatures', 'zh-CN': '该记录没有签名' })
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > 100) throw new Refused({ en: 'the note has too many signatures', 'zh-CN': '该记录的签名太多' })
  let isSigned = false
  for (const line of lines) {
    const match = /^\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line)
    const bytes = match?.[2] === undefined ? null : fromBase64(match[2])
    if (!match || !bytes || bytes.length < 5)
      throw new Refused({ en: 'a signature of the note makes no sense', 'zh-CN': '该记录的一个签名无法解读' })
    if (match[1] !== key.name || !sameBytes(bytes.subarray(0, 4), key.hash)) continue
    if (!digests.verifyEd25519(key.publicKey, encoder.encode(text), bytes.subarray(4))) {
      throw new Refused({
        en: `the note's signature in the name of ${key.name} is wrong`,
        'zh-CN': `该记录上以 ${key.name} 之名的签名是错的`,
      })
    }
    isSigned = true
  }
  if (!isSigned)
    throw new Refused({ en: `the note is not signed by ${key.name}`, 'zh-CN': `该记录没有 ${key.name} 的签名` })
  return text
}
