/** One record of the database: the go.sum lines of one version of one module. */
import type { Text } from '#contract'
import { Refused } from './refused.ts'

export interface LookupAnswer {
  /** The record's number in the tree. */
  readonly id: number
  /** Its text, final line break included: what is hashed. */
  readonly text: string
  /** The signed note about a tree that holds it. */
  readonly note: string
}

const emptyText: Text = { en: 'the answer is empty', 'zh-CN': '回答是空的' }
const noRecordText: Text = { en: 'the answer is not a record of the database', 'zh-CN': '回答不是数据库的记录' }

/** Takes a lookup's answer apart: number, text, blank line, signed note. */
export const parseLookup = (answer: string): LookupAnswer => {
  const match = /^(0|[1-9]\d{0,15})\n((?:[^\n]+\n)+)\n([\s\S]+)$/.exec(answer)
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) {
    throw new Refused(answer === '' ? emptyText : noRecordText)
  }
  return { id: Number(match[1]), text: match[2], note: match[3] }
}

/**
 * The `h1:` hash that a record's text gives for exactly `module` at `version`. A record that is about something else,
 * or that has the line not once, is refused: that the database signed *something* proves nothing about this.
 */
export const hashFor = (text: string, module: string, version: string): string => {
  const lines = text.split('\n').filter((line) => line.startsWith(`${module} ${version} `))
  const hash = lines[0]?.slice(module.length + version.length + 2)
  if (lines.length !== 1 || hash === undefined || !/^h1:[A-Za-z0-9+/]{43}=$/.test(hash)) {
    throw new Refused({
      en: `the record is not about ${module} ${version}`,
      'zh-CN': `该记录不是关于 ${module} ${version} 的`,
    })
  }
  return hash
}
