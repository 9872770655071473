/** `groundwork go list --available`: which versions there are, who says so, and what is known to be wrong with them. */
import type { Language, Text } from '#contract'
import { listOf } from '../../core/phrase.ts'
import { columnsOf, padTo, printable } from '../../core/report/columns.ts'
import { jsonText } from '../../core/report/json.ts'
import { releasesOf, type Answer, type Catalogue, type CatalogueVersion } from '../../core/toolchains/catalogue.ts'
import type { DistroGo } from '../../core/probes/distro-go.ts'
import type { DistroPlan } from '../../core/toolchains/distro-plan.ts'
import { offeredTexts } from '../../core/toolchains/distro-plan-text.ts'
import { releaseLine } from '../../core/toolchains/go-version.ts'

export interface Available {
  readonly catalogue: Catalogue
  /** The processor here, in Go's words. */
  readonly arch: string
  /** What the distribution's own packages offer. */
  readonly distro: Pick<DistroPlan, 'distro' | 'offered'>
}

/** The whole answer as JSON, sources and their problems included. */
export const availableAsJson = ({ catalogue, arch, distro }: Available): string =>
  jsonText({
    arch,
    versions: catalogue.versions.map(({ version, ...rest }) => ({ version: version.name, ...rest })),
    sources: catalogue.answers.map((answer) => ({
      name: answer.name,
      answered: answer.kind === 'said',
      versions: releasesOf(answer).length,
      asOf: (answer.kind === 'said' ? answer.at : answer.earlier?.at)?.toISOString() ?? null,
      ...(answer.kind === 'silent' ? { problem: answer.problem.en } : {}),
    })),
    distribution: { name: distro.distro.prettyName, ...offeredAsJson(distro.offered) },
  })

/**
 * A line a version: all of them, or the candidates that are newer than every release and the newest of each of the newest
 * release lines; then what each place said, and who answered when.
 */
export const availableAsText = ({ catalogue, arch, distro }: Available, isAll: boolean, language: Language): string => {
  const here = catalogue.versions.filter(({ architectures }) => architectures.includes(arch))
  const shown = isAll ? here : [...comingOf(here), ...newestOfLines(here)]
  const lines = [...(shown.length > 0 ? tableOf(shown, arch, isAll, language) : [])]
  const hidden = here.filter((one) => !shown.includes(one))
  if (hidden.length > 0) lines.push(moreText(hidden)[language])
  const elsewhere = catalogue.versions.length - here.length
  if (elsewhere > 0) lines.push(elsewhereText(elsewhere, arch)[language])
  if (here.length === 0) lines.push(nothingText[language])
  const isKept = here.length > 0 && catalogue.answers.every(({ kind }) => kind === 'silent')
  const answers = [...(isKept ? [keptText] : []), ...catalogue.answers.map(answerText)]
  const packages = [...offeredTexts(distro.distro.prettyName, distro.offered), packagesText]
  const groups = [answers, packages, [whenText(catalogue.answers)]].map((group) =>
    group.map((text) => printable(text[language])).join('\n'),
  )
  return `${[lines.join('\n'), ...groups].join('\n\n')}\n`
}

const headings = [
  { en: 'VERSION', 'zh-CN': '版本' },
  { en: 'STATE', 'zh-CN': '状态' },
  { en: 'FOR', 'zh-CN': '处理器' },
  { en: 'SAID BY', 'zh-CN': '得知自' },
] as const satisfies readonly Text[]

