/** What all ways of installing share: one at a time, in staging, proved, tried, flushed, and only then named. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '#contract'
import { quietly } from '../../core/probes/go-command.ts'
import { formatSize } from '../../core/size.ts'
import type { Built } from '../../core/toolchains/built.ts'
import { proveNowOrEarlier, type DatedProof } from '../../core/toolchains/dated-proof.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import { Discard } from '../../core/toolchains/stopping.ts'
import type { Provenance } from '../../core/toolchains/provenance.ts'
import { readKeptNote } from '../../core/toolchains/toolchains.ts'
import { nodeDigests } from '../digests.ts'
import { createConnections, type Connections } from '../connections.ts'
import { isThere } from '../is-there.ts'
import { makeDirectories } from '../make-directories.ts'
import { runCommand } from '../run-command.ts'
import { removePart } from './download.ts'
import { flushFileSystem } from './flush-file-system.ts'
import { failed, type PlacingPorts, type Installed, type Unpacked } from './installation.ts'
import { downloadsPath, lockPath, partPaths, replacedPath, stagingPath, treePath, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'
import { nameProvenance, stageProvenance } from './provenance-files.ts'
import { sharedProblem } from '../private-directory.ts'
import { recover } from './recover.ts'
import { removeDirectory } from './remove-directory.ts'
import { flushDirectory } from './switch-link.ts'
import { moveTree, takeAway } from './take-away.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * Installs what `unpack` puts below staging. What an earlier attempt left behind is used (a download) or removed (a
 * tree).
 */
