/** What the checksum database says of a published toolchain: asked on one way after another until one answer is proved. */
import type { Text } from '#contract'
import { inEveryLanguage } from '../phrase.ts'
import { proveHash, type Database, type DatabaseSource, type HashProof } from './checksum-database/client.ts'
import { NotKnown, Refused } from './checksum-database/refused.ts'
import type { Digests } from './digests.ts'
import { Told, toldBy } from './told.ts'
import { toolchainModule } from './toolchain-module.ts'

/** Thrown by a `DatabaseSource` that got no answer at all. */
export class NoAnswer extends Told {}

export interface ProvingPorts {
  readonly digests: Digests
  /** Tried in order until one answers. */
  readonly databases: readonly DatabaseSource[]
  /** The newest tree head's note from earlier times. */
  readonly lastNote: string | null
  /** Keeps a newer one. */
  readonly keepNote: (note: string) => Promise<void>
  /** Whose key is pinned; default the Go project's. */
  readonly database?: Database
}

export type Proved =
  | { readonly ok: true; readonly proof: HashProof }
  /**
   * `no-network`: nobody answered. `no-proof`: somebody did, but it proves nothing. `detail` is what each said.
   * `isUnknown`: all who answered have no record of it.
   */
  | {
      readonly ok: false
      readonly reason: 'no-network' | 'no-proof'
      readonly detail: Text
      readonly isUnknown: boolean
    }

/** The proved hash of a version of golang.org/toolchain, e.g. `v0.0.1-go1.26.8.linux-amd64`. */
export const provePublished = async (moduleVersion: string, ports: ProvingPorts): Promise<Proved> => {
  const { databases, lastNote, digests, database } = ports
  const said: Text[] = []
  const refusals: Refused[] = []
  for (const source of databases) {
    try {
      const proved = await proveHash(source, toolchainModule, moduleVersion, lastNote, digests, database)
      if (proved.latestNote !== lastNote) await ports.keepNote(proved.latestNote)
      return { ok: true, proof: proved.proof }
    } catch (error) {
      if (error instanceof Refused) refusals.push(error)
      else if (!(error instanceof NoAnswer)) throw error
      said.push(toldBy(error))
    }
  }
  return {
    ok: false,
    reason: refusals.length > 0 ? 'no-proof' : 'no-network',
    detail: inEveryLanguage((language) => said.map((text) => text[language]).join(language === 'en' ? '; ' : '；')),
    isUnknown: refusals.length > 0 && refusals.every((error) => error instanceof NotKnown),
  }
}
