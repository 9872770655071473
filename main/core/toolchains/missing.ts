/** What a project needs and no new session would run, and the release that is best installed for it. */
import type { ReadableHost } from '../host.ts'
import { parseGoVersion, releaseLine } from './go-version.ts'
import { compareGover, firstToolchainOf, versionOfToolchain } from './gover.ts'
import { readInventory } from './inventory.ts'
import { isBeyond, readKnownReleases, type KnownReleases } from './known-releases.ts'
import type { WhyHere } from './why.ts'

export interface Missing {
  /** The release to use, as a name to install: `1.26.11`. */
  readonly version: string
  /** Where Groundwork has installed it; null where it has not. */
  readonly ownTree: string | null
  /** The oldest that would do: `1.26.0`. */
  readonly need: string
  /** Who asks for it: a file, or a setting like `GOTOOLCHAIN=go1.26.3`. */
  readonly askedBy: string
  readonly because: Reason
}

type Reason =
  /** That very version is named, and so is what go runs. */
  | 'named-by-line'
  | 'named-by-setting'
  /** It is here already, and new enough. */
  | 'installed'
  /** The newest of the release line that is asked for. */
  | 'newest-of-line'
  /** The newest of all: the line that is asked for is no longer supported, or has none as new as that. */
  | 'newest'
  /** No release as new as that is known, though others of its line are. */
  | 'beyond-known'

type Need = Pick<Missing, 'need' | 'askedBy'> & { readonly named: 'named-by-line' | 'named-by-setting' | null }

/** Null where a new terminal or a login shell would run the project; without either of them, where any session would. */
export const readMissing = async (host: ReadableHost, contexts: readonly WhyHere[]): Promise<Missing | null> => {
  const person = contexts.filter(({ context }) => context === 'login' || context === 'interactive')
  const counting = person.length > 0 ? person : contexts
  if (counting.some(runsProject)) return null
  const [wanted] = contexts
    .map(needOf)
    .filter((need) => need !== null)
    .filter(({ need }) => need !== '')
    .sort((a, b) => compareGover(b.need, a.need))
  if (!wanted) return null
  const [{ rows }, known] = await Promise.all([readInventory(host), readKnownReleases(host)])
  // Of a line that nothing is known of there is nothing to install.
  if (isBeyond(wanted.need, known)) return null
  const own = rows.flatMap(({ own, version, tree }) => {
    const name = versionOfToolchain(version ?? '')
    return own && name !== '' ? [{ name, tree }] : []
  })
  return { ...chooseRelease(wanted, own, known), need: wanted.need, askedBy: wanted.askedBy }
}

/** Whether a Go that is new enough runs there, and is there already. */
export const runsProject = ({ outcome }: WhyHere): boolean => outcome.kind === 'runs' && outcome.tooOldFor === null

/** The release that serves the need best, of what is installed and what is known to have been released. */
export const chooseRelease = (
  { need, named }: Pick<Need, 'need' | 'named'>,
  own: readonly { readonly name: string; readonly tree: string }[],
  { newest }: Pick<KnownReleases, 'newest'>,
): Pick<Missing, 'version' | 'ownTree' | 'because'> => {
  if (named !== null) {
    return { version: need, ownTree: own.find(({ name }) => name === need)?.tree ?? null, because: named }
  }
  const [here] = own.filter(({ name }) => compareGover(name, need) >= 0).sort((a, b) => compareGover(b.name, a.name))
  if (here) return { version: here.name, ownTree: here.tree, because: 'installed' }
  const supported = newest
    .slice(0, 2)
    .map(({ version }) => ({ name: versionOfToolchain(version.name), line: releaseLine(version) }))
    .filter(({ name }) => compareGover(name, need) >= 0)
  const asked = parseGoVersion(need)
  const ofLine = supported.find(({ line }) => asked !== null && line === releaseLine(asked))
  if (ofLine) return { version: ofLine.name, ownTree: null, because: 'newest-of-line' }
  const [first] = supported
  return first
    ? { version: first.name, ownTree: null, because: 'newest' }
    : { version: need, ownTree: null, because: 'beyond-known' }
}

/** What a session lacks; null where a version would not help. */
const needOf = ({ go, outcome, file, setting }: WhyHere): Need | null => {
  const atLeast = (toolchain: string): Need => ({
    need: versionOfToolchain(toolchain),
    askedBy: file?.path ?? '',
    named: null,
  })
  const ofFile = (least: string): Need | null => {
    if (!file || (file.go === '' && file.toolchain === '')) return null
    const line = atLeast(firstToolchainOf(file.go === '' ? least : file.go))
    const toolchain = versionOfToolchain(file.toolchain)
    if (compareGover(toolchain, line.need) >= 0) return { ...line, need: toolchain, named: 'named-by-line' }
    return compareGover(line.need, least) < 0 ? { ...line, need: least } : line
  }
  switch (outcome.kind) {
    case 'runs':
      // What GOTOOLCHAIN names is run whatever is installed.
      if (outcome.tooOldFor === null || (outcome.because === 'setting' && isVersion(setting?.value))) return null
      return atLeast(firstToolchainOf(outcome.tooOldFor))
    case 'downloads':
    case 'not-on-path': {
      if (outcome.kind === 'downloads' && outcome.tooOldFor !== null)
        return atLeast(firstToolchainOf(outcome.tooOldFor))
      const need = versionOfToolchain(outcome.toolchain)
      if (outcome.because === 'toolchain-line') return { ...atLeast(outcome.toolchain), named: 'named-by-line' }
      if (!isVersion(setting?.value)) return atLeast(outcome.toolchain)
      return { need, askedBy: `${setting?.name ?? ''}=${setting?.value ?? ''}`, named: 'named-by-setting' }
    }
    case 'no-go':
      return ofFile('')
    case 'refused': {
      if (outcome.because === 'syntax') {
        // What GOTOOLCHAIN names is run whatever is installed.
        if (isVersion(setting?.value)) return null
        return outcome.understoodSince === null ? null : atLeast(firstToolchainOf(outcome.understoodSince))
      }
      const isLine = outcome.because === 'go-line' || outcome.because === 'toolchain-line'
      const isOld = compareGover(versionOfToolchain(go?.version ?? ''), '1.21') < 0
      // A line that only a Go before 1.21 does not understand.
      return isLine && isOld ? ofFile('1.21.0') : null
    }
    case 'silent':
      return null
  }
}

/** Whether GOTOOLCHAIN names a version, be it with `+auto` or `+path`. */
const isVersion = (setting: string | undefined): boolean => /^go1/.test(setting ?? '')
