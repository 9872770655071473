/**
 * Which Go the distribution's own packages offer: asked of its package manager, live, without rights and without the
 * network. Slow where apt keeps no cache of its own (0.4 s in a container image), so ask only where it is needed.
 */
import type { Distro } from '#contract'
import { families } from '../distros/families.ts'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { compareGoVersions, parseGoVersion, type GoVersion } from '../toolchains/go-version.ts'
import { describeRan } from './describe-ran.ts'
import { readDistro } from './distro.ts'
import { firstOnPath, systemPath } from './on-path.ts'

export interface OfferedGo {
  /** `golang-go`, `golang-1.24-go`, `go1.25`. */
  readonly package: string
  /** What Go calls it; a package that only leads to another names just the line, `go1.24`. */
  readonly version: GoVersion
  /** As the distribution writes it, e.g. `2:1.24~2`. */
  readonly packageVersion: string
  /** The suite that must be named to get this one, `trixie-backports`; null where its plain name is enough. */
  readonly suite: string | null
  /** Where its `go` is where no PATH leads: `/usr/lib/go-1.24/bin`; null where it is on the PATH. */
  readonly directory: string | null
}

export type DistroGo =
  /** Newest first, perhaps none; `asked` is the command, for evidence. */
  | { readonly kind: 'told'; readonly asked: string; readonly offers: readonly OfferedGo[] }
  /** The family has no package of Go, or its manager cannot be asked this way; `detail` is raw. */
  | { readonly kind: 'cannot-tell'; readonly detail: string }

interface Question {
  readonly program: string
  readonly arguments: readonly string[]
  readonly read: (output: string) => readonly Offer[]
}

type Offer = Pick<OfferedGo, 'package' | 'packageVersion'> & Partial<OfferedGo>

/** How each family's manager is asked. None of these refreshes anything. */
const questions: Readonly<Partial<Record<Distro['family'], Question>>> = {
  debian: {
    program: 'apt-cache',
    arguments: ['policy', 'golang-go', '^golang-1\\.[0-9]+-go$'],
    read: (output) => readPolicy(output),
  },
  fedora: {
    program: 'dnf',
    // dnf 4 ends each line by itself, dnf 5 does not.
    arguments: ['-q', '-C', 'repoquery', '--available', '--qf', '%{name} %{version}-%{release}\\n', 'golang'],
    read: (output) => pairs(output, /^(golang) (\S+)$/gm),
  },
  arch: {
    program: 'pacman',
    arguments: ['-Si', 'go'],
    read: (output) => pairs(output, /^Name\s+: (go)\n(?:.*\n)*?Version\s+: (\S+)$/gm),
  },
  alpine: {
    program: 'apk',
    arguments: ['--no-network', 'policy', 'go'],
    read: (output) =>
      [...output.matchAll(/^ {2}(\d\S*):$/gm)].map(([, version = '']) => ({ package: 'go', packageVersion: version })),
  },
  suse: {
    program: 'zypper',
    arguments: [
      '--non-interactive',
      '--no-refresh',
      '--xmlout',
      'search',
      '--details',
      '--type',
      'package',
      '/^go(1\\.[0-9]+)?$/',
    ],
    read: (output) =>
      [...output.matchAll(/<solvable\s([^>]*)>/g)].flatMap(([, attributes = '']) => {
        const of = (name: string): string => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
        return [{ package: of('name'), packageVersion: of('edition') }]
      }),
  },
  void: {
    program: 'xbps-query',
    arguments: ['-R', '--property', 'pkgver', 'go'],
    read: (output) => pairs(output, /^(go)-(\d\S*)$/gm),
  },
}

const pairs = (output: string, pattern: RegExp): readonly Offer[] =>
  [...output.matchAll(pattern)].map(([, name = '', version = '']) => ({ package: name, packageVersion: version }))

/**
 * `apt-cache policy`: each package, its candidate, and all versions with the places they are in. A version that is newer
 * than the candidate needs its suite named (backports).
 */
