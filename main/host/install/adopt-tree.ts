/**
 * Makes a Go that is already here one of ours, without a download: it is copied beside its place, and the copy is proved
 * as a download is. The original is only read.
 */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  notPublishedText,
  refused,
  unreadableTreeText,
  type Adoptable,
  type Adopted,
} from '../../core/toolchains/adoption.ts'
import { hashOf } from '../../core/toolchains/genuine.ts'
import { withPublishedToolchain } from '../../core/toolchains/go-env-file.ts'
import { installFailureText } from '../../core/toolchains/install-failure.ts'
import { isProgram, treeLimits } from '../../core/toolchains/module-tree.ts'
import { isLeftOut, toolchainModuleVersion, type Platform } from '../../core/toolchains/toolchain-module.ts'
import type { TreeFile } from '../../core/toolchains/tree-reading.ts'
import { nodeDigests } from '../digests.ts'
import { localTrees } from '../tree-digests.ts'
import { asideOf } from './aside.ts'
import { installInPlace, makeStaged, missingRoom, prove } from './install-in-place.ts'
import { failed, type Installed, type PlacingPorts, type Unpacked } from './installation.ts'
import { stagingPath, type Layout } from './layout.ts'

/** What a tree cannot be taken over for; its message is the system's, or ours. */
class CannotCopy extends Error {}

/** Takes `original` over into `layout`. */
export const adoptTree = async (
  original: Adoptable,
  platform: Platform,
  layout: Layout,
  ports: PlacingPorts,
): Promise<Adopted> => {
  const seen: { replaced: string | null; problem: Adopted | null } = { replaced: null, problem: null }
  const result = await installInPlace(original.version, layout, ports, async () => {
    const moduleVersion = toolchainModuleVersion(original.version, platform)
    const proof = await prove(moduleVersion, ports)
    if ('kind' in proof) return proof
    try {
      const staged = await copyTree(original.goroot, layout, ports)
      if (typeof staged !== 'string') return staged
      const found = await asPublished(staged, moduleVersion, proof.hash)
      if (found === null) throw new NotPublished()
      seen.replaced = found.replaced
      const files = found.files.map((file) => ({ ...file, mode: modeOf(file.path) }))
      return { staged, files, from: original.goroot, part: null, proof, archive: null } satisfies Unpacked
    } catch (error) {
      if (error instanceof NotPublished) seen.problem = refused(notPublishedText(original))
      else if (error instanceof CannotCopy) seen.problem = refused(unreadableTreeText(original, error.message))
      else throw error
      return failed('not-genuine', error.message)
    }
  })
  return seen.problem ?? (await adoptedAs(result, original, seen.replaced))
}

class NotPublished extends Error {}

const adoptedAs = async (result: Installed, original: Adoptable, replaced: string | null): Promise<Adopted> => {
  switch (result.kind) {
    case 'installed':
      return {
        kind: 'adopted',
        tree: result.tree,
        original,
        proof: result.proof,
        replaced,
        aside: await asideOf(original.goroot),
      }
    case 'already':
      return result
    case 'paused':
    case 'cancelled':
      return { kind: 'stopped' }
    case 'failed':
      return refused(installFailureText(original.version, result.reason, result.detail))
  }
}

const modeOf = (path: string): number => (isProgram(path) ? 0o755 : 0o644)

/** Files copied at a time: as many as the thread pool has threads keeps it busy. */
const parallel = 8

/** Copies what the module holds of the tree; promises the copy, or why there is no room for it. */
const copyTree = async (goroot: string, layout: Layout, ports: PlacingPorts): Promise<string | Installed> => {
  const files = await listFiles(goroot)
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0)
  const shortage = await missingRoom(layout, totalBytes)
  if (shortage !== null) return failed('unwritable', shortage)
  const staged = join(stagingPath(layout), randomUUID())
  await makeStaged(layout, staged)
  for (const directory of new Set(files.map(({ path }) => dirname(path))))
    await fs.mkdir(join(staged, directory), { recursive: true, mode: 0o755 })
  let bytes = 0
  const queue = files.values()
  const work = async (): Promise<void> => {
    for (const { path, size } of queue) {
      ports.signal.throwIfAborted()
      await copyFile(join(goroot, path), join(staged, path), modeOf(path))
      ports.onProgress?.('copying', (bytes += size), totalBytes)
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  return staged
}

/** `_go.mod` is what cmd/go leaves beside each go.mod in the module cache; the directories are not in the proof. */
const listFiles = async (goroot: string): Promise<readonly { readonly path: string; readonly size: number }[]> => {
  const entries = await reading(() => fs.readdir(goroot, { recursive: true, withFileTypes: true }))
  if (entries.length > treeLimits.count) throw new CannotCopy(`it has ${entries.length} names, more than any Go`)
  const named = entries.map((entry) => ({
    entry,
    path: join(entry.parentPath, entry.name).slice(goroot.length + 1),
  }))
  const paths = new Set(named.map(({ path }) => path))
  const wanted = named.filter(
    ({ entry, path }) =>
      !entry.isDirectory() &&
      !isLeftOut(path) &&
      !(path.endsWith('_go.mod') && paths.has(path.replace(/_go\.mod$/, 'go.mod'))),
  )
  const odd = wanted.find(({ entry }) => !entry.isFile())
  if (odd) throw new CannotCopy(`${odd.path} is no file; a published Go has none such`)
  const files = await Promise.all(
    wanted.map(async ({ path }) => ({ path, size: (await reading(() => fs.lstat(join(goroot, path)))).size })),
  )
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (bytes > treeLimits.bytes) throw new CannotCopy(`it has ${bytes} bytes, more than any Go`)
  return files
}

/** Shares the blocks of the original where the file system can. A link that is put there meanwhile is not followed. */
const copyFile = async (from: string, to: string, mode: number): Promise<void> => {
  const source = await reading(() => fs.open(from, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK))
  try {
    if (!(await source.stat()).isFile()) throw new CannotCopy(`${from} is no file any more`)
    await fs.copyFile(`/proc/self/fd/${source.fd}`, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
    await fs.chmod(to, mode)
  } finally {
    await source.close()
  }
}

/** What the original does not let us read is its own matter, not that of the place it is copied to. */
const reading = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act()
  } catch (error) {
    throw new CannotCopy(error instanceof Error ? error.message : String(error))
  }
}

/**
 * The files of the copy, if they are the published ones; if they are but for GOTOOLCHAIN in go.env, that file is made the
 * published one. Null where they are not.
 */
const asPublished = async (
  staged: string,
  moduleVersion: string,
  hash: string,
): Promise<{ readonly files: readonly TreeFile[]; readonly replaced: string | null } | null> => {
  const digestAll = async (): Promise<readonly TreeFile[]> => {
    const tree = await localTrees.digestTree(staged)
    if (!tree.ok) throw new CannotCopy(tree.detail)
    return tree.value
  }
  const files = await digestAll()
  if (hashOf(files, moduleVersion, nodeDigests) === hash) return { files, replaced: null }
  const goEnv = join(staged, 'go.env')
  const published = withPublishedToolchain(await fs.readFile(goEnv, 'utf8').catch(() => ''))
  if (published === null) return null
  await fs.writeFile(goEnv, published.text)
  const again = await digestAll()
  return hashOf(again, moduleVersion, nodeDigests) === hash ? { files: again, replaced: published.setting } : null
}
