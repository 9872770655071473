/** A proof of the checksum database's: made now, or one from earlier times that is checked again. */
import type { Text } from '#contract'
import { checkHashProof, type HashProof } from './checksum-database/client.ts'
import { Refused } from './checksum-database/refused.ts'
import type { KeptVersion } from './kept-versions.ts'
import { provePublished, type Proved, type ProvingPorts } from './prove-published.ts'
import { toolchainModule } from './toolchain-module.ts'

/** A proof, with when the database was asked. */
export interface DatedProof extends HashProof {
  readonly provedAt: Date
  /** Whether that was earlier: nobody answered now, and the proof was checked again without the network. */
  readonly isKept: boolean
}

/** Who proved it, and when, where that was not now. */
export const provedText = ({ hash, provedAt, isKept }: Pick<DatedProof, 'hash' | 'provedAt' | 'isKept'>): Text => {
  const day = provedAt.toISOString().slice(0, 10)
  return isKept
    ? {
        en: `Proved by the checksum database on ${day}; that proof was checked again now, without the network: ${hash}`,
        'zh-CN': `已由校验和数据库于 ${day} 证明；现在又在不联网的情况下核对了该证明：${hash}`,
      }
    : { en: `Proved by the checksum database: ${hash}`, 'zh-CN': `已由校验和数据库证明：${hash}` }
}

export type DatedProved = { readonly ok: true; readonly proof: DatedProof } | NotProved

/** `isUnsound`: there is a proof of earlier, but it is damaged, or proves nothing about this version. */
type NotProved = Extract<Proved, { readonly ok: false }> & { readonly isUnsound: boolean }

/**
 * The proved hash of a version of golang.org/toolchain: the database's word, else the first of `earlier` that still
 * holds. Who is silent may be stood in for by what was proved once; who answers and proves nothing is not covered up.
 */
export const proveNowOrEarlier = async (
  moduleVersion: string,
  earlier: () => Promise<readonly Pick<KeptVersion, 'provenance' | 'isDamaged'>[]>,
  now: () => Date,
  ports: ProvingPorts,
): Promise<DatedProved> => {
  const asked = await provePublished(moduleVersion, ports)
  if (asked.ok) return { ok: true, proof: { ...asked.proof, provedAt: now(), isKept: false } }
  if (asked.reason === 'no-proof') return { ...asked, isUnsound: false }
  let isUnsound = false
  for (const { provenance, isDamaged } of await earlier()) {
    if (provenance?.proof && holds(provenance.proof, moduleVersion, ports)) {
      return { ok: true, proof: { ...provenance.proof, provedAt: provenance.provedAt, isKept: true } }
    }
    isUnsound ||= isDamaged || Boolean(provenance?.proof)
  }
  return { ...asked, isUnsound }
}

/** Whether a proof still proves: the note's signature, the record's place in its tree, and that it is about this. */
const holds = (proof: HashProof, moduleVersion: string, { digests, database }: ProvingPorts): boolean => {
  if (proof.module !== toolchainModule || proof.version !== moduleVersion) return false
  try {
    checkHashProof(proof, digests, database)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
