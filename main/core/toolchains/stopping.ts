/** How an installation is stopped before its end, and what is left of it then. */
import type { Text } from '#contract'
import { formatSize } from '../size.ts'

/**
 * The reason to abort with where what has come is not wanted any more: nothing stays. Any other abort is a pause: the
 * tree goes, the download stays, and the next installation of that version goes on with it.
 */
export class Discard extends Error {
  constructor() {
    super('what was downloaded is not wanted any more')
    this.name = 'Discard'
  }
}

/** A download that stays, to be gone on with. */
export interface KeptPart {
  readonly path: string
  readonly bytes: number
}

/** One that waits for its next installation. */
export interface KeptDownload extends KeptPart {
  readonly version: string
  readonly isSystem: boolean
}

export const notDiscardedText = (path: string): Text => ({
  en: `${path} stays: the folder that it is in is not yours alone, or cannot be locked`,
  'zh-CN': `${path} 保留：它所在的文件夹并非只属于您，或无法加锁`,
})

/** What a pause left; `part` is null where nothing had come yet. */
export const pausedText = (part: KeptPart | null): Text =>
  part === null
    ? { en: 'Stopped before anything was downloaded.', 'zh-CN': '在下载之前已停止。' }
    : {
        en: `Paused: ${formatSize(part.bytes)} are kept in ${part.path}. Installing the same version again goes on from there.`,
        'zh-CN': `已暂停：已下载的 ${formatSize(part.bytes)} 保存在 ${part.path}。再次安装同一版本会从那里继续。`,
      }
