/** The catalogue as the page shows it, and the sources to choose from. */
import type { ArchiveHere, AvailableVersion, GoCatalogue, Text } from '#contract'
import type { Answer, Catalogue, CatalogueVersion } from '../toolchains/catalogue.ts'
import type { Source } from '../toolchains/source.ts'
import type { FoundArchive } from './machine.ts'

/** The name that leaves the choice to the app. */
export const automatic = 'auto'

/** The name that has all asked, whomever GOPROXY names. */
export const everybody = 'everybody'

/** What of it is of this machine. */
export interface CatalogueHere {
  readonly sources: readonly Source[]
  readonly archives: readonly FoundArchive[]
  readonly arch: string
  readonly idOf: (path: string) => string
}

export const catalogueOf = (catalogue: Catalogue, { sources, archives, arch, idOf }: CatalogueHere): GoCatalogue => ({
  versions: catalogue.versions.map((version) => versionOf(version, arch)),
  answers: catalogue.answers.map(answerOf),
  sources: sourceNames(sources),
  archives: archives.map((archive) => archiveOf(archive, idOf)),
})

/** What `changeRequest.source` may be, and how to call it. */
export const sourceNames = (sources: readonly Source[]): GoCatalogue['sources'] => [
  { name: automatic, text: automaticText },
  { name: everybody, text: everybodyText },
  ...sources.filter(({ kind }) => kind !== 'gone').map(({ name, title }) => ({ name, text: title })),
]

const automaticText: Text = { en: 'Chosen automatically', 'zh-CN': '自动选择' }
const everybodyText: Text = { en: 'All sources, whatever GOPROXY says', 'zh-CN': '全部来源（不受 GOPROXY 限制）' }

const versionOf = (
  { version, stage, isSupported, advisories, from, architectures }: CatalogueVersion,
  arch: string,
): AvailableVersion => ({
  name: version.name,
  stage,
  isSupported,
  advisories: [...advisories],
  from: [...from],
  isForThisMachine: architectures.length === 0 ? null : architectures.includes(arch),
})

const archiveOf = ({ path, version }: FoundArchive, idOf: (path: string) => string): ArchiveHere => {
  const at = path.lastIndexOf('/')
  return { id: idOf(path), version: version.name, name: path.slice(at + 1), directory: path.slice(0, at) || '/' }
}

const answerOf = (answer: Answer): GoCatalogue['answers'][number] => {
  const { name } = answer
  return answer.kind === 'said'
    ? { name, at: answer.at.toISOString(), problem: null }
    : { name, at: answer.earlier?.at.toISOString() ?? null, problem: answer.problem }
}
