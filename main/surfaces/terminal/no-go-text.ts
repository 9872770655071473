/** That what a person named, or would run, is no Go. */
import type { Text } from '#contract'

/** `what` as it was written: a version or a path; undefined for the Go that would run. */
export const noGoText = (what: string | undefined): Text =>
  what === undefined
    ? { en: 'no Go was found', 'zh-CN': '没有找到 Go' }
    : { en: `there is no Go ${what}`, 'zh-CN': `没有 Go ${what}` }
