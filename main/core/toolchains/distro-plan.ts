/** The Go of the distribution's own packages, as a plan for root: described, never run. */
import type { Distro } from '#contract'
import { families } from '../distros/families.ts'
import type { DistroGo, OfferedGo } from '../probes/distro-go.ts'
import { shell } from '../shell.ts'
import { releaseLine, type GoVersion } from './go-version.ts'

export interface PackageSteps {
  readonly install: string
  readonly undo: string
  /** `reboot` on image-based systems. */
  readonly activation: 'now' | 'reboot'
  /** The directory whose `go` no PATH leads to after that; null where it is on the PATH. */
  readonly directory: string | null
}

export interface DistroPlan {
  readonly distro: Distro
  readonly offered: DistroGo
  readonly wanted: GoVersion | null
  /** What is taken of it; null where nothing fits, or nothing is known. */
  readonly offer: OfferedGo | null
  /** Null where there is nothing to take, or packages are not installed by a command (NixOS). */
  readonly steps: PackageSteps | null
}

/** For `wanted`, or its line; without it for what the distribution has as its Go. */
export const planDistroGo = (distro: Distro, offered: DistroGo, wanted: GoVersion | null): DistroPlan => {
  const offer = offered.kind === 'told' ? chooseOffer(offered.offers, wanted) : null
  // Where it cannot be told what there is, the package's name is still known.
  const isKnown = offer !== null || (offered.kind === 'cannot-tell' && wanted === null)
  return { distro, offered, wanted, offer, steps: isKnown ? stepsFor(distro, offer) : null }
}

const chooseOffer = (offers: readonly OfferedGo[], wanted: GoVersion | null): OfferedGo | null =>
  (wanted === null
    ? (offers.find(({ suite, directory }) => suite === null && directory === null) ?? offers[0])
    : (offers.find(({ version }) => version.name === wanted.name) ??
      offers.find(({ version }) => releaseLine(version) === releaseLine(wanted)))) ?? null

const stepsFor = (distro: Distro, offer: OfferedGo | null): PackageSteps | null => {
  if (distro.family === 'other') return null
  const family = families[distro.family]
  const name = offer?.package ?? family.packages.go?.[0]
  const manager = family.manager?.(distro)
  if (!manager || name === undefined) return null
  const suite = offer?.suite == null ? '' : shell`-t ${offer.suite} `
  // apt leaves what it installed beside, the compiler itself among it, unless it is told.
  const all = distro.family === 'debian' ? ' --autoremove' : ''
  return {
    install: `${manager.install} ${suite}${shell`${name}`}`,
    undo: `${manager.remove}${all} ${shell`${name}`}`,
    activation: manager.activation,
    directory: offer?.directory ?? null,
  }
}
