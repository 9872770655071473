/** Installing a version, planned: what would be put where, from whom, and how it will be proved. */
import type { Text } from '#contract'
import { listOf } from '../phrase.ts'
import { sentence } from '../sentence.ts'
import { formatSize } from '../size.ts'
import type { Catalogue, CatalogueVersion } from '../toolchains/catalogue.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import { installAsRoot, type OwnProgram } from '../toolchains/root-change.ts'
import { noReleaseText } from '../toolchains/no-release.ts'
import type { Source } from '../toolchains/source.ts'
import { automatic, everybody } from './available-versions.ts'
import type { Place } from './machine.ts'
import { freeText, installedText, noHomeObstacle, rootText } from './plan-texts.ts'
import type { ShownPlan } from './plan-shelf.ts'
import { warningsFor } from '../toolchains/warnings.ts'

/** Where the bytes shall come from. */
export type InstallFrom =
  /** The app chooses: as GOPROXY says, or among all there are. */
  | { readonly kind: 'automatic' }
  | { readonly kind: 'everybody' }
  | { readonly kind: 'source'; readonly source: Source }
  /** A release archive on this machine. */
  | { readonly kind: 'file'; readonly path: string }

/** As after `--from`; undefined where nothing has to be said. */
export const fromWord = (from: InstallFrom): string | undefined => {
  switch (from.kind) {
    case 'automatic':
      return undefined
    case 'everybody':
      return 'auto'
    case 'source':
      return from.source.name
    case 'file':
      return from.path
  }
}

export interface InstallFacts {
  readonly version: GoVersion
  readonly isSystem: boolean
  readonly from: InstallFrom
  /** Null where there is no place for it. */
  readonly place: Place | null
  /** As it may be shown; empty where nobody said. */
  readonly goproxy: string
  readonly known: Catalogue
  /** The newest release of each line that is known of. */
  readonly releases: readonly GoVersion[]
  readonly arch: string
  /** How root starts this program. */
  readonly program: OwnProgram
}

export const planInstall = (facts: InstallFacts): ShownPlan => {
  const { version, isSystem, from, place } = facts
  const { name } = version
  const doubt = place?.doubt ?? null
  const asRoot = isSystem ? installAsRoot(facts.program, version, fromWord(from)) : null
  const { tree, layout } = place ?? { tree: '', layout: { directory: '', link: '' } }
  return {
    kind: 'install',
    title: doubt
      ? { en: `Install ${name} again`, 'zh-CN': `重新安装 ${name}` }
      : { en: `Install ${name}`, 'zh-CN': `安装 ${name}` },
    steps: place
      ? [
          { text: fromText(from, facts.goproxy), lines: [] },
          { text: proofText(from), lines: [] },
          {
            text: doubt ? replacingText : namingText,
            lines: [tree],
          },
          {
            text: {
              en: 'It builds a program of one line, which fills your build cache (GOCACHE). If it cannot, it is taken away again.',
              'zh-CN': '用它编译一行的程序，这会填充您的构建缓存（GOCACHE）。若无法编译，则会把它移除。',
            },
            lines: [],
          },
        ]
      : [],
    warnings: [...(doubt ? [sentence(doubt)] : []), ...warningsOf(facts)],
    notes: [...notesOf(facts), ...(asRoot?.notes ?? [])],
    undo: doubt ? { level: 'none', text: replacedText } : { level: 'full', text: removingText(version) },
    commands: asRoot ? [asRoot.command] : [],
    obstacle: obstacleOf(facts, layout.directory),
  }
}

const namingText: Text = {
  en: 'It is unpacked beside its place, tried, written to disk, and only then gets its name:',
  'zh-CN': '先在目标旁解压、试运行、写入磁盘，最后才得到它的名字：',
}

const replacingText: Text = {
  en: 'It is unpacked beside its place, tried, written to disk, and only then takes the place of the one that is there:',
  'zh-CN': '先在目标旁解压、试运行、写入磁盘，最后才取代原来的那一份：',
}

const replacedText: Text = {
  en: 'The one that is there is removed. Copy it before if you want to look at what was changed.',
  'zh-CN': '原来的那一份会被删除。想查看改动的话，请先复制一份。',
}

const removingText = ({ name }: GoVersion): Text => ({
  en: `Removing ${name} takes it away again; what it left in the build cache goes with go clean -cache. Which Go runs does not change by installing: switching is a step of its own.`,
  'zh-CN': `移除 ${name} 即可恢复；留在构建缓存中的内容可用 go clean -cache 清除。安装不会改变运行的 Go：切换是单独的一步。`,
})

const obstacleOf = ({ version, isSystem, place }: InstallFacts, directory: string): Text | null => {
  if (!place) return noHomeObstacle
  if (place.isThere && !place.doubt) return installedText(version, directory)
  const noRelease = noReleaseText(version)
  if (noRelease) return sentence(noRelease)
  return isSystem ? rootText : place.problem && sentence(place.problem)
}

