/** What several plans say. */
import type { Text } from '#contract'
import { sentence } from '../sentence.ts'
import { formatSize } from '../size.ts'
import { noHomeText } from '../toolchains/changed.ts'
import type { GoVersion } from '../toolchains/go-version.ts'

export const noHomeObstacle: Text = sentence(noHomeText)

/** The window never asks for root. */
export const rootText: Text = {
  en: 'This is for everybody here, so only root may do it, in a terminal: the commands are complete.',
  'zh-CN': '这会影响这台机器上的所有人，只有 root 能在终端里执行：下面是完整的命令。',
}

export const sizeUnknownText: Text = {
  en: 'How much it takes on disk could not be read.',
  'zh-CN': '无法读取它占用的磁盘空间。',
}

/** Null where it could not be read. */
export const freedText = (bytes: number | null): Text =>
  bytes === null
    ? sizeUnknownText
    : { en: `${formatSize(bytes)} become free.`, 'zh-CN': `将释放 ${formatSize(bytes)}。` }

export const freeText = (directory: string, bytes: number): Text => ({
  en: `${formatSize(bytes)} are free for ${directory}.`,
  'zh-CN': `${directory} 还有 ${formatSize(bytes)} 可用空间。`,
})

export const installedText = ({ name }: GoVersion, directory: string): Text => ({
  en: `${name} is already installed in ${directory}.`,
  'zh-CN': `${name} 已安装在 ${directory}。`,
})
