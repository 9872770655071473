/** How a change to an installed version of ours ends: made, or not made and why, in words. */
import type { Text } from '#contract'
import { shell } from '../shell.ts'

export type Changed = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: Text }

export const notChanged = (problem: Text): Changed => ({ ok: false, problem })

export const noHomeText: Text = {
  en: 'HOME is not set to a path that begins with /, so there is no place for a Go of your own',
  'zh-CN': 'HOME 没有设置为以 / 开头的路径，因此没有存放您自己的 Go 的位置',
}

/** `problem` says who else could write there. */
export const sharedPlaceText = (directory: string, problem: Text): Text => ({
  en: `${directory} is not yours alone: ${problem.en}`,
  'zh-CN': `${directory} 并非只属于您：${problem['zh-CN']}`,
})

export const notInstalledText = (version: string, directory: string): Text => ({
  en: `${version} is not installed in ${directory}; groundwork go list shows what is here`,
  'zh-CN': `${directory} 中没有安装 ${version}；groundwork go list 列出这里有什么`,
})

/** A folder by its name, and no Go in it. */
export const noProgramText = (tree: string, version: string, isSystem: boolean): Text => {
  const number = `${isSystem ? '--system ' : ''}${version.replace(/^go/, '')}`
  return {
    en: `${tree} is no whole Go: there is no bin/go to run in it. To have it whole: groundwork go remove ${number}, then groundwork go install ${number}`,
    'zh-CN': `${tree} 不是完整的 Go：其中没有可运行的 bin/go。要恢复完整：先 groundwork go remove ${number}，再 groundwork go install ${number}`,
  }
}

/** `aside` is a free name to which a person may move it. */
export const noLinkText = (link: string, aside: string): Text => {
  const command = shell`mv -T ${link} ${aside}`
  return {
    en: `${link} is no link; it was not made by Groundwork and is left as it is; ${command} moves it aside whole, and then a switch is possible`,
    'zh-CN': `${link} 不是链接，也不是 Groundwork 建立的，因此保持原样；先用 ${command} 把它整个移开，就可以切换`,
  }
}

export const inUseText = (version: string, link: string): Text => {
  const command = shell`rm ${link}`
  return {
    en: `${version} is in use: ${link} leads to it. Switch to another version first; or, to have none, ${command} takes the link away`,
    'zh-CN': `${version} 正在使用：${link} 指向它。请先切换到别的版本；如果一个也不要，可用 ${command} 删除链接`,
  }
}

export const interruptedText: Text = { en: 'interrupted', 'zh-CN': '已中断' }

/** The system's own sentence, which there is in one language only. */
export const systemText = (detail: string): Text => ({ en: detail, 'zh-CN': detail })
