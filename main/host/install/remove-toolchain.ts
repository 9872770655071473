/** Removing an installed version: out of sight in one rename, then gone. What the link leads to stays. */
import * as fs from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
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
import { lockPath, removedPrefix, stagingPath, treePath, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'
import { removeProvenance } from './provenance-files.ts'
import { recover } from './recover.ts'
import { makeWritable, removeDirectory } from './remove-directory.ts'
import { flushDirectory } from './switch-link.ts'

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
  const status = await fs.lstat(tree).catch(() => null)
  if (!status) return notRemoved(notInstalledText(version.name, layout.directory))
  const staging = stagingPath(layout)
  const aside = join(staging, `${removedPrefix}${version.name}`)
  await fs.mkdir(staging, { recursive: true, mode: 0o700 })
  await rename(tree, aside)
  // A switch takes no lock: if one has just led the link here, the tree goes back.
  if (await leadsTo(layout.link, tree)) {
    await rename(aside, tree)
    return notRemoved(inUseText(version.name, layout.link), [{ kind: 'link', link: layout.link }])
  }
  await flushDirectory(layout.directory)
  await removeProvenance(layout, version.name)
  try {
    await removeDirectory(aside)
  } catch (error) {
    return notRemoved(notAllRemovedText(tree, aside, error instanceof Error ? error.message : String(error)))
  }
  await fs.rmdir(staging).catch(() => undefined)
  return { ok: true, value: tree }
}

/** A directory that is read-only cannot be moved to another. */
const rename = async (from: string, to: string): Promise<void> => {
  await fs.rename(from, to).catch(async () => {
    await makeWritable(from)
    await fs.rename(from, to)
  })
}

/** Whether `link` says `tree`, which need not be there. */
const leadsTo = async (link: string, tree: string): Promise<boolean> => {
  const target = await fs.readlink(link).catch(() => null)
  if (target === null) return false
  const [from, real] = await Promise.all([fs.realpath(dirname(link)), fs.realpath(dirname(tree))])
  return resolve(from, target) === join(real, basename(tree))
}
