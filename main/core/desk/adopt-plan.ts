/** Taking over a Go that somebody else put here, planned: copied and proved, the original only read. */
import type { Text } from '#contract'
import { sentence } from '../sentence.ts'
import { formatSize } from '../size.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import type { InventoryRow } from '../toolchains/inventory.ts'
import type { Place } from './machine.ts'
import type { ShownPlan } from './plan-shelf.ts'
import { freeText, installedText, noHomeObstacle, sizeUnknownText } from './plan-texts.ts'

export interface AdoptionFacts {
  readonly version: GoVersion
  readonly row: InventoryRow
  readonly place: Place | null
  readonly bytes: number | null
  /** Lines of its go.env that are known to be none of the published ones. */
  readonly settings: readonly string[]
}

export const planAdoption = ({ version, row, place, bytes, settings }: AdoptionFacts): ShownPlan => ({
  kind: 'adopt',
  title: { en: `Take over ${version.name}`, 'zh-CN': `接管 ${version.name}` },
  steps: place
    ? [
        {
          text: {
            en: 'It is copied, and proved while it is: the hash of all its files must be the one in Go’s checksum database. Nothing is downloaded:',
            'zh-CN': '边复制边验证：全部文件的哈希必须与 Go 的校验和数据库一致。不下载任何版本：',
          },
          lines: [row.tree, place.tree],
        },
      ]
    : [],
  warnings: [],
  notes: [
    bytes === null ? sizeUnknownText : copyText(bytes),
    ...(place?.freeBytes == null ? [] : [freeText(place.layout.directory, place.freeBytes)]),
    originalText(row.tree),
    goEnvText(settings),
  ],
  undo: {
    level: 'full',
    text: {
      en: `Removing ${version.name} takes the copy away; the original is not changed.`,
      'zh-CN': `移除 ${version.name} 即可去掉副本；原来的内容不会改动。`,
    },
  },
  commands: [],
  obstacle: obstacleOf(version, place),
})

const obstacleOf = (version: GoVersion, place: Place | null): Text | null => {
  if (!place) return noHomeObstacle
  if (place.isThere) return installedText(version, place.layout.directory)
  return place.problem && sentence(place.problem)
}

const copyText = (bytes: number): Text => ({
  en: `The copy takes ${formatSize(bytes)}.`,
  'zh-CN': `副本占用 ${formatSize(bytes)}。`,
})

const originalText = (tree: string): Text => ({
  en: `${tree} is only read, and stays as it is. Where anything but GOTOOLCHAIN in its go.env is not as it was published, nothing is taken over.`,
  'zh-CN': `${tree} 只被读取，保持原样。若除 go.env 中的 GOTOOLCHAIN 外有任何内容与发布的不一致，则不接管。`,
})

/** The copy is the published tree, whatever the original sets. */
const goEnvText = (settings: readonly string[]): Text => {
  const lines = settings.join(', ')
  return lines === ''
    ? {
        en: 'The copy has the published go.env: a GOTOOLCHAIN that is set in the original’s is not taken over.',
        'zh-CN': '副本使用发布的 go.env：原来的 go.env 中设置的 GOTOOLCHAIN 不会被接管。',
      }
    : {
        en: `The copy has the published go.env: ${lines} in the original’s is not taken over.`,
        'zh-CN': `副本使用发布的 go.env：原来的 go.env 中的 ${lines} 不会被接管。`,
      }
}
