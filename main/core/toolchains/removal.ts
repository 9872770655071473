/** How a removal is asked for, and how it ends. */
import type { Text } from '#contract'
import type { Cleaned } from './cleaned.ts'
import type { GoUser } from './users.ts'

export interface RemovalWish {
  /** Whoever uses it. What the link leads to is never removed. */
  readonly isForced: boolean
  /** Ends the wait for another change; once the tree is being removed, nothing does. */
  readonly signal: AbortSignal
  /** Called once if another change is under way and this has to wait. */
  readonly onWait: () => void
  /** Told what an interruption had left, if anything. */
  readonly onCleaned: (cleaned: readonly Cleaned[]) => void
}

export type Removed =
  | { readonly ok: true; readonly value: string }
  /** Nothing is changed. `users` are those because of whom; empty where it is not because of them. */
  | { readonly ok: false; readonly problem: Text; readonly users: readonly GoUser[] }

export const notRemoved = (problem: Text, users: readonly GoUser[] = []): Removed => ({ ok: false, problem, users })

/** The users themselves are shown below it. */
export const stillUsedText = (version: string): Text => ({
  en: `${version} is used, so it stays. --force removes it all the same: what runs may fail then, and lines that name it lead nowhere`,
  'zh-CN': `${version} 正在被使用，因此保留。仍要删除，请加 --force：届时正在运行的程序可能失败，提到它的行将指向空处`,
})

export const notAllRemovedText = (tree: string, aside: string, detail: string): Text => ({
  en: `${tree} is gone, but the system refuses to delete all of it: ${detail}. The rest is in ${aside}; the next change tries again`,
  'zh-CN': `${tree} 已移走，但系统不允许全部删除：${detail}。剩余部分在 ${aside}，下次改动时会再试`,
})

export const removedText = (tree: string): Text => ({ en: `${tree} is removed`, 'zh-CN': `${tree} 已移除` })

export const removalWaitsText: Text = {
  en: 'Another change is under way; waiting for it to end. Ctrl+C stops the wait.',
  'zh-CN': '另一项改动正在进行，等待其结束。按 Ctrl+C 可停止等待。',
}
