/** The catalogue as the page shows it, and the sources to choose from. */
import type { AvailableVersion, GoCatalogue, Text } from '#contract'
import type { Answer, Catalogue, CatalogueVersion } from '../toolchains/catalogue.ts'
import type { Source } from '../toolchains/source.ts'

/** The name that leaves the choice to the app. */
export const automatic = 'auto'

/** The name that has all asked, whomever GOPROXY names. */
export const everybody = 'everybody'

export const catalogueOf = (catalogue: Catalogue, sources: readonly Source[], arch: string): GoCatalogue => ({
  versions: catalogue.versions.map((version) => versionOf(version, arch)),
  answers: catalogue.answers.map(answerOf),
  sources: sourceNames(sources),
})

/** What `changeRequest.source` may be, and how to call it. */
export const sourceNames = (sources: readonly Source[]): GoCatalogue['sources'] => [
  { name: automatic, text: automaticText },
  { name: everybody, text: everybodyText },
  ...sources
    .filter(({ kind }) => kind !== 'gone' && kind !== 'packages')
    .map(({ name, title }) => ({ name, text: title })),
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

const answerOf = (answer: Answer): GoCatalogue['answers'][number] => {
  const { name } = answer
  return answer.kind === 'said'
    ? { name, at: answer.at.toISOString(), problem: null }
    : { name, at: answer.earlier?.at.toISOString() ?? null, problem: answer.problem }
}
