/** What an installation does just now, in words. */
import type { Text } from '#contract'
import type { InstallPhase } from './install-phase.ts'

export const phaseTexts: Readonly<Record<InstallPhase, Text>> = {
  waiting: { en: 'Waiting for another change to end', 'zh-CN': '正在等待另一项更改结束' },
  proving: { en: 'Asking what the published files are', 'zh-CN': '正在查询发布的内容' },
  copying: { en: 'Copying and proving', 'zh-CN': '正在复制并验证' },
  downloading: { en: 'Downloading and unpacking', 'zh-CN': '正在下载并解压' },
  unpacking: {
    en: 'Unpacking the rest, and comparing with what was published',
    'zh-CN': '正在解压剩余部分并与发布内容比对',
  },
  building: { en: 'In its place; building a program with it', 'zh-CN': '已就位；正在用它编译程序' },
  flushing: { en: 'Writing everything to disk', 'zh-CN': '正在全部写入磁盘' },
  trying: { en: 'Trying whether it runs', 'zh-CN': '正在试运行' },
}
