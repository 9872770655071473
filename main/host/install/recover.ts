/** What a crash, a kill or a power cut left: found, taken away, and told. */
import * as fs from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { oldDownloadDays, type Cleaned } from '../../core/toolchains/cleaned.ts'
import { isThere } from '../is-there.ts'
import { sizeOfTree } from '../tree-sizes.ts'
import { removePart } from './download.ts'
import {
  downloadsPath,
  lockPath,
  provenancePath,
  removedPrefix,
  replacedPrefix,
  stagingPath,
  treePath,
  type Layout,
} from './layout.ts'
import { takeLock } from './lock.ts'
import { removeProvenance } from './provenance-files.ts'
import { removeDirectory } from './remove-directory.ts'
import { makerOf } from './switch-link.ts'
import { moveTree } from './take-away.ts'

/**
 * Removes what no change to `layout` can still need, and says what it was. The caller holds the lock. The download of
 * the version `wanted` stays, however old it is. Never rejects: what cannot be removed is said.
 */
export const recover = async (layout: Layout, wanted: string | null): Promise<readonly Cleaned[]> => {
  const cleaned: Cleaned[] = []
  for (const { what, remove } of await findLeftovers(layout, wanted)) {
    try {
      await remove()
      if (what) cleaned.push(what)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      cleaned.push({ kind: 'stuck', path: what?.path ?? stagingPath(layout), detail })
    }
  }
  // Only if it is empty by now.
  await fs.rmdir(stagingPath(layout)).catch(() => undefined)
  return cleaned
}

/** The same where no change is under way; otherwise whoever makes that change has done it. */
export const recoverIfFree = (layout: Layout): Promise<readonly Cleaned[]> =>
  ifFree(layout, () => recover(layout, null))

/** What it would take away; nothing is. */
export const leftoversIfFree = (layout: Layout): Promise<readonly Cleaned[]> =>
  ifFree(layout, async () => (await findLeftovers(layout, null)).flatMap(({ what }) => (what ? [what] : [])))

const ifFree = async (layout: Layout, act: () => Promise<readonly Cleaned[]>): Promise<readonly Cleaned[]> => {
  if ((await findLeftovers(layout, null)).length === 0) return []
  const patience = new AbortController()
  const lock = await takeLock(lockPath(layout), { signal: patience.signal, onWait: () => patience.abort() })
  if (lock.kind !== 'held') return []
  try {
    return await act()
  } finally {
    await lock.release()
  }
}

interface Leftover {
  /** Null where nobody need be told. */
  readonly what: Cleaned | null
  readonly remove: () => Promise<void>
}

const findLeftovers = async (layout: Layout, wanted: string | null): Promise<readonly Leftover[]> => {
  const found = await Promise.all([
    inStaging(layout),
    inDownloads(layout, wanted),
    inProvenance(layout),
    besideLink(layout),
  ])
  return found.flat()
}

const inStaging = async (layout: Layout): Promise<readonly Leftover[]> =>
  Promise.all(
    (await namesIn(stagingPath(layout))).map(async (name): Promise<Leftover> => {
      const path = join(stagingPath(layout), name)
      // What stands beside half a tree is not worth a sentence of its own.
      if (!(await fs.lstat(path).catch(() => null))?.isDirectory())
        return { what: null, remove: () => fs.rm(path, { force: true }) }
      const replaced = name.startsWith(replacedPrefix) ? name.slice(replacedPrefix.length) : null
      if (replaced !== null && !(await isThere(treePath(layout, replaced)))) {
        const what = { kind: 'unfinished-repair', path: treePath(layout, replaced) } as const
        return { what, remove: () => moveTree(path, what.path) }
      }
      const bytes = (await sizeOfTree(path)) ?? 0
      const version = name.startsWith(removedPrefix) ? name.slice(removedPrefix.length) : null
      const what: Cleaned =
        version === null
          ? { kind: 'unfinished-install', path, bytes }
          : { kind: 'unfinished-removal', path, version, bytes }
      return { what, remove: () => removeDirectory(path) }
    }),
  )

const inDownloads = async (layout: Layout, wanted: string | null): Promise<readonly Leftover[]> => {
  const found = await Promise.all(
    (await namesIn(downloadsPath(layout))).map(async (name): Promise<readonly Leftover[]> => {
      const version = /^(go[\w.]+?)\.(?:zip|tar\.gz)\.part$/.exec(name)?.[1]
      if (version === undefined) return []
      const path = join(downloadsPath(layout), name)
      const status = await fs.lstat(path).catch(() => null)
      const isInstalled = await isThere(treePath(layout, version))
      const isOld = version !== wanted && Date.now() - (status?.mtimeMs ?? Infinity) > oldDownloadDays * 86_400_000
      if (!isInstalled && !isOld) return []
      const what = { path, version, bytes: status?.size ?? 0 }
      const kind = isInstalled ? 'finished-download' : 'old-download'
      return [{ what: { kind, ...what }, remove: () => removePart(path) }]
    }),
  )
  return found.flat()
}

/** How a Go was proved gets its name before the Go does, and loses it after. */
const inProvenance = async (layout: Layout): Promise<readonly Leftover[]> => {
  const names = await namesIn(dirname(provenancePath(layout, '')))
  const versions = new Set(names.flatMap((name) => /^(go[\w.]+?)\.(?:json|mtree\.gz)$/.exec(name)?.[1] ?? []))
  const found = await Promise.all(
    [...versions].map(async (version): Promise<readonly Leftover[]> => {
      if (await isThere(treePath(layout, version))) return []
      const what = { kind: 'record', path: provenancePath(layout, version) } as const
      return [{ what, remove: () => removeProvenance(layout, version) }]
    }),
  )
  return found.flat()
}

/** A switch takes no lock, so one that is under way is told from one that was killed by its process, or else its age. */
const besideLink = async ({ link }: Layout): Promise<readonly Leftover[]> => {
  const directory = dirname(link)
  const names = (await namesIn(directory)).filter(
    (name) => name.startsWith(`${basename(link)}.`) && uuidAtEnd.test(name),
  )
  const found = await Promise.all(
    names.map(async (name): Promise<readonly Leftover[]> => {
      const path = join(directory, name)
      const status = await fs.lstat(path).catch(() => null)
      const isLeft = !isRunning(makerOf(name)) || Date.now() - (status?.mtimeMs ?? Infinity) > 60_000
      const isOurs = status?.isSymbolicLink() === true && isLeft
      return isOurs ? [{ what: { kind: 'link', path }, remove: () => fs.rm(path) }] : []
    }),
  )
  return found.flat()
}

/** Whether there is such a process; one that nobody knows may be. */
const isRunning = (pid: number | null): boolean => {
  if (pid === null) return true
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

const uuidAtEnd = /\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

const namesIn = (directory: string): Promise<readonly string[]> => fs.readdir(directory).catch(() => [])