const readPolicy = (output: string): readonly Offer[] =>
  output.split(/^(?=\S)/m).flatMap((block) => {
    const name = /^(\S+):$/m.exec(block)?.[1] ?? ''
    const candidate = /^ {2}Candidate: (\S+)$/m.exec(block)?.[1] ?? '(none)'
    const line = /^golang-(\d+\.\d+)-go$/.exec(name)?.[1]
    const directory = line === undefined ? null : `/usr/lib/go-${line}/bin`
    const table = block.split(/^ {2}Version table:$/m)[1] ?? ''
    const versions = table.split(/^(?= (?:\*\*\*| {3}) \S)/m).flatMap((one): readonly Offer[] => {
      const packageVersion = /^ (?:\*\*\*| {3}) (\S+)/.exec(one)?.[1]
      // The place of its own list is a directory and has no suite; of a repository it is `URL SUITE/COMPONENT …`.
      const suite = /^ +-?\d+ \S+ ([^/\s]+)\/\S+ /m.exec(one)?.[1]
      if (packageVersion === undefined) return []
      if (packageVersion === candidate) return [{ package: name, packageVersion, directory }]
      return suite === undefined ? [] : [{ package: name, packageVersion, suite, directory }]
    })
    const newest = goVersionOf(versions.find(({ suite }) => suite === undefined)?.packageVersion ?? '')
    return versions.filter(({ suite, packageVersion }) => {
      const version = goVersionOf(packageVersion)
      return suite === undefined || (version && (!newest || compareGoVersions(version, newest) > 0))
    })
  })

/** `go1.24.4` of `1.24.4-1`, `2:1.24.4-1`, `1.24.4-r0`; `go1.25rc1` of `1.25~rc1-2`, `1.25_rc1-r0`. */
const goVersionOf = (packageVersion: string): GoVersion | null =>
  parseGoVersion(
    /^(?:\d+:)?(\d+\.\d+(?:\.\d+|[~_]?(?:rc|beta)\d+)?)(?![\d.])/.exec(packageVersion)?.[1]?.replace(/[~_]/, '') ?? '',
  )

/** Answers, whatever the manager does; never refreshes its lists, so what it says is as old as they are. */
export const readDistroGo = probe(async (host): Promise<DistroGo> => {
  const { family } = await readDistro(host)
  const question = questions[family]
  if (!question) {
    const hasNone = family !== 'other' && families[family].packages.go === null
    return cannotTell(hasNone ? 'there is no package of Go' : `no way to ask it is known (${family})`)
  }
  if (!host.canRun) return cannotTell('no program can be run there')
  const tool = await firstOnPath(host, systemPath, question.program)
  if (!tool) return cannotTell(`there is no ${question.program}`)
  const argv = [tool, ...withoutTrace(question, host), ...question.arguments] as const
  const ran = await host.run({ argv, timeoutMs: 6_000 })
  const asked = [question.program, ...question.arguments].join(' ')
  // Most say with their exit status that they know no such package; what they print tells that too.
  if (ran.kind !== 'exited') return cannotTell(`${asked}: ${describeRan(ran)}`)
  const offers = newestFirst(question.read(ran.stdout))
  return offers.length === 0 && ran.code !== 0
    ? cannotTell(`${asked}: ${describeRan(ran)}`)
    : { kind: 'told', asked, offers }
})

/** Root's apt would write its cache anew; asking must change nothing. */
const withoutTrace = ({ program }: Question, host: ReadableHost): readonly string[] =>
  program === 'apt-cache' && host.user().uid === 0
    ? ['-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache=']
    : []

const cannotTell = (detail: string): DistroGo => ({ kind: 'cannot-tell', detail })

/** One offer a package and suite, the newest; of equal versions the one that is on the PATH first. */
const newestFirst = (offers: readonly Offer[]): readonly OfferedGo[] => {
  const known = offers.flatMap((offer): readonly OfferedGo[] => {
    const version = goVersionOf(offer.packageVersion)
    return version ? [{ suite: null, directory: null, ...offer, version }] : []
  })
  const sorted = known.sort(
    ({ version: a, ...x }, { version: b, ...y }) =>
      b.major - a.major ||
      b.minor - a.minor ||
      Number(x.directory !== null) - Number(y.directory !== null) ||
      compareGoVersions(b, a),
  )
  const seen = new Set<string>()
  return sorted.filter(({ package: name, suite }) => {
    const key = `${name} ${suite}`
    return !seen.has(key) && seen.add(key)
  })
}
