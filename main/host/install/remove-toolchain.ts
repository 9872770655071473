/** Removing an installed version, unless somebody uses it. What the link leads to stays. */
import { interruptedText, inUseText, notInstalledText, systemText } from '../../core/toolchains/changed.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import {
  notAllRemovedText,
  notRemoved,
  stillUsedText,
  type RemovalWish,
  type Removed,
} from '../../core/toolchains/removal.ts'
import type { GoUser } from '../../core/toolchains/users.ts'
import { isThere } from '../is-there.ts'
import { lockPath, treePath, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'
import { recover } from './recover.ts'
import { takeAway } from './take-away.ts'

/** Removes `version`, if nobody uses it or it is forced. `usersOf` answers who uses a tree. */
export const removeToolchain = async (
  version: GoVersion,
  layout: Layout,
  usersOf: (tree: string) => Promise<readonly GoUser[]>,
  wish: RemovalWish,
): Promise<Removed> => {
  const tree = treePath(layout, version.name)
  const users = await usersOf(tree)
  const link = users.find((user) => user.kind === 'link')
  if (link) return notRemoved(inUseText(version.name, link.link), [link])
  if (users.length > 0 && !wish.isForced) return notRemoved(stillUsedText(version.name), users)
  const lock = await takeLock(lockPath(layout), wish)
  if (lock.kind !== 'held') return notRemoved(lock.kind === 'failed' ? systemText(lock.detail) : interruptedText)
  try {
    const cleaned = await recover(layout, null)
    if (cleaned.length > 0) wish.onCleaned(cleaned)
    return await removeLocked(version, tree, layout)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return notRemoved(systemText(error.message))
    throw error
  } finally {
    await lock.release()
  }
}

const removeLocked = async (version: GoVersion, tree: string, layout: Layout): Promise<Removed> => {
  if (!(await isThere(tree))) return notRemoved(notInstalledText(version.name, layout.directory))
  const taken = await takeAway(version.name, layout, false)
  switch (taken.kind) {
    case 'gone':
      return { ok: true, value: tree }
    case 'current':
      return notRemoved(inUseText(version.name, layout.link), [{ kind: 'link', link: layout.link }])
    case 'not-all':
      return notRemoved(notAllRemovedText(tree, taken.aside, taken.detail))
  }
}
