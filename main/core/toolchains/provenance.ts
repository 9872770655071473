/** Where an installed Go came from, and how that was proved: kept beside its tree, so that it can be shown and checked again. */
import { z } from 'zod'
import type { HashProof } from './checksum-database/client.ts'
import { fromHex, toHex } from './hex.ts'

/** How it is known that a tree is the published one; at least one of the two. */
export interface Proofs {
  /** The hash of the tree, proved by the checksum database. */
  readonly proof: HashProof | null
  /** The hash of the archive, as the Go project's own lists give it. */
  readonly archive: ArchiveProof | null
}

export interface ArchiveProof {
  readonly filename: string
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** The lists that say so; none of them served the archive. */
  readonly origins: readonly string[]
}

export interface Provenance extends Proofs {
  /** Who served the bytes. */
  readonly from: string
  /** When it was installed. */
  readonly at: Date
  /** When the database, or the lists, were asked: earlier, where an earlier proof was checked again. */
  readonly provedAt: Date
}

/** Under which name a proof lies beside a release archive, in the format of this file. */
export const bundledProofName = (archive: string): string => `${archive}.proof.json`

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** A proof as JSON: hashes as hexadecimal digits. */
export const hashProofSchema = z.object({
  module: z.string(),
  version: z.string(),
  hash: z.string(),
  recordNumber: z.int().nonnegative(),
  recordText: z.string(),
  note: z.string(),
  inclusion: z.array(digest).max(64),
})

export const archiveSchema = z.object({ filename: z.string(), sha256: digest, origins: z.array(z.string()) })
const placeSchema = z
  .object({ from: z.string(), at: z.coerce.date(), provedAt: z.coerce.date().optional() })
  .transform(({ from, at, provedAt }) => ({ from, at, provedAt: provedAt ?? at }))

export const hashProofAsJson = ({
  module,
  version,
  hash,
  recordNumber,
  recordText,
  note,
  inclusion,
}: HashProof): z.infer<typeof hashProofSchema> => ({
  module,
  version,
  hash,
  recordNumber,
  recordText,
  note,
  inclusion: inclusion.map(toHex),
})

export const hashProofFromJson = (json: z.infer<typeof hashProofSchema>): HashProof => ({
  ...json,
  inclusion: json.inclusion.map(fromHex),
})

export const formatProvenance = ({ proof, archive, from, at, provedAt }: Provenance): string => {
  const proofs = { ...(proof && hashProofAsJson(proof)), ...(archive && { archive }) }
  return `${JSON.stringify({ ...proofs, from, at, provedAt }, null, 2)}\n`
}

/** What was written down; null where it is damaged, or proves nothing. Whether a proof holds is another question. */
export const parseProvenance = (text: string): Provenance | null => {
  const json = parseJson(text)
  const place = placeSchema.safeParse(json)
  const proof = hashProofSchema.safeParse(json)
  const archive = z.object({ archive: archiveSchema }).safeParse(json)
  if (!place.success || (!proof.success && !archive.success)) return null
  return {
    ...place.data,
    proof: proof.success ? hashProofFromJson(proof.data) : null,
    archive: archive.success ? archive.data.archive : null,
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
