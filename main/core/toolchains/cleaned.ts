/** What an interruption had left behind, and the next start took away. */
import type { Text } from '#contract'
import { formatSize } from '../size.ts'

export type Cleaned =
  /** Half a tree, of an installation that ended before its tree had a name. */
  | { readonly kind: 'unfinished-install'; readonly path: string; readonly bytes: number }
  /** The rest of a tree that was being removed. */
  | { readonly kind: 'unfinished-removal'; readonly path: string; readonly version: string; readonly bytes: number }
  /** A tree that another one was to take the place of; it has its place again. */
  | { readonly kind: 'unfinished-repair'; readonly path: string }
  /** A download of a version that is installed by now. */
  | { readonly kind: 'finished-download'; readonly path: string; readonly version: string; readonly bytes: number }
  /** A download that nobody has gone on with for `oldDownloadDays`. */
  | { readonly kind: 'old-download'; readonly path: string; readonly version: string; readonly bytes: number }
  /** A note of how a Go was proved that is not there. */
  | { readonly kind: 'record'; readonly path: string }
  /** A link that a switch had made and not yet put in its place. */
  | { readonly kind: 'link'; readonly path: string }
  /** Something of all this that the system does not let us remove. */
  | { readonly kind: 'stuck'; readonly path: string; readonly detail: string }

export const oldDownloadDays = 30

/** A sentence about what is there still. */
export const leftoverText = ({ kind, path }: Cleaned): Text =>
  kind === 'unfinished-repair'
    ? {
        en: `${path} was being replaced when that was interrupted; groundwork go clean puts it back.`,
        'zh-CN': `替换 ${path} 时被中断；groundwork go clean 会把它放回原处。`,
      }
    : {
        en: `An interruption left ${path}, which is of no use any more; groundwork go clean takes it away.`,
        'zh-CN': `中断留下了 ${path}，已无用处；groundwork go clean 会清除它。`,
      }

/** A sentence about what is done. */
export const cleanedText = (cleaned: Cleaned): Text => {
  const { path } = cleaned
  switch (cleaned.kind) {
    case 'unfinished-install': {
      const size = formatSize(cleaned.bytes)
      return {
        en: `An installation that was interrupted had left ${size} in ${path}; it is removed.`,
        'zh-CN': `上次中断的安装在 ${path} 留下了 ${size}，现已删除。`,
      }
    }
    case 'unfinished-removal': {
      const size = formatSize(cleaned.bytes)
      return {
        en: `The removal of ${cleaned.version} had been interrupted; the rest of it, ${size} in ${path}, is removed.`,
        'zh-CN': `${cleaned.version} 上次的删除被中断；剩下的 ${size}（${path}）现已删除。`,
      }
    }
    case 'unfinished-repair':
      return {
        en: `${path} was to be replaced when that was interrupted; it is as it was, and not as published.`,
        'zh-CN': `替换 ${path} 时被中断；它恢复原样，仍与发布内容不一致。`,
      }
    case 'finished-download':
      return {
        en: `${path} (${formatSize(cleaned.bytes)}) is removed: ${cleaned.version} is installed.`,
        'zh-CN': `已删除 ${path}（${formatSize(cleaned.bytes)}）：${cleaned.version} 已经安装。`,
      }
    case 'old-download':
      return {
        en: `${path} (${formatSize(cleaned.bytes)}) is removed: nobody went on with it for ${oldDownloadDays} days.`,
        'zh-CN': `已删除 ${path}（${formatSize(cleaned.bytes)}）：${oldDownloadDays} 天没有继续下载。`,
      }
    case 'record':
      return {
        en: `${path} is removed: it told of a Go that is not there.`,
        'zh-CN': `已删除 ${path}：它记录的 Go 已不存在。`,
      }
    case 'link':
      return {
        en: `${path} is removed: a switch that was interrupted had left it.`,
        'zh-CN': `已删除 ${path}：它是上次中断的切换留下的。`,
      }
    case 'stuck':
      return {
        en: `${path} was left by an interruption, and cannot be removed: ${cleaned.detail}`,
        'zh-CN': `${path} 是中断留下的，但无法删除：${cleaned.detail}`,
      }
  }
}
