/** Who uses a Go, in words. */
import type { Text } from '#contract'
import { contextTexts } from '../probes/sessions.ts'
import type { GoUser } from './users.ts'

/** One user on one line, no full stop. */
export const userText = (user: GoUser): Text => {
  switch (user.kind) {
    case 'link':
      return { en: `${user.link} leads to it`, 'zh-CN': `${user.link} 指向它` }
    case 'session': {
      const session = contextTexts[user.context]
      const way = user.by === 'PATH' ? user.path : `GOROOT=${user.path}`
      return {
        en: `it is the Go of: ${session.en} (${way})`,
        'zh-CN': `${session['zh-CN']}使用它（${way}）`,
      }
    }
    case 'process':
      return user.directory === null
        ? {
            en: `${user.program} of it runs now, process ${user.pid}`,
            'zh-CN': `它的 ${user.program} 正在运行，进程 ${user.pid}`,
          }
        : {
            en: `${user.program} of it runs now in ${user.directory}, process ${user.pid}`,
            'zh-CN': `它的 ${user.program} 正在 ${user.directory} 中运行，进程 ${user.pid}`,
          }
    case 'line': {
      const of = lineTexts[user.of]
      return {
        en: `${of.en} names it: ${user.path}, line ${user.line}`,
        'zh-CN': `${of['zh-CN']}提到它：${user.path} 第 ${user.line} 行`,
      }
    }
  }
}

const lineTexts: Readonly<Record<Extract<GoUser, { readonly kind: 'line' }>['of'], Text>> = {
  'start-file': { en: 'a start file', 'zh-CN': '启动文件' },
  editor: { en: 'an editor’s settings', 'zh-CN': '编辑器设置' },
  'go-env': { en: 'go env -w', 'zh-CN': 'go env -w' },
}

/** A build has many processes; the first few show what it is. */
const mostLines = 12

/** All users, one a line; of very many, the first and how many more. */
export const userLines = (users: readonly GoUser[]): readonly Text[] => {
  const rest = users.length - mostLines
  const more = { en: `and ${rest} more`, 'zh-CN': `以及另外 ${rest} 项` }
  return [...users.slice(0, mostLines).map(userText), ...(rest > 0 ? [more] : [])]
}
