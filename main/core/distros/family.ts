/** What a file of this folder says about one family of distributions: data only, and only what checks use. */
import type { Distro } from '#contract'

/** What a person may lack, by what it is for. */
export type Need = 'git' | 'c-compiler' | 'pkg-config' | 'go' | 'delve' | 'capability-tools'

/** How one package manager is told what to do: the words before the names of packages. */
export interface PackageManager {
  readonly install: string
  readonly remove: string
  /** When what it installed is there: image-based systems need a restart. */
  readonly activation: 'now' | 'reboot'
}

export interface DistroFamily {
  /** Every `ID` of os-release(5) that is known to belong here, for the files that name no `ID_LIKE`. */
  readonly ids: readonly string[]
  /**
   * What only a system of this family has: the package manager's own records. One that is there, and not empty, weighs
   * more than any name.
   */
  readonly marks: readonly Mark[]
  /** The C library its packages are linked with. */
  readonly libc: 'glibc' | 'musl'
  /** Null where packages are not installed by a command (NixOS). */
  readonly manager: ((distro: Distro) => PackageManager) | null
  /** Names of packages; null where the family has none, or where it is always there. */
  readonly packages: Readonly<Record<Need, readonly string[] | null>>
}

/** A file that is not empty, or a directory that is not; `with` must be there too. */
export interface Mark {
  readonly path: string
  readonly with?: readonly string[]
}
