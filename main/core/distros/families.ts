/** All families, and what follows from knowing one. */
import type { Distro } from '#contract'
import { shell } from '../shell.ts'
import { alpine } from './alpine.ts'
import { arch } from './arch.ts'
import { debian } from './debian.ts'
import type { DistroFamily, Need } from './family.ts'
import { fedora } from './fedora.ts'
import { gentoo } from './gentoo.ts'
import { nixos } from './nixos.ts'
import { slackware } from './slackware.ts'
import { suse } from './suse.ts'
import { voidLinux } from './void.ts'

export type { Need } from './family.ts'
type FamilyName = Exclude<Distro['family'], 'other'>

/** One entry for each family of the contract but `other`, of which nothing is known. */
export const families: Readonly<Record<FamilyName, DistroFamily>> = {
  debian,
  fedora,
  suse,
  arch,
  alpine,
  nixos,
  gentoo,
  void: voidLinux,
  slackware,
}

export const familyNames = Object.keys(families) as readonly FamilyName[]

/** Commands for a person to copy that install what is needed, and that take it back. */
export interface PackageCommands {
  readonly packages: readonly string[]
  readonly install: string
  readonly remove: string
  /** `reboot` on image-based systems. */
  readonly activation: 'now' | 'reboot'
}

/**
 * How packages for `needs` come onto `distro`; null where the family is unknown, has no such package, or installs by
 * configuration (NixOS).
 */
export const packageCommands = (distro: Distro, ...needs: readonly Need[]): PackageCommands | null => {
  if (distro.family === 'other') return null
  const family = families[distro.family]
  const packages = needs.flatMap((need) => family.packages[need] ?? [])
  const manager = family.manager?.(distro)
  if (!manager || packages.length === 0 || needs.some((need) => family.packages[need] === null)) return null
  return {
    packages,
    install: `${manager.install} ${shell`${packages}`}`,
    remove: `${manager.remove} ${shell`${packages}`}`,
    activation: manager.activation,
  }
}
