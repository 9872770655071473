/** What installing a Go takes, and how it ends. */
import type { Text } from '#contract'
import type { StandingBuilt } from '../../core/toolchains/built.ts'
import type { Cleaned } from '../../core/toolchains/cleaned.ts'
import type { Database, DatabaseSource } from '../../core/toolchains/checksum-database/client.ts'
import type { DatedProof } from '../../core/toolchains/dated-proof.ts'
import type { KeptVersions } from '../../core/toolchains/kept-versions.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import type { ArchiveProof } from '../../core/toolchains/provenance.ts'
import type { KeptPart } from '../../core/toolchains/stopping.ts'
import { inEveryLanguage } from '../../core/phrase.ts'
import { withoutPassword } from '../../core/without-password.ts'
import type { InstallPhase } from '../../core/toolchains/install-phase.ts'
import type { InstallFailure } from '../../core/toolchains/install-failure.ts'
import type { NoteKeeper } from '../../core/toolchains/toolchains.ts'
import type { BuildTrial } from './try-build.ts'

/** How what was unpacked was proved; at least one of the two. */
interface Proofs {
  readonly proof: DatedProof | null
  readonly archive: ArchiveProof | null
}

export type Installed =
  | ({
      readonly kind: 'installed'
      readonly tree: string
      readonly from: string
      readonly built: StandingBuilt | null
      /** It took the place of one that was not as published, and is gone. */
      readonly isRepair: boolean
    } & Proofs)
  | { readonly kind: 'already'; readonly tree: string }
  /** Stopped, to be gone on with: `part` is what came, null where nothing had. */
  | { readonly kind: 'paused'; readonly part: KeptPart | null }
  /** Stopped with `Discard`: nothing stays. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: InstallFailure; readonly detail: Text }

/** What every way of installing needs. */
export interface PlacingPorts {
  readonly databases: readonly DatabaseSource[]
  /** Whose key is pinned; default the Go project's. */
  readonly database?: Database
  readonly notes: NoteKeeper
  /** Proofs from earlier times, for where nobody answers. */
  readonly kept: Pick<KeptVersions, 'ofVersion'>
  /** Whether the tree that is there is not as published, so that another one takes its place. Without it none is. */
  readonly isSpoilt?: (tree: string) => Promise<boolean>
  /** Told what an interruption had left, if anything. */
  readonly onCleaned?: (cleaned: readonly Cleaned[]) => void
  readonly onProgress?: (phase: InstallPhase, bytes: number, totalBytes: number) => void
  /**
   * Tried once the tree has its place, so that it can be used meanwhile; where it fails, the tree goes again. Without it
   * nothing is built.
   */
  readonly tryBuild?: BuildTrial
  /** Pauses; with `Discard` as its reason, cancels. */
  readonly signal: AbortSignal
}

/** What every way of installing from an archive needs. */
export interface UnpackingPorts extends PlacingPorts {
  /** The directory of the built scripts, where those of the unpacking threads are. */
  readonly scripts: URL
  readonly userAgent: string
}

/** A tree that is unpacked and proved, but has no name yet. */
export interface Unpacked extends Proofs {
  readonly staged: string
  /** Every file of the tree. */
  readonly files: readonly ManifestFile[]
  /** Where the bytes came from. */
  readonly from: string
  /** What the download left, to be removed at the end; null where nothing was downloaded. */
  readonly part: string | null
}

/** `detail` in words of our own, or as somebody else said it. */
export const failed = (reason: InstallFailure, detail: Text | string): Installed => ({
  kind: 'failed',
  reason,
  detail: inEveryLanguage((language) => withoutPassword(typeof detail === 'string' ? detail : detail[language])),
})
