/** The machine as the desk needs it: a port. Nothing here rejects for what a machine or a server may be. */
import type { Text } from '#contract'
import type { Adopted, AdoptionWish } from '../toolchains/adoption.ts'
import type { CachedVersion } from '../toolchains/cache-cleaning.ts'
import type { Catalogue } from '../toolchains/catalogue.ts'
import type { Changed } from '../toolchains/changed.ts'
import type { Cleaned } from '../toolchains/cleaned.ts'
import type { DistroPlan } from '../toolchains/distro-plan.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import type { Integrity } from '../toolchains/integrity.ts'
import type { InstallEnd, InstallWatch } from '../toolchains/install-ends.ts'
import type { Inventory } from '../toolchains/inventory.ts'
import type { Layout } from '../toolchains/own-places.ts'
import type { PathActions } from '../toolchains/path-actions.ts'
import type { Provenance } from '../toolchains/provenance.ts'
import type { OwnProgram, RootChange } from '../toolchains/root-change.ts'
import type { RemovalWish, Removed } from '../toolchains/removal.ts'
import type { GoUser } from '../toolchains/users.ts'
import type { Why } from '../toolchains/why.ts'

/** Each question is asked anew: what was seen before a change is no answer after it. */
export interface GoMachine {
  inventory(): Promise<Inventory>
  /** Bytes on disk; null where the tree could not be read. */
  sizeOf(tree: string): Promise<number | null>
  /** Reads the whole tree; null where there is no Go at `tree`. */
  verify(tree: string): Promise<Integrity | null>
  /** What is remembered of trees; null where nothing is, or a file was touched since. */
  remembered(trees: readonly string[]): Promise<ReadonlyMap<string, Integrity | null>>
  /** What was written down of each when it was installed; null for what others put here. */
  provenances(trees: readonly string[]): Promise<ReadonlyMap<string, Provenance | null>>
  /** GOPROXY as it holds here, passwords left out; empty where nobody said. */
  goproxy(): Promise<string>
  /** Everybody who knows of versions is asked. */
  available(): Promise<Catalogue>
  /** What they said last; nobody is asked. */
  known(): Promise<Catalogue>
  /** The newest release of each line that is known of; nobody is asked. */
  releases(): Promise<readonly GoVersion[]>
  /** Null where `directory` is none. */
  why(directory: string): Promise<Why | null>
  /** Null without a HOME. */
  home(): string | null
  /** Directories with a file that names a version of Go; that of where the app was started first. */
  projects(): Promise<readonly { readonly directory: string; readonly files: readonly string[] }[]>
  /** Release archives that are here already, for this processor. */
  archives(): Promise<readonly FoundArchive[]>
  /** What root can do for `version` with the distribution's own packages. */
  distroPlan(version: GoVersion): Promise<DistroPlan>
  /** The processor here, in Go's words. */
  arch(): string
  place(version: GoVersion, isSystem: boolean): Promise<Place | null>
  /** For the person who runs the app; `from` as after `--from`, undefined for what is chosen by itself. */
  install(version: GoVersion, from: string | undefined, watch: InstallWatch, signal: AbortSignal): Promise<InstallEnd>
  /** Removes what a download of `version` has left. */
  discardDownload(version: GoVersion): Promise<void>
  /** For the person who runs the app; a trial changes nothing. */
  use(version: GoVersion, isTrial: boolean): Promise<Changed>
  /** Everybody who is seen to use the Go at `tree`. */
  usersOf(tree: string): Promise<readonly GoUser[]>
  remove(version: GoVersion, wish: RemovalWish): Promise<Removed>
  /** The toolchain of the module cache at `tree`, with who uses it; null where there is none. */
  cached(tree: string): Promise<CachedVersion | null>
  /** Removes it, unless somebody uses it. */
  clean(tree: string): Promise<Removed>
  /** Copies the Go at `tree` to be one of the person's own, and proves the copy. */
  adopt(tree: string, wish: AdoptionWish): Promise<Adopted>
  /** Opens it in the file manager; null, or why not. */
  reveal(tree: string): Promise<Text | null>
  /** Takes away what an interruption left, where no change is under way. */
  recover(): Promise<readonly Cleaned[]>
  readonly path: Pick<PathActions, 'plan' | 'apply' | 'sessions'>
  /** The whole switch for everybody here, as commands for root. */
  systemSwitch(version: GoVersion): Promise<RootChange>
  /** How root starts this program. */
  ownProgram(): Promise<OwnProgram>
  /** A short name for a path, always the same for the same path, that does not tell it. */
  idOf(path: string): string
}

/** A release archive on this machine. */
export interface FoundArchive {
  readonly path: string
  /** The version that its name says; what is in it is proved when it is unpacked. */
  readonly version: GoVersion
}

/** Where an installed version stands, or would. */
export interface Place {
  readonly layout: Layout
  readonly tree: string
  readonly isThere: boolean
  /** What the link leads to now, as a path; null where there is no link. */
  readonly linkTarget: string | null
  /** Why the link cannot be switched: something else stands in its place; null where nothing does. */
  readonly linkProblem: Text | null
  /** What speaks against the version that is there; null where nothing is known to. */
  readonly doubt: Text | null
  /** Why nothing may be put there; null where it may. */
  readonly problem: Text | null
  /** Bytes free for it; null where nobody can say. */
  readonly freeBytes: number | null
}