const fromText = (from: InstallFrom, goproxy: string): Text => {
  if (from.kind === 'everybody') return everybodyText
  if (from.kind === 'automatic') {
    return {
      en: `It is downloaded as GOPROXY says${goproxy && ` (${goproxy})`}; where that leaves it open, from the fastest of all sources. Who fails in the middle is followed by the next. What is there of an earlier download is gone on with.`,
      'zh-CN': `按 GOPROXY 的设置${goproxy && `（${goproxy}）`}下载；若没有限定，则从最快的来源下载。中途失败时由下一个来源接续。已有的部分下载会继续使用。`,
    }
  }
  if (from.kind === 'file')
    return {
      en: `It is unpacked from: ${from.path}. Nothing of it is downloaded.`,
      'zh-CN': `从 ${from.path} 解压，不下载归档。`,
    }
  const { source } = from
  return {
    en: `It is downloaded from: ${source.title.en} (${source.name}). What is there of an earlier download is gone on with.`,
    'zh-CN': `下载来源：${source.title['zh-CN']}（${source.name}）。已有的部分下载会继续使用。`,
  }
}

const everybodyText: Text = {
  en: 'It is downloaded from those that GOPROXY names, and where they have it not or fail, from the fastest of all sources. What is there of an earlier download is gone on with.',
  'zh-CN': '先从 GOPROXY 所列的来源下载；若它们没有或失败，则从全部来源中最快的下载。已有的部分下载会继续使用。',
}

const proofText = (from: InstallFrom): Text =>
  from.kind === 'automatic' || (from.kind === 'source' && from.source.kind === 'proxies')
    ? {
        en: 'It is proved while it comes: the hash of all its files must be the one in Go’s checksum database, which is signed. Whoever sends the bytes is not believed.',
        'zh-CN': '边下载边验证：全部文件的哈希必须与 Go 的（带签名的）校验和数据库一致。不信任提供字节的一方。',
      }
    : {
        en: 'It is proved while it comes: the hash of all its files must be the one in Go’s checksum database, and that of the archive the one in the Go project’s own list, as far as they can be asked. Whoever sends the bytes is not believed.',
        'zh-CN':
          '边下载边验证：全部文件的哈希必须与 Go 的校验和数据库一致，归档的哈希必须与 Go 项目自己的列表一致（以能查询到的为准）。不信任提供字节的一方。',
      }

const notesOf = ({ version, place, known, arch }: InstallFacts): readonly Text[] => {
  const entry = known.versions.find((one) => one.version.name === version.name)
  return [
    sizeText(entry, arch),
    ...(place?.freeBytes == null ? [] : [freeText(place.layout.directory, place.freeBytes)]),
    ...(version.preRelease ? [candidateText] : []),
    ...unlistedTexts(entry, known, version, arch),
  ]
}

const warningsOf = ({ version, releases }: InstallFacts): readonly Text[] =>
  warningsFor(version, releases).map(({ text }) => text)

/** As the lists of archives say; the module is a little smaller, since it leaves things out. */
const sizeText = (entry: CatalogueVersion | undefined, arch: string): Text => {
  const bytes = entry?.archives.find((archive) => archive.arch === arch && archive.bytes > 0)?.bytes
  if (bytes === undefined) {
    return {
      en: 'Its size is known once it is asked for; whether there is room is looked at then.',
      'zh-CN': '请求之后才知道它的大小；届时会检查空间是否足够。',
    }
  }
  return {
    en: `Its archive has ${formatSize(bytes)}, and unpacks to some four times of that.`,
    'zh-CN': `归档大小为 ${formatSize(bytes)}，解压后约为四倍。`,
  }
}

const candidateText: Text = {
  en: 'This is a candidate for a release, for trying: not for what others rely on.',
  'zh-CN': '这是候选版，供试用：不要用于他人依赖的东西。',
}

const unlistedTexts = (
  entry: CatalogueVersion | undefined,
  known: Catalogue,
  version: GoVersion,
  arch: string,
): readonly Text[] => {
  if (known.versions.length === 0) return []
  if (!entry) {
    return [
      {
        en: `No list that was asked so far names ${version.name}; a source may have it all the same.`,
        'zh-CN': `到目前为止查询过的列表都没有 ${version.name}；来源仍可能有它。`,
      },
    ]
  }
  if (entry.architectures.length === 0 || entry.architectures.includes(arch)) return []
  const list = listOf(entry.from.map((name) => ({ en: name, 'zh-CN': name })))
  return [
    {
      en: `${list.en}: ${version.name} is not named for this processor (${arch}).`,
      'zh-CN': `${list['zh-CN']}：没有列出用于此处理器（${arch}）的 ${version.name}。`,
    },
  ]
}

/** What `name` stands for among `sources` and `archives`; null where it is none that can be chosen. */
export const chosenFrom = (
  name: string,
  sources: readonly Source[],
  archives: readonly { readonly id: string; readonly path: string }[],
): InstallFrom | null => {
  if (name === automatic) return { kind: 'automatic' }
  if (name === everybody) return { kind: 'everybody' }
  const source = sources.find((one) => one.name === name && one.kind !== 'gone' && one.kind !== 'packages')
  if (source) return { kind: 'source', source }
  const archive = archives.find(({ id }) => id === name)
  return archive ? { kind: 'file', path: archive.path } : null
}
