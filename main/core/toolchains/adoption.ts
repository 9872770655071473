/** Taking over a Go that is already here: which tree can be, how it ends, and what may be done with the original. */
import type { Text } from '#contract'
import type { ReadableHost } from '../host.ts'
import { provedText, type DatedProof } from './dated-proof.ts'
import { findGo, noGoAtText } from './find-go.ts'
import { parseGoVersion, type GoVersion } from './go-version.ts'
import { readOwners } from '../probes/package-owner.ts'
import { shell } from '../shell.ts'
import type { Cleaned } from './cleaned.ts'
import type { InstallPhase } from './install-phase.ts'
import { sourceOf, type GoSource } from './source-of.ts'
import type { Platform } from './toolchain-module.ts'

/** A tree that may be one as published; only its hash tells. */
export interface Adoptable {
  /** Without links. */
  readonly goroot: string
  readonly version: GoVersion
  readonly source: GoSource
  /** The line that removes the original; null where its own manager, or `groundwork go clean`, does that. */
  readonly removal: string | null
}

export interface AdoptionWish {
  readonly onProgress: (phase: InstallPhase, bytes: number, totalBytes: number) => void
  /** Ends it; nothing stays. */
  readonly signal: AbortSignal
  /** Told what an interruption had left, if anything. */
  readonly onCleaned: (cleaned: readonly Cleaned[]) => void
}

export type Adopted =
  | {
      readonly kind: 'adopted'
      readonly tree: string
      readonly original: Adoptable
      readonly proof: DatedProof | null
      /** The line of the original's go.env that the copy does not have; null where they are the same. */
      readonly replaced: string | null
    }
  | { readonly kind: 'already'; readonly tree: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly problem: Text }

export const refused = (problem: Text): Adopted & { readonly kind: 'refused' } => ({ kind: 'refused', problem })

/** The tree that `what` means, as `findGo` reads it. `own` is where ours would be. */
export const readAdoptable = async (
  host: ReadableHost,
  what: string | undefined,
  platform: Platform,
  own: string,
): Promise<Adoptable | Extract<Adopted, { readonly kind: 'refused' }>> => {
  const found = await findGo(host, what)
  if (!found.ok) return refused(found.problem)
  const goroot = found.tree
  if (goroot.startsWith(`${own}/`)) return refused(ownText(goroot))
  const owner = (await readOwners(host, [`${goroot}/bin/go`])).get(`${goroot}/bin/go`)
  if (owner) return refused(packagedText(goroot, owner.package))
  const text = await host.readText(`${goroot}/VERSION`, { maxBytes: 4096 })
  const line = text.ok ? (text.value.split('\n', 1)[0] ?? '').trim() : ''
  const version = parseGoVersion(line)
  if (!version) return refused(text.ok ? notReleasedText(goroot, line.slice(0, 80)) : noGoAtText(goroot))
  const tools = await host.list(`${goroot}/pkg/tool`)
  const platforms = tools.ok ? tools.value : []
  if (platforms.length > 0 && !platforms.includes(`${platform.os}_${platform.arch}`))
    return refused(otherPlatformText(goroot, platforms[0] ?? ''))
  const source = sourceOf(goroot, null)
  return { goroot, version, source, removal: await removalOf(host, goroot, source) }
}

const removalOf = async (host: ReadableHost, goroot: string, source: GoSource): Promise<string | null> => {
  if (source !== 'archive' && source !== 'go-dl' && source !== 'webi') return null
  const isOurs = (await host.access(goroot.replace(/\/[^/]*$/, '') || '/', 'write')) === 'yes'
  return isOurs ? shell`rm -r ${goroot}` : shell`sudo rm -r ${goroot}`
}

const ownText = (goroot: string): Text => ({
  en: `${goroot} is one of Groundwork’s own already`,
  'zh-CN': `${goroot} 已经是 Groundwork 自己的`,
})

const packagedText = (goroot: string, name: string): Text => ({
  en: `${goroot} is the distribution’s own build, from its package ${name}: it is not the published one, and its package manager keeps it. The published one: groundwork go install VERSION`,
  'zh-CN': `${goroot} 是发行版自己构建的，来自软件包 ${name}：与发布的不同，并由软件包管理器维护。要用发布的版本：groundwork go install 版本`,
})

const notReleasedText = (goroot: string, version: string): Text => ({
  en: `${goroot} says that it is “${version}”, which was never published: it was built here or by somebody else`,
  'zh-CN': `${goroot} 自称“${version}”，从未发布过：它是在这里或由别人构建的`,
})

const otherPlatformText = (goroot: string, platform: string): Text => ({
  en: `${goroot} is for another machine (${platform})`,
  'zh-CN': `${goroot} 用于另一种机器（${platform}）`,
})

export const notPublishedText = ({ goroot, version }: Adoptable): Text => ({
  en: `${goroot} is not ${version.name} as published: at least one file was changed, added or removed. Nothing is taken over; ${shell`groundwork go verify ${goroot}`} says more, and groundwork go install ${version.name.replace(/^go/, '')} gets the published one`,
  'zh-CN': `${goroot} 与发布的 ${version.name} 不一致：至少有一个文件被改动、增加或删除。没有接管任何内容；${shell`groundwork go verify ${goroot}`} 会给出详情，groundwork go install ${version.name.replace(/^go/, '')} 可取得发布的版本`,
})

export const unreadableTreeText = ({ goroot }: Adoptable, detail: string): Text => ({
  en: `${goroot} cannot be copied: ${detail}`,
  'zh-CN': `无法复制 ${goroot}：${detail}`,
})

/** What was done, and what may be done with the original; a sentence a line. */
export const adoptedLines = ({
  tree,
  original,
  proof,
  replaced,
}: Extract<Adopted, { readonly kind: 'adopted' }>): readonly Text[] => [
  {
    en: `${original.version.name} is in ${tree}, copied from ${original.goroot}`,
    'zh-CN': `${original.version.name} 已在 ${tree}，复制自 ${original.goroot}`,
  },
  ...(proof ? [provedText(proof)] : []),
  ...(replaced === null
    ? []
    : [
        {
          en: `The original’s go.env says ${replaced}; the copy has the published go.env. To have it again: ${shell`go env -w ${replaced}`}`,
          'zh-CN': `原来的 go.env 写着 ${replaced}；副本使用发布的 go.env。要恢复该设置：${shell`go env -w ${replaced}`}`,
        },
      ]),
  originalText(original),
]

const originalText = ({ goroot, source, removal }: Adoptable): Text => {
  if (source === 'module-cache')
    return {
      en: `${goroot} is as it was. groundwork go clean removes it`,
      'zh-CN': `${goroot} 保持原样。可用 groundwork go clean 清除`,
    }
  if (removal === null)
    return {
      en: `${goroot} is as it was. Once nothing uses it, what installed it (${source}) can remove it`,
      'zh-CN': `${goroot} 保持原样。不再使用后，可由安装它的程序（${source}）删除`,
    }
  return {
    en: `${goroot} is as it was. Once nothing uses it (groundwork go list), it can be removed: ${removal}`,
    'zh-CN': `${goroot} 保持原样。不再使用后（见 groundwork go list），可以删除：${removal}`,
  }
}
