/** Taking an installed tree away: out of its place in one rename, so that it is never half there, and then deleted. */
import * as fs from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { removedPrefix, stagingPath, treePath, type Layout } from './layout.ts'
import { removeProvenance } from './provenance-files.ts'
import { makeWritable, removeDirectory } from './remove-directory.ts'
import { flushDirectory } from './switch-link.ts'

export type TakenAway =
  | { readonly kind: 'gone' }
  /** The link leads to it, so it is where it was. */
  | { readonly kind: 'current' }
  /** It is out of its place; `aside` is where the rest of it is, until the next change. */
  | { readonly kind: 'not-all'; readonly aside: string; readonly detail: string }

/** Takes the tree of `version` away; one that the link leads to only if `isEvenCurrent`. The caller holds the lock. */
export const takeAway = async (version: string, layout: Layout, isEvenCurrent: boolean): Promise<TakenAway> => {
  const [tree, staging] = [treePath(layout, version), stagingPath(layout)]
  const aside = join(staging, `${removedPrefix}${version}`)
  await fs.mkdir(staging, { recursive: true, mode: 0o700 })
  await moveTree(tree, aside)
  // A switch takes no lock: if one has just led the link here, the tree goes back.
  if (!isEvenCurrent && (await leadsTo(layout.link, tree))) {
    await moveTree(aside, tree)
    return { kind: 'current' }
  }
  await flushDirectory(layout.directory)
  await removeProvenance(layout, version)
  try {
    await removeDirectory(aside)
  } catch (error) {
    return { kind: 'not-all', aside, detail: error instanceof Error ? error.message : String(error) }
  }
  await fs.rmdir(staging).catch(() => undefined)
  return { kind: 'gone' }
}

/** A directory that is read-only cannot be moved to another. */
export const moveTree = async (from: string, to: string): Promise<void> => {
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
