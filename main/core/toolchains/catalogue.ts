/** Which versions of Go there are, from all who know: nobody's silence hides what the others say. */
import type { Text } from '#contract'
import { withoutPassword } from '../without-password.ts'
import { advisoriesFor } from './advisories.ts'
import { systemText } from './changed.ts'
import { compareGoVersions, parseGoVersion, releaseLine, type GoVersion } from './go-version.ts'
import type { ModuleProxy } from './module-proxies.ts'
import type { Network } from './network.ts'
import { parseReleaseList, type Archive, type Release } from './release-list.ts'
import { serverAnswer } from './server-answer.ts'
import type { Source } from './source.ts'
import { parseToolchainModuleVersion, toolchainModule } from './toolchain-module.ts'

export interface CatalogueVersion {
  readonly version: GoVersion
  readonly stage: 'stable' | 'archived' | 'candidate'
  /** The two newest release lines are supported; null where too little is known to tell. */
  readonly isSupported: boolean | null
  /** Advisories that hold for it, e.g. `CVE-2026-94447`. */
  readonly advisories: readonly string[]
  /** Where it is known from: names of sources, addresses of proxies. */
  readonly from: readonly string[]
  /** Processors it is known to be there for, in Go's words. */
  readonly architectures: readonly string[]
  readonly archives: readonly (Archive & { readonly origin: string })[]
}

/** What one place said. */
export type Answer =
  | { readonly kind: 'said'; readonly name: string; readonly at: Date; readonly releases: readonly Release[] }
  /** Nothing of use this time; `releases` are from an earlier one, where there was one. */
  | { readonly kind: 'silent'; readonly name: string; readonly problem: Text; readonly earlier: KeptAnswer | null }

export interface KeptAnswer {
  readonly at: Date
  readonly releases: readonly Release[]
}

export interface Catalogue {
  /** Newest first. */
  readonly versions: readonly CatalogueVersion[]
  readonly answers: readonly Answer[]
}

/** Keeps what a place said, for times without a network. */
export interface AnswerKeeper {
  read(name: string): Promise<KeptAnswer | null>
  /** What every place said that was ever asked. */
  all(): Promise<readonly (KeptAnswer & { readonly name: string })[]>
  keep(name: string, answer: KeptAnswer): Promise<void>
}

export interface CataloguePorts {
  readonly network: Network
  readonly kept: AnswerKeeper
  readonly now: () => Date
}

/**
 * Asks all at once, and keeps what they say. A list of a proxy is what it happens to hold, so it only adds. Where nobody
 * answers, what others said who were asked at another time counts too: it tells what there is, and is nobody to get it from.
 */
export const readCatalogue = async (
  sources: readonly Source[],
  proxies: readonly ModuleProxy[],
  ports: CataloguePorts,
): Promise<Catalogue> => {
  const lists = sources.filter((source) => source.kind === 'list')
  const answers = await Promise.all([
    ...lists.map((source) => ask(source.name, source.listUrl, parseReleaseList, ports)),
    ...proxies.map(({ url }) => ask(withoutPassword(url), `${url}/${toolchainModule}/@v/list`, parseModuleList, ports)),
  ])
  const isAnswered = answers.some(({ kind }) => kind === 'said')
  const all = isAnswered ? answers : [...answers, ...(await readOthers(answers, ports.kept))]
  return { versions: merge(all), answers: all }
}

