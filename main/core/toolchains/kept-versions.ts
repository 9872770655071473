/** The port to what this machine keeps about published versions. All of it is proved again before it is believed. */
import type { ManifestFile } from './manifest.ts'
import type { Provenance } from './provenance.ts'

export interface KeptVersion {
  readonly provenance: Provenance | null
  /** Whether there is one that cannot be read any more. */
  readonly isDamaged: boolean
  /** What the files were; null where that was not kept, or is damaged. */
  readManifest(): Promise<readonly ManifestFile[] | null>
}

export interface KeptVersions {
  /** What was kept beside the tree `goroot` when it was installed; null where it has no such companion. */
  ofTree(goroot: string): Promise<KeptVersion | null>
  /** What any other tree of that version taught, and every other installation of it. */
  ofVersion(moduleVersion: string): Promise<readonly KeptVersion[]>
  /** Remembers a version that was proved. Where nothing can be written nothing is kept, and nothing fails. */
  keep(moduleVersion: string, provenance: Provenance, files: readonly ManifestFile[]): Promise<void>
}