export const installInPlace = async (
  version: GoVersion,
  layout: Layout,
  ports: PlacingPorts,
  unpack: (connections: Connections) => Promise<Unpacked | Installed>,
): Promise<Installed> => {
  try {
    const shared = await sharedProblem(layout.directory)
    if (shared !== null) return failed('unwritable', shared)
    await makeDirectories(layout.directory, 0o755)
    await makeDirectories(downloadsPath(layout), 0o700)
    const onWait = (): void => ports.onProgress?.('waiting', 0, 0)
    const lock = await takeLock(lockPath(layout), { signal: ports.signal, onWait })
    if (lock.kind === 'cancelled')
      return isDiscarded(ports.signal) ? { kind: 'cancelled' } : { kind: 'paused', part: null }
    if (lock.kind === 'failed') return failed('unwritable', lock.detail)
    try {
      return await installLocked(version, layout, ports, unpack)
    } finally {
      await lock.release()
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return failed('unwritable', error.message)
    throw error
  }
}

const installLocked = async (
  version: GoVersion,
  layout: Layout,
  ports: PlacingPorts,
  unpack: (connections: Connections) => Promise<Unpacked | Installed>,
): Promise<Installed> => {
  const tree = treePath(layout, version.name)
  const cleaned = await recover(layout, version.name)
  if (cleaned.length > 0) ports.onCleaned?.(cleaned)
  if ((await isThere(tree)) && !(await ports.isSpoilt?.(tree))) return { kind: 'already', tree }
  ports.onProgress?.('proving', 0, 0)
  const connections = createConnections()
  try {
    const unpacked = await unpack(connections)
    return 'kind' in unpacked ? unpacked : await settle(unpacked, version, layout, ports)
  } catch (error) {
    if (!ports.signal.aborted) throw error
    return await stop(version, layout, ports.signal)
  } finally {
    // What cannot be removed now is removed, or named, by the next start.
    const removal = removeDirectory(stagingPath(layout)).catch(() => undefined)
    connections.close()
    await removal
  }
}

const isDiscarded = (signal: AbortSignal): boolean => signal.reason instanceof Discard

/** What stays of a download that was stopped; the lock is still held. */
const stop = async (version: GoVersion, layout: Layout, signal: AbortSignal): Promise<Installed> => {
  const found = await Promise.all(
    partPaths(layout, version.name).map(async (path) => ({ path, status: await fs.lstat(path).catch(() => null) })),
  )
  const unwanted = isDiscarded(signal) ? found : found.filter(({ status }) => status?.size === 0)
  await Promise.all(unwanted.map(({ path }) => removePart(path)))
  if (isDiscarded(signal)) return { kind: 'cancelled' }
  const [newest] = found
    .flatMap(({ path, status }) => (status?.size ? [{ path, status }] : []))
    .sort((a, b) => b.status.mtimeMs - a.status.mtimeMs)
  return { kind: 'paused', part: newest ? { path: newest.path, bytes: newest.status.size } : null }
}

/**
 * The hash that the checksum database proves for `moduleVersion`, or why there is no proof. Where nobody answers, a proof
 * that is kept here or is one of `brought` does, if it still holds.
 */
export const prove = async (
  moduleVersion: string,
  ports: PlacingPorts,
  brought: () => Promise<readonly Provenance[]> = () => Promise.resolve([]),
): Promise<DatedProof | Installed> => {
  const { databases, database, notes, kept } = ports
  const earlier = async () => [
    ...(await kept.ofVersion(moduleVersion)),
    ...(await brought()).map((provenance) => ({ provenance, isDamaged: false })),
  ]
  const proving = proveNowOrEarlier(moduleVersion, earlier, () => new Date(), {
    databases,
    ...(database && { database }),
    digests: nodeDigests,
    lastNote: await readKeptNote({ notes, digests: nodeDigests }, database),
    keepNote: (note) => notes.keep(note),
  })
  const proved = await untilStopped(proving, ports.signal)
  return proved.ok ? proved.proof : failed(proved.isUnknown ? 'not-released' : 'no-proof', proved.detail)
}

/** Tried, flushed, named: in this order, so that a power cut leaves the whole tree or none. Then a program is built. */
const settle = async (
  unpacked: Unpacked,
  version: GoVersion,
  layout: Layout,
  ports: PlacingPorts,
): Promise<Installed> => {
  const { staged, from, part, proof, archive } = unpacked
  ports.onProgress?.('trying', 0, 0)
  const [ran] = await Promise.all([
    runCommand(
      {
        argv: [join(staged, 'bin/go'), 'version'],
        base: 'only',
        env: { ...quietly, GOENV: 'off' },
      },
      {},
    ),
    stageProvenance(unpacked),
  ])
  if (ran.kind !== 'exited' || ran.code !== 0 || !ran.stdout.includes(` ${version.name} `)) {
    return failed('does-not-run', ran.kind === 'unstartable' ? ran.code : `${ran.kind}: ${ran.stderr.slice(0, 300)}`)
  }
  ports.onProgress?.('flushing', 0, 0)
  const unflushed = await untilStopped(flushFileSystem(staged, ports.signal), ports.signal)
  if (unflushed !== null) return failed('unwritable', unflushed)
  await nameProvenance(unpacked, layout, version.name)
  const tree = treePath(layout, version.name)
  const isRepair = await putInPlace(staged, tree, layout, version.name)
  await flushDirectory(layout.directory)
  if (part !== null) await removePart(part)
  const built = await tryBuilding(tree, layout, ports)
  if (built?.kind === 'failed') {
    // Whoever has led the link to it meanwhile has a Go that builds nothing.
    await takeAway(version.name, layout, true)
    return failed('does-not-build', built.said)
  }
  return { kind: 'installed', tree, proof, archive, from, built, isRepair }
}

/** Answers whether one was there. What ends us between the two renames is put right by the next start (`recover`). */
const putInPlace = async (staged: string, tree: string, layout: Layout, version: string): Promise<boolean> => {
  const isRepair = await isThere(tree)
  if (isRepair) await moveTree(tree, replacedPath(layout, version))
  await fs.rename(staged, tree)
  return isRepair
}

const tryBuilding = async (tree: string, layout: Layout, ports: PlacingPorts): Promise<Built | null> => {
  if (!ports.tryBuild) return null
  ports.onProgress?.('building', 0, 0)
  const scratch = join(stagingPath(layout), randomUUID())
  await makeStaged(layout, scratch)
  return ports.tryBuild(tree, scratch, ports.signal)
}

/** Makes `staged`, which nobody else can see until it gets its name. */
export const makeStaged = async (layout: Layout, staged: string): Promise<void> => {
  await fs.mkdir(stagingPath(layout), { recursive: true, mode: 0o700 })
  await fs.mkdir(staged, { mode: 0o755 })
}

/** A sentence where the disk has no room for so many bytes; null where it has. */
export const missingRoom = async (layout: Layout, needed: number): Promise<Text | null> => {
  const room = await fs.statfs(layout.directory)
  const free = room.bavail * room.bsize
  if (free >= needed) return null
  return {
    en: `${layout.directory} has ${formatSize(free)} free; ${formatSize(needed)} are needed`,
    'zh-CN': `${layout.directory} 剩余 ${formatSize(free)}；需要 ${formatSize(needed)}`,
  }
}
