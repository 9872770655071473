/** Who else could change what is put into a directory: asked before anything is, since a proof holds only until then. */
import { readFileSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isThere } from './is-there.ts'
import type { Text } from '#contract'
import { sharedPlaceText } from '../core/toolchains/changed.ts'

/**
 * Why nothing may be put into `directory`, which need not exist yet, as `uid` (this process's own where it is left out);
 * null where it may. Refused is a way to it that everybody may write to (but for a sticky directory, as /tmp is), or
 * that leads through another user's part of one. For root every foreign owner on the way counts: they could lead root
 * anywhere. Groups are their owner's choice.
 */
export const whyShared = async (directory: string, uid = process.geteuid?.() ?? 0): Promise<Text | null> => {
  const lexical = wayTo(directory)
  const there = (await Promise.all(lexical.map(async (path) => ((await isThere(path)) ? path : null)))).filter(
    (path) => path !== null,
  )
  const real = await fs.realpath(there.at(-1) ?? '/')
  const foreignIsRoot = isMapped()
  const isTrusted = (owner: number): boolean => owner === 0 || owner === uid || (foreignIsRoot && owner === overflowUid)
  for (const way of [there, wayTo(real)]) {
    let isBelowSticky = false
    for (const path of way) {
      const [own, target] = await Promise.all([fs.lstat(path), fs.stat(path)])
      const foreign = [own, target].find((status) => !isTrusted(status.uid))
      if (foreign && (uid === 0 || isBelowSticky)) return belongsText(path, foreign.uid)
      const isOpen = (target.mode & 0o002) !== 0
      isBelowSticky = isOpen && (target.mode & 0o1000) !== 0
      if (isOpen && !isBelowSticky) return { en: `everybody may write to ${path}`, 'zh-CN': `所有人都可以写入 ${path}` }
    }
  }
  return null
}

/** The same as a sentence that names the directory. */
export const sharedProblem = async (directory: string): Promise<Text | null> => {
  const shared = await whyShared(directory)
  return shared && sharedPlaceText(directory, shared)
}

const belongsText = (path: string, uid: number): Text => ({
  en: `${path} belongs to another user (${uid})`,
  'zh-CN': `${path} 属于另一个用户（${uid}）`,
})

const wayTo = (path: string): readonly string[] =>
  path === dirname(path) ? [path] : [...wayTo(dirname(path)), join(path)]

/** How owners from outside a user namespace are shown in it (user_namespaces(7)); root of the machine is one of them. */
const overflowUid = 65_534

const isMapped = (): boolean => {
  try {
    return readFileSync('/proc/self/uid_map', 'utf8').trim().split(/\s+/).join(' ') !== '0 0 4294967295'
  } catch {
    return false
  }
}