/** What is kept of those who were not asked this time. */
const readOthers = async (asked: readonly Answer[], kept: AnswerKeeper): Promise<readonly Answer[]> => {
  const names = new Set(asked.map(({ name }) => name))
  const others = (await kept.all()).filter(({ name }) => !names.has(name))
  return others
    .map(({ name, ...earlier }): Answer => ({ kind: 'silent', name, problem: notAskedText, earlier }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const notAskedText: Text = {
  en: 'not asked, as GOPROXY does not name it',
  'zh-CN': '没有询问它，因为 GOPROXY 里没有它',
}

/** What an origin says of an archive. */
export interface OriginArchive {
  /** Where its list is from. */
  readonly host: string
  readonly sha256: string
  readonly bytes: number
}

/** What the origins say of the archive `filename`, now or as of their last answer: only these say what its hash is. */
export const readOriginArchives = async (
  filename: string,
  sources: readonly Source[],
  ports: CataloguePorts,
): Promise<readonly OriginArchive[]> => {
  const lists = sources.filter((source) => source.kind === 'list')
  const said = await Promise.all(
    lists.map(async ({ name, listUrl }) => {
      const archives = releasesOf(await ask(name, listUrl, parseReleaseList, ports)).flatMap(
        (release) => release.archives,
      )
      const archive = archives.find((one) => one.filename === filename)
      const host = /^https:\/\/([^/]+)/.exec(listUrl)?.[1]
      return archive?.sha256 && host ? [{ host, sha256: archive.sha256, bytes: archive.bytes }] : []
    }),
  )
  return said.flat()
}

/** What was said, now or earlier. */
export const releasesOf = (answer: Answer): readonly Release[] =>
  answer.kind === 'said' ? answer.releases : (answer.earlier?.releases ?? [])

const ask = async (
  name: string,
  url: string,
  parse: (text: string) => readonly Release[] | null,
  { network, kept, now }: CataloguePorts,
): Promise<Answer> => {
  const fetched = await network.fetch(url, { maxBytes: 16_000_000 })
  const text = fetched.kind === 'answer' ? new TextDecoder().decode(fetched.body) : ''
  const releases = fetched.kind === 'answer' && fetched.status === 200 ? parse(text) : null
  if (releases) {
    const answer = { at: now(), releases }
    await kept.keep(name, answer)
    return { kind: 'said', name, ...answer }
  }
  const problem = fetched.kind === 'failed' ? systemText(fetched.detail) : notAList(fetched.status, text)
  return { kind: 'silent', name, problem, earlier: await kept.read(name) }
}

/** Its own sentence, where it gave one. */
const notAList = (status: number, text: string): Text => {
  if (status !== 200) return systemText(serverAnswer(status, text))
  return { en: 'it answered with something else than a list of releases', 'zh-CN': '返回的不是发布列表' }
}

/** `@v/list` of golang.org/toolchain, for Linux. */
const parseModuleList = (text: string): readonly Release[] | null => {
  const found = new Map<string, Archive[]>()
  for (const line of text.split('\n')) {
    const parsed = parseToolchainModuleVersion(line.trim())
    if (parsed?.platform.os !== 'linux' || !parseGoVersion(parsed.name)) continue
    const { name, platform } = parsed
    found.set(name, [...(found.get(name) ?? []), { filename: '', arch: platform.arch, sha256: null, bytes: 0 }])
  }
  if (found.size === 0) return null
  return [...found].map(([name, archives]) => ({ name, isStable: !/(rc|beta)/.test(name), archives }))
}

const merge = (answers: readonly Answer[]): readonly CatalogueVersion[] => {
  const known = new Map<
    string,
    { readonly version: GoVersion; readonly said: { readonly by: string; readonly release: Release }[] }
  >()
  for (const answer of answers) {
    for (const release of releasesOf(answer)) {
      const version = parseGoVersion(release.name)
      if (!version) continue
      const entry = known.get(version.name) ?? { version, said: [] }
      entry.said.push({ by: answer.name, release })
      known.set(version.name, entry)
    }
  }
  const entries = [...known.values()].sort((a, b) => compareGoVersions(b.version, a.version))
  const finals = entries.filter(({ version }) => version.preRelease === null)
  const supported = [...new Set(finals.map(({ version }) => releaseLine(version)))].slice(0, 2)
  const newestOf = new Set(
    supported.map((line) => finals.find(({ version }) => releaseLine(version) === line)?.version.name),
  )
  return entries.map(({ version, said }) => ({
    version,
    stage: version.preRelease ? 'candidate' : newestOf.has(version.name) ? 'stable' : 'archived',
    isSupported: version.preRelease || supported.length < 2 ? null : supported.includes(releaseLine(version)),
    advisories: advisoriesFor(version).map(({ id }) => id),
    from: said.map(({ by }) => by),
    architectures: [...new Set(said.flatMap(({ release }) => release.archives.map(({ arch }) => arch)))].sort(),
    archives: said.flatMap(({ by, release }) =>
      release.archives.filter(({ filename }) => filename !== '').map((archive) => ({ ...archive, origin: by })),
    ),
  }))
}
