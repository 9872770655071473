/** Getting one version from one supplier: what it takes, and how it ends. */
import type { Text } from '#contract'
import type { OriginArchive } from '../../core/toolchains/catalogue.ts'
import type { DatedProof } from '../../core/toolchains/dated-proof.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import type { InstallFailure } from '../../core/toolchains/install-failure.ts'
import type { Network } from '../../core/toolchains/network.ts'
import type { FileNames } from '../../core/toolchains/race.ts'
import type { Installed, UnpackingPorts, Unpacked } from './installation.ts'
import type { Connections } from '../connections.ts'
import type { Layout } from './layout.ts'

export interface Wanted {
  readonly version: GoVersion
  readonly names: FileNames
  /** What the checksum database proves; null where it proves nothing, for the reason `noProof`. */
  readonly proof: DatedProof | null
  readonly noProof: { readonly reason: InstallFailure; readonly detail: Text }
  /** What the origins say of the archive, now or as of their last answer; asked once, and only when it is needed. */
  readonly origins: () => Promise<readonly OriginArchive[]>
  readonly layout: Layout
  readonly connections: Connections
  readonly ports: UnpackingPorts & { readonly network: Network }
}

export type Got = { readonly kind: 'unpacked'; readonly unpacked: Unpacked } | NotGot | Over

/** Nothing that another supplier could help with. */
export interface Over {
  readonly kind: 'over'
  readonly result: Installed
}

export interface NotGot {
  readonly kind: 'failed'
  readonly reason: InstallFailure
  readonly detail: Text
  /** It said that it has no such file: 404 or 410, or no file at a path. */
  readonly isAbsent: boolean
  /** The connection ended after something had come. */
  readonly isCut: boolean
}

/** No file, or not all of it, or not the right one; another supplier may do better. */
export const notGot = (
  detail: Text,
  more: { readonly reason?: InstallFailure; readonly status?: number | null; readonly isCut?: boolean } = {},
): NotGot => ({
  kind: 'failed',
  reason: more.reason ?? 'not-available',
  detail,
  isAbsent: more.status === 404 || more.status === 410,
  isCut: more.isCut ?? false,
})
