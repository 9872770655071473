/** Opens a folder in the person's file manager. */
import type { Text } from '#contract'
import { findOpener, openWith } from './address-opener.ts'
import { findDisplay } from './display.ts'

/** Null where it is open; else why it is not. `path` is an absolute path of a directory. Never rejects. */
export const revealFolder = async (
  path: string,
  environment: Readonly<Record<string, string>>,
  opener = findOpener(),
): Promise<Text | null> => {
  // A file manager of root's would change whatever is clicked in it.
  if (process.geteuid?.() === 0) return rootText
  if ((await findDisplay(environment)).kind !== 'found') return noDisplayText
  if (opener === null) return noOpenerText
  return (await openWith(opener, path, environment)) ? null : notTakenText(opener)
}

const rootText: Text = {
  en: 'no file manager is started as root',
  'zh-CN': '不以 root 身份启动文件管理器',
}

const noDisplayText: Text = {
  en: 'there is no display to open a file manager on',
  'zh-CN': '没有可以打开文件管理器的显示',
}

const noOpenerText: Text = {
  en: 'there is no xdg-open (package xdg-utils) to open a file manager with',
  'zh-CN': '没有用来打开文件管理器的 xdg-open（软件包 xdg-utils）',
}

const notTakenText = (opener: string): Text => ({
  en: `${opener} could not open it`,
  'zh-CN': `${opener} 无法打开它`,
})
