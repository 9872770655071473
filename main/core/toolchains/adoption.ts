/** Taking over a Go that is already here: which tree can be, how it ends, and what may be done with the original. */
import type { Text } from '#contract'
import type { ReadableHost } from '../host.ts'
import { provedText, type DatedProof } from './dated-proof.ts'
import { findGo, noGoAtText } from './find-go.ts'
import { parseGoVersion, type GoVersion } from './go-version.ts'
import { readOwners } from '../probes/package-owner.ts'
import { sentence } from '../sentence.ts'
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
  /** Who may move the original aside; null where its own manager, or `groundwork go clean`, removes it. */
  readonly mover: 'user' | 'root' | null
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
      /** A free name beside the original, to which a person may move it. */
      readonly aside: string
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
  return { goroot, version, source, mover: await moverOf(host, goroot, source) }
}

const moverOf = async (host: ReadableHost, goroot: string, source: GoSource): Promise<Adoptable['mover']> => {
  if (source !== 'archive' && source !== 'go-dl' && source !== 'webi') return null
  return (await host.access(goroot.replace(/\/[^/]*$/, '') || '/', 'write')) === 'yes' ? 'user' : 'root'
}

const ownText = (goroot: string): Text => ({
  en: `${goroot} is one of Groundwork’s own already`,
  'zh-CN': `${goroot} 已经是 Groundwork 自己的`,
})

const packagedText = (goroot: string, name: string): Text => ({
  en: `${goroot} is the distribution’s own build, from its package ${name}: it is not the published one, and its package manager keeps it. groundwork go install VERSION gets the published one`,
  'zh-CN': `${goroot} 是发行版自己构建的，来自软件包 ${name}：与发布的不同，并由软件包管理器维护。可用 groundwork go install 版本 取得发布的版本`,
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

/** What was done, and what may be done with the original: whole sentences, and no full stop after a hash or a command. */
export const adoptedLines = ({
  tree,
  original,
  proof,
  replaced,
  aside,
}: Extract<Adopted, { readonly kind: 'adopted' }>): readonly Text[] => [
  sentence({
    en: `${original.version.name} is in ${tree}, copied from ${original.goroot}`,
    'zh-CN': `${original.version.name} 已在 ${tree}，复制自 ${original.goroot}`,
  }),
  ...(proof ? [provedText(proof)] : []),
  ...(replaced === null
    ? []
    : [
        sentence({
          en: `The original’s go.env says ${replaced}; the copy has the published go.env; ${shell`go env -w ${replaced}`} sets it again`,
          'zh-CN': `原来的 go.env 写着 ${replaced}；副本使用发布的 go.env；可用 ${shell`go env -w ${replaced}`} 恢复该设置`,
        }),
      ]),
  sentence(originalText(original, aside)),
]

const originalText = ({ goroot, source, mover }: Adoptable, aside: string): Text => {
  if (source === 'module-cache')
    return {
      en: `${goroot} is as it was. groundwork go clean removes it`,
      'zh-CN': `${goroot} 保持原样。可用 groundwork go clean 清除`,
    }
  if (mover === null)
    return {
      en: `${goroot} is as it was. Once nothing uses it, what installed it (${source}) can remove it`,
      'zh-CN': `${goroot} 保持原样。不再使用后，可由安装它的程序（${source}）删除`,
    }
  const command = `${mover === 'root' ? 'sudo ' : ''}${shell`mv -T ${goroot} ${aside}`}`
  return {
    en: `${goroot} is as it was. Groundwork sees only your own sessions, not who else here uses it. Once nobody does, ${command} moves it aside, from where it can be put back`,
    'zh-CN': `${goroot} 保持原样。Groundwork 只看得到您自己的会话，看不到这台机器上还有谁在用它。确认无人使用后，${command} 会把它移开，之后仍可放回`,
  }
}
