/** What a person should know of a version before they build with it: no more updates, known holes. */
import type { Text } from '#contract'
import { advisoriesFor } from './advisories.ts'
import { compareGoVersions, releaseLine, type GoVersion } from './go-version.ts'

export interface Warning {
  readonly kind: 'ended' | 'insecure'
  /** A few words, for a row. */
  readonly short: Text
  readonly text: Text
}

/** In a word or two, for a table. */
export const warningMarks: Readonly<Record<Warning['kind'], Text>> = {
  ended: { en: 'end of life', 'zh-CN': '已停止支持' },
  insecure: { en: 'insecure', 'zh-CN': '不安全' },
}

/** One sentence each. `known` are versions that there are, from anywhere: two newer lines among them tell the end of one. */
export const warningsFor = (version: GoVersion, known: readonly GoVersion[]): readonly Warning[] => {
  const newer = [...new Set(newerReleases(version, known).map(releaseLine))].slice(0, 2)
  const [newest, second] = newer
  const ended: readonly Warning[] =
    newest === undefined || second === undefined
      ? []
      : [
          {
            kind: 'ended',
            short: {
              en: `Go ${releaseLine(version)} gets no more updates`,
              'zh-CN': `Go ${releaseLine(version)} 不再有更新`,
            },
            text: {
              en: `Go ${releaseLine(version)} gets no more updates: only the two newest lines do, and ${newest} and ${second} are newer.`,
              'zh-CN': `Go ${releaseLine(version)} 不再有更新：只有最新的两个系列有更新，而 ${newest} 和 ${second} 都比它新。`,
            },
          },
        ]
  const holes = advisoriesFor(version)
  const ids = holes.map(({ id }) => id)
  const [first] = holes
  const more = ids.length > 1 ? ` +${ids.length - 1}` : ''
  const insecure: readonly Warning[] = first
    ? [
        {
          kind: 'insecure',
          short: { en: `Insecure: ${first.id}${more}`, 'zh-CN': `不安全：${first.id}${more}` },
          text: {
            en: `Known to be insecure in the way it fetches and proves other versions and modules: ${ids.join(', ')} (${first.reference}).`,
            'zh-CN': `在获取和验证其他版本及模块的方式上已知不安全：${ids.join('、')}（${first.reference}）。`,
          },
        },
      ]
    : []
  return [...ended, ...insecure]
}

/** Releases of newer lines, the newest first; candidates are none. */
const newerReleases = (version: GoVersion, known: readonly GoVersion[]): readonly GoVersion[] =>
  known
    .filter((one) => one.preRelease === null && releaseLine(one) !== releaseLine(version))
    .filter((one) => compareGoVersions(one, version) > 0)
    .sort((a, b) => compareGoVersions(b, a))
