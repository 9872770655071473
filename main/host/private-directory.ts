/** Who else could change what is put into a directory: asked before anything is, since a proof holds only until then. */
import { readFileSync, type Stats } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import type { Text } from '#contract'
import { sharedPlaceText } from '../core/toolchains/changed.ts'
import { Stopped } from './look.ts'
import { walkLinks } from './walk-links.ts'

/**
 * Why nothing may be put into `directory`, which need not exist yet, as `uid` (this process's own where it is left out);
 * null where it may. Refused is a way to it that everybody may write to (but for a sticky directory, as /tmp is), or
 * that leads through another user's part of one. For root every foreign owner on the way counts: they could lead root
 * anywhere. Groups are their owner's choice.
 */
export const whyShared = async (directory: string, uid = process.geteuid?.() ?? 0): Promise<Text | null> => {
  const outsidersAreRoot = isOverflowUnmapped()
  const isTrusted = (owner: number): boolean =>
    owner === 0 || owner === uid || (outsidersAreRoot && owner === overflowUid)
  const steps = await wayTo(directory)
  if (steps === null) return { en: `${directory} leads in a circle of links`, 'zh-CN': `${directory} 的链接循环` }
  for (const { path, status, isBelowSticky } of steps) {
    if (!isTrusted(status.uid) && (uid === 0 || isBelowSticky)) return belongsText(path, status.uid)
    if (isOpen(status) && !isSticky(status))
      return { en: `everybody may write to ${path}`, 'zh-CN': `所有人都可以写入 ${path}` }
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

/** One name that the system meets on its way, a link or not, as it stands in a directory that is none. */
interface Step {
  readonly path: string
  readonly status: Stats
  readonly isBelowSticky: boolean
}

/**
 * Every name that the system meets on its way to `path`, those that links lead through included, up to the first that is
 * not there; null where links lead in a circle.
 */
const wayTo = async (path: string): Promise<readonly Step[] | null> => {
  const root = await fs.lstat('/')
  const directories = new Map([['/', root]])
  const met: Step[] = [{ path: '/', status: root, isBelowSticky: false }]
  const meet = (here: string, status: Stats): void => {
    const parent = directories.get(dirname(here))
    met.push({ path: here, status, isBelowSticky: parent !== undefined && isSticky(parent) })
    directories.set(here, status)
  }
  try {
    await walkLinks(isAbsolute(path) ? path : `${process.cwd()}/${path}`, { root: '/', followLast: true, meet })
  } catch (error) {
    if (error instanceof Stopped) return null
    if (!(error instanceof Error && 'syscall' in error && error.syscall === 'lstat')) throw error
  }
  return met
}

/** Whether everybody may write there; a link's own bits say nothing (symlink(7)). */
const isOpen = (status: Stats): boolean => !status.isSymbolicLink() && (status.mode & 0o002) !== 0

/** Whether everybody may put something there, but nobody may change what is another's. */
const isSticky = (status: Stats): boolean => isOpen(status) && (status.mode & 0o1000) !== 0

/** How owners from outside a user namespace are shown in it (user_namespaces(7)); root of the machine is one of them. */
const overflowUid = 65_534

/** Whether `overflowUid` is nobody of this user namespace, so that it can only be somebody from outside. */
const isOverflowUnmapped = (): boolean => {
  try {
    return !isMapped(readFileSync('/proc/self/uid_map', 'utf8'), overflowUid)
  } catch {
    return false
  }
}

/** Whether a user has the number `uid` here; `map` as in /proc/self/uid_map: first number here, first outside, how many. */
export const isMapped = (map: string, uid: number): boolean =>
  map.split('\n').some((line) => {
    const [first = NaN, , count = NaN] = line.trim().split(/\s+/).map(Number)
    return uid >= first && uid < first + count
  })
