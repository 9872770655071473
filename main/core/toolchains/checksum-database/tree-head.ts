/** The head of the database's tree: how many records it has, and the hash over all of them. */
import { fromBase64 } from '../base64.ts'
import { Refused } from './refused.ts'

export interface TreeHead {
  /** Records in the tree. */
  readonly size: number
  /** 32 bytes: SHA-256, Merkle tree of RFC 6962. */
  readonly hash: Uint8Array
}

/** Reads the text of a signed note about a tree. Lines after the third are left for future use by the format. */
export const parseTreeHead = (text: string): TreeHead => {
  const match = /^go\.sum database tree\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]{44})\n/.exec(text)
  const hash = match?.[2] === undefined ? null : fromBase64(match[2])
  const size = Number(match?.[1])
  if (hash?.length !== 32 || !Number.isSafeInteger(size))
    throw new Refused({ en: 'the signed text is not a tree head', 'zh-CN': '已签名的文本不是树的头部' })
  return { size, hash }
}