/** Every processor by name where everything is wanted; else the one here, and how many others. */
const tableOf = (
  versions: readonly CatalogueVersion[],
  arch: string,
  isAll: boolean,
  language: Language,
): readonly string[] => {
  const processors = ({ architectures }: CatalogueVersion): string => {
    if (isAll) return architectures.join(' ')
    const others = architectures.length - 1
    return others === 0 ? arch : `${arch} +${others}`
  }
  const table = [
    headings.map((heading) => heading[language]),
    ...versions.map((one) =>
      [one.version.name, remarks(one, language), processors(one), one.from.join(', ')].map(printable),
    ),
  ]
  const widths = headings.map((_, column) => Math.max(...table.map((cells) => columnsOf(cells[column] ?? ''))))
  return table.map((cells) =>
    cells
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const whenText = (answers: readonly Answer[]): Text => {
  const said = answers.filter((answer) => answer.kind === 'said')
  const at = said
    .map((answer) => answer.at.toISOString())
    .sort()
    .at(-1)
  if (at === undefined) return { en: 'Nobody answered now.', 'zh-CN': '现在没有人回答。' }
  const when = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
  const names = listOf(said.map(({ name }) => ({ en: name, 'zh-CN': name })))
  return { en: `Answered on ${when}: ${names.en}.`, 'zh-CN': `${when} 作出回答的：${names['zh-CN']}。` }
}

const packagesText: Text = {
  en: 'How root installs them: groundwork go install --from distro',
  'zh-CN': 'root 的安装方法：groundwork go install --from distro',
}

const offeredAsJson = (offered: DistroGo): object =>
  offered.kind === 'told'
    ? { ...offered, offers: offered.offers.map(({ version, ...rest }) => ({ version: version.name, ...rest })) }
    : offered

const shownLines = 6

/** Candidates of what is not released yet. */
const comingOf = (versions: readonly CatalogueVersion[]): readonly CatalogueVersion[] => {
  const newest = versions.findIndex(({ stage }) => stage !== 'candidate')
  return versions.slice(0, newest === -1 ? undefined : newest)
}

const newestOfLines = (versions: readonly CatalogueVersion[]): readonly CatalogueVersion[] => {
  const seen = new Set<string>()
  return versions.filter(({ version, stage }) => {
    const line = releaseLine(version)
    if (stage === 'candidate' || seen.has(line) || seen.size === shownLines) return false
    seen.add(line)
    return true
  })
}

const stageTexts: Readonly<Record<CatalogueVersion['stage'], Text>> = {
  stable: { en: 'stable', 'zh-CN': '稳定版' },
  archived: { en: 'archived', 'zh-CN': '已归档' },
  candidate: { en: 'release candidate', 'zh-CN': '候选版' },
}

const remarks = ({ stage, isSupported, advisories }: CatalogueVersion, language: Language): string =>
  [
    isSupported === false ? { en: 'end of life', 'zh-CN': '已停止支持' }[language] : stageTexts[stage][language],
    advisories.length === 0 ? '' : { en: 'insecure: ', 'zh-CN': '不安全：' }[language] + advisories.join(', '),
  ]
    .filter((part) => part !== '')
    .join(' · ')

const moreText = (hidden: readonly CatalogueVersion[]): Text => {
  const candidates = hidden.filter(({ stage }) => stage === 'candidate').length
  return {
    en: `${hidden.length} more with --all${candidates === 0 ? '' : `, ${candidates} of them release candidates`}`,
    'zh-CN': `另有 ${hidden.length} 个，用 --all 查看${candidates === 0 ? '' : `，其中 ${candidates} 个是候选版`}`,
  }
}

const elsewhereText = (count: number, arch: string): Text => ({
  en: `${count} ${count === 1 ? 'is' : 'are'} not for this processor (${arch}); --json has them`,
  'zh-CN': `${count} 个不适用于此处理器（${arch}）；--json 中有列出`,
})

const nothingText: Text = {
  en: `Nobody could say which versions there are. What remains:
  name a module proxy:         GOPROXY=https://PROXY groundwork go install VERSION
  bring the release archive:   groundwork go install VERSION --from ./FILE.tar.gz`,
  'zh-CN': `没有人能说出有哪些版本。还可以：
  指定模块代理：    GOPROXY=https://代理 groundwork go install 版本
  自带发布归档：    groundwork go install 版本 --from ./文件.tar.gz`,
}

const keptText: Text = {
  en: 'Nobody answers now; the list is what was said earlier:',
  'zh-CN': '现在没有人回答；列表是以前得到的：',
}

const answerText = (answer: Answer): Text => {
  const name = printable(answer.name)
  if (answer.kind === 'said') {
    const count = answer.releases.length
    return { en: `${name}: ${count} versions`, 'zh-CN': `${name}：${count} 个版本` }
  }
  const { earlier } = answer
  // A proxy's own sentence, on one line of ours.
  const problem = { en: printable(answer.problem.en), 'zh-CN': printable(answer.problem['zh-CN']) }
  if (!earlier) {
    return { en: `${name}: no answer (${problem.en})`, 'zh-CN': `${name}：没有回答（${problem['zh-CN']}）` }
  }
  const date = earlier.at.toISOString().slice(0, 10)
  return {
    en: `${name}: ${earlier.releases.length} versions as of ${date}; no answer now (${problem.en})`,
    'zh-CN': `${name}：截至 ${date} 的 ${earlier.releases.length} 个版本；现在没有回答（${problem['zh-CN']}）`,
  }
}
