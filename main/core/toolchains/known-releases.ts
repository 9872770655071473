/**
 * Which releases of Go there are, as far as is known here without asking the network. What is known only ever grows: a
 * line that two newer ones are known of is out of support for good, whatever else came since.
 */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { compareGoVersions, parseGoVersion, releaseLine, type GoVersion } from './go-version.ts'
import { compareGover } from './gover.ts'
import { readInventory } from './inventory.ts'
import { parseKeptAnswer } from './kept-answer.ts'

export interface KnownRelease {
  readonly version: GoVersion
  /** A file that lists it, a tree that is it, or this program itself, by the date when it was written. */
  readonly from: string
}

export interface KnownReleases {
  /** The newest release of each line, the newest line first; no release candidates. */
  readonly newest: readonly KnownRelease[]
  /** The newest line that anything is known of, a release candidate too, e.g. `1.28`. */
  readonly newestLine: string
  /** When the youngest list was made, as a date: `2026-11-22`. */
  readonly asOf: string
}

/** The two newest lines when this was written, by the list of a module proxy. They will never be older than others. */
const written = { at: '2026-11-22', names: ['go1.27.4', 'go1.26.11'] } as const

/** The most that a kept list may have; a whole one of the Go project has less than 1 MB. */
const maxBytes = 8_000_000

export const readKnownReleases = probe(async (host: ReadableHost): Promise<KnownReleases> => {
  const [kept, { rows }] = await Promise.all([readKept(host), readInventory(host)])
  const all = [
    ...written.names.map((name) => ({ name, from: `Groundwork (${written.at})` })),
    ...kept.flatMap(({ path, names }) => names.map((name) => ({ name, from: path }))),
    ...rows.map(({ version, tree }) => ({ name: version ?? '', from: tree })),
  ]
  const lines = new Map<string, KnownRelease>()
  let newestLine = ''
  for (const { name, from } of all) {
    const version = parseGoVersion(name)
    if (!version) continue
    const line = releaseLine(version)
    if (compareGover(line, newestLine) > 0) newestLine = line
    if (version.preRelease) continue
    const known = lines.get(line)
    if (!known || compareGoVersions(version, known.version) > 0) lines.set(line, { version, from })
  }
  return {
    newestLine,
    newest: [...lines.values()].sort((a, b) => compareGoVersions(b.version, a.version)),
    asOf: [written.at, ...kept.map(({ at }) => at)].sort().at(-1) ?? written.at,
  }
})

/** The lines that are newer than that of `version`. */
export const linesAfter = (version: GoVersion, { newest }: KnownReleases): readonly KnownRelease[] =>
  newest.filter((known) => known.version.major === version.major && known.version.minor > version.minor)

/** Whether `version`, e.g. `1.99` or `1.99.1`, is of a line that nothing is known of. */
export const isBeyond = (version: string, { newestLine }: KnownReleases): boolean =>
  compareGover(/^\d+\.\d+/.exec(version)?.[0] ?? '', newestLine) > 0

interface Kept {
  readonly path: string
  readonly at: string
  readonly names: readonly string[]
}

/** What lists said that this person asked for before: where Groundwork keeps them. */
const readKept = async (host: ReadableHost): Promise<readonly Kept[]> => {
  const moved = host.environment().XDG_CACHE_HOME
  const homes = await host.homes()
  const caches = moved?.startsWith('/') ? [moved] : homes.map((home) => `${home}/.cache`)
  const found = await Promise.all(
    caches.map(async (cache) => {
      const directory = `${cache}/groundwork/releases`
      const names = valueOr(await host.list(directory), []).filter((name) => name.endsWith('.json'))
      return Promise.all(
        names.map(async (name): Promise<Kept | null> => {
          const path = `${directory}/${name}`
          const answer = parseKeptAnswer(valueOr(await host.readText(path, { maxBytes }), ''))
          if (!answer) return null
          const names = answer.releases.map((release) => release.name)
          return { path, at: answer.at.toISOString().slice(0, 10), names }
        }),
      )
    }),
  )
  return found.flat().filter((kept) => kept !== null)
}
