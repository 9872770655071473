/** How an installed Go was proved when it came, in words. */
import type { Text } from '#contract'
import { grouped } from '../grouped.ts'
import { parseTreeHead } from './checksum-database/tree-head.ts'
import type { Proofs } from './provenance.ts'

/** One sentence for each proof. */
export const proofTexts = ({ proof, archive }: Proofs): readonly Text[] => [
  ...(proof ? [hashText(proof.hash, proof.recordNumber, parseTreeHead(proof.note).size)] : []),
  ...(archive ? [archiveText(archive.filename, archive.sha256, archive.origins)] : []),
]

const hashText = (hash: string, record: number, size: number): Text => ({
  en: `The checksum database proved the hash of all its files, with record ${grouped(record)} of its signed tree of ${grouped(size)}: ${hash}`,
  'zh-CN': `校验和数据库证明了全部文件的哈希（已签名的树共 ${grouped(size)} 条记录，这是第 ${grouped(record)} 条）：${hash}`,
})

const archiveText = (filename: string, sha256: string, origins: readonly string[]): Text => ({
  en: `${filename} had the SHA-256 that ${origins.join(', ')} publishes: ${sha256}`,
  'zh-CN': `${filename} 的 SHA-256 与 ${origins.join('、')} 公布的一致：${sha256}`,
})
