/**
 * Installs one version of Go from a module proxy, in one pass: while it downloads it is unpacked and hashed beside its
 * place; only when the hash is the one that the checksum database proves does it get its name.
 */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Dispatcher } from 'undici'
import { quietly } from '../../core/probes/go-command.ts'
import { NoAnswer } from '../../core/toolchains/genuine.ts'
import {
  proveHash,
  type Database,
  type DatabaseSource,
  type HashProof,
} from '../../core/toolchains/checksum-database/client.ts'
import { Refused } from '../../core/toolchains/checksum-database/refused.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import type { ModuleProxy } from '../../core/toolchains/module-proxies.ts'
import { planTree, type PlannedFile } from '../../core/toolchains/module-tree.ts'
import {
  hashFiles,
  toolchainModule,
  toolchainModuleVersion,
  type Platform,
} from '../../core/toolchains/toolchain-module.ts'
import { readKeptNote, type NoteKeeper } from '../../core/toolchains/toolchains.ts'
import {
  BadArchive,
  parseZipDirectory,
  parseZipEnd,
  type ZipEnd,
  type ZipEntry,
} from '../../core/toolchains/zip-directory.ts'
import type { Network } from '../../core/toolchains/network.ts'
import { withoutPassword } from '../../core/without-password.ts'
import { nodeDigests } from '../digests.ts'
import { createDispatcher } from '../dispatcher.ts'
import { runCommand } from '../run-command.ts'
import { download } from './download.ts'
import { lockPath, partPath, provenancePath, stagingPath, treePath, type Layout } from './layout.ts'
import { takeLock } from './lock.ts'
import { whyShared } from '../private-directory.ts'
import { flushDirectory } from './switch-link.ts'
import { CannotUnpack, startUnpacking } from './unpacker.ts'

export type InstallPhase = 'waiting' | 'proving' | 'downloading' | 'unpacking' | 'flushing' | 'trying'

export type Installed =
  | { readonly kind: 'installed'; readonly tree: string; readonly proof: HashProof; readonly from: string }
  | { readonly kind: 'already'; readonly tree: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: InstallFailure; readonly detail: string }

export type InstallFailure =
  /** No proxy gave the file; `detail` holds what each of them said. */
  | 'not-available'
  /** Nobody could prove what its hash must be. */
  | 'no-proof'
  /** The bytes are not the published ones. */
  | 'not-genuine'
  /** The archive is not one of a toolchain. */
  | 'bad-archive'
  /** No room, or no right to write. */
  | 'unwritable'
  /** It is genuine, but does not run here. */
  | 'does-not-run'

export interface InstallPorts {
  readonly network: Network
  readonly databases: readonly DatabaseSource[]
  /** Whose key is pinned; default the Go project's. */
  readonly database?: Database
  readonly proxies: readonly ModuleProxy[]
  readonly notes: NoteKeeper
  /** The built script of the unpacking threads. */
  readonly workerScript: URL
  readonly userAgent: string
  readonly onProgress?: (phase: InstallPhase, bytes: number, totalBytes: number) => void
  readonly signal: AbortSignal
}

/** Installs `version` into `layout`. What an earlier attempt left behind is used (a download) or removed (a tree). */
export const installToolchain = async (
  version: GoVersion,
  platform: Platform,
  layout: Layout,
  ports: InstallPorts,
): Promise<Installed> => {
  try {
    const shared = await whyShared(layout.directory, process.geteuid?.() ?? 0)
    if (shared !== null) return failed('unwritable', `${layout.directory} would not be yours alone: ${shared}`)
    await fs.mkdir(layout.directory, { recursive: true, mode: 0o755 })
    await fs.mkdir(dirname(partPath(layout, version.name)), { recursive: true, mode: 0o700 })
    const onWait = (): void => ports.onProgress?.('waiting', 0, 0)
    const lock = await takeLock(lockPath(layout), { signal: ports.signal, onWait })
    if (lock.kind === 'cancelled') return { kind: 'cancelled' }
    if (lock.kind === 'failed') return failed('unwritable', lock.detail)
    try {
      return await installLocked(version, platform, layout, ports)
    } finally {
      await lock.release()
    }
  } catch (error) {
    if (ports.signal.aborted) return { kind: 'cancelled' }
    if (error instanceof Error && 'syscall' in error) return failed('unwritable', error.message)
    throw error
  }
}

const failed = (reason: InstallFailure, detail: string): Installed => ({
  kind: 'failed',
  reason,
  detail: withoutPassword(detail),
})

const installLocked = async (
  version: GoVersion,
  platform: Platform,
  layout: Layout,
  ports: InstallPorts,
): Promise<Installed> => {
  const tree = treePath(layout, version.name)
  const staging = stagingPath(layout)
  await fs.rm(staging, { recursive: true, force: true })
  if (await isThere(tree)) return { kind: 'already', tree }
  const moduleVersion = toolchainModuleVersion(version, platform)
  ports.onProgress?.('proving', 0, 0)
  const dispatcher = createDispatcher()
  try {
    const proved = await prove(moduleVersion, ports)
    if ('kind' in proved) return proved
    const fetched = await fetchProved(proved, version, layout, dispatcher, ports)
    return 'kind' in fetched ? fetched : await settle(fetched, proved, version, layout, ports)
  } finally {
    await Promise.all([dispatcher.destroy(), fs.rm(staging, { recursive: true, force: true })])
  }
}

interface Unpacked {
  readonly staged: string
  readonly from: string
}

/**
 * Tries the proxies in turn until one has given the published bytes; what one has sent, the next goes on with. Where
 * going on gave something else, that proxy is asked once more from the start, before it counts as lying.
 */
const fetchProved = async (
  proof: HashProof,
  version: GoVersion,
  layout: Layout,
  dispatcher: Dispatcher,
  ports: InstallPorts,
): Promise<Unpacked | Installed> => {
  const part = partPath(layout, version.name)
  const said: string[] = []
  let reason: InstallFailure = 'not-available'
  for (const { url: proxy } of ports.proxies) {
    for (const isLastTry of [false, true]) {
      const isResumed = (await sizeOf(part)) > 0
      const got = await fetchOnce(proxy, proof, part, layout, dispatcher, ports)
      if (got.kind === 'unpacked') return { staged: got.staged, from: withoutPassword(proxy) }
      if (got.kind === 'over') return got.result
      if (got.kind === 'said') {
        said.push(`${proxy}: ${got.detail}`)
        break
      }
      await fs.rm(part, { force: true })
      if (isResumed && !isLastTry) continue
      reason = got.reason
      said.push(`${proxy}: ${got.detail}`)
      break
    }
  }
  return failed(reason, said.length === 0 ? 'GOPROXY names no proxy' : said.join('; '))
}

type Attempt =
  | { readonly kind: 'unpacked'; readonly staged: string }
  /** No file, or not all of it; another proxy may do better. */
  | { readonly kind: 'said'; readonly detail: string }
  /** A whole file that is not the published one. */
  | { readonly kind: 'wrong'; readonly reason: 'not-genuine' | 'bad-archive'; readonly detail: string }
  /** Nothing that another proxy could help with. */
  | { readonly kind: 'over'; readonly result: Installed }

const fetchOnce = async (
  proxy: string,
  proof: HashProof,
  part: string,
  layout: Layout,
  dispatcher: Dispatcher,
  ports: InstallPorts,
): Promise<Attempt> => {
  const url = `${proxy}/${toolchainModule}/@v/${proof.version}.zip`
  const staged = join(stagingPath(layout), randomUUID())
  try {
    const directory = await readDirectory(url, ports.network)
    if (!directory.ok) return { kind: 'said', detail: directory.detail }
    const { entries, end, totalBytes } = directory
    const files = planTree(entries, proof.version)
    const shortage = await missingRoom(layout, totalBytes, files)
    if (shortage !== null) return { kind: 'over', result: failed('unwritable', shortage) }
    await fs.mkdir(stagingPath(layout), { recursive: true, mode: 0o700 })
    await fs.mkdir(staged, { mode: 0o755 })
    await preparePart(part)
    const unpacker = startUnpacking(ports.workerScript, { archive: part, target: staged }, files, end.directoryOffset)
    try {
      const source = { url, dispatcher, userAgent: ports.userAgent }
      const got = await download(source, part, totalBytes, report(unpacker, totalBytes, ports), ports.signal)
      if (got.kind === 'cancelled') return { kind: 'over', result: { kind: 'cancelled' } }
      if (got.kind === 'unwritable') return { kind: 'over', result: failed('unwritable', `${part}: ${got.code}`) }
      if (got.kind !== 'done') return { kind: 'said', detail: got.detail }
      ports.onProgress?.('unpacking', totalBytes, totalBytes)
      const hash = hashFiles(await unpacker.finished, nodeDigests)
      if (hash === proof.hash) return { kind: 'unpacked', staged }
      return { kind: 'wrong', reason: 'not-genuine', detail: `its hash is ${hash}, the published one is ${proof.hash}` }
    } finally {
      await unpacker.close()
    }
  } catch (error) {
    if (error instanceof BadArchive) return { kind: 'wrong', reason: 'bad-archive', detail: error.message }
    if (!(error instanceof CannotUnpack)) throw error
    if (error.isDisk) return { kind: 'over', result: failed('unwritable', error.message) }
    return { kind: 'wrong', reason: 'bad-archive', detail: error.message }
  }
}

/** A sentence where the disk has no room for the archive and the tree; null where it has. */
const missingRoom = async (
  layout: Layout,
  totalBytes: number,
  files: readonly PlannedFile[],
): Promise<string | null> => {
  const room = await fs.statfs(layout.directory)
  const free = room.bavail * room.bsize
  const needed = totalBytes + files.reduce((sum, { entry }) => sum + entry.bytes, 0)
  return free < needed ? `${layout.directory} has ${free} bytes free; ${needed} are needed` : null
}

/** A part that is not simply a file of ours, of one name, is none that we left. */
const preparePart = async (part: string): Promise<void> => {
  const there = await fs.lstat(part).catch(() => null)
  if (there && (!there.isFile() || there.nlink > 1)) await fs.rm(part, { recursive: true, force: true })
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW
  await (await fs.open(part, flags, 0o600)).close()
}

const sizeOf = (path: string): Promise<number> =>
  fs.lstat(path).then(
    ({ size }) => size,
    () => 0,
  )

const report =
  (unpacker: { available(bytes: number): void }, totalBytes: number, ports: InstallPorts) =>
  (bytes: number): void => {
    unpacker.available(bytes)
    ports.onProgress?.('downloading', bytes, totalBytes)
  }

type Directory =
  | { readonly ok: true; readonly entries: readonly ZipEntry[]; readonly end: ZipEnd; readonly totalBytes: number }
  | { readonly ok: false; readonly detail: string }

/** What cmd/go takes for a module at most (golang.org/x/mod/zip, MaxZipFile). */
const maxArchiveBytes = 500 * 1024 * 1024

/** The directory is at the end of the archive; asking for it first is what lets unpacking overlap with downloading. */
const readDirectory = async (url: string, network: Network): Promise<Directory> => {
  const tail = await network.fetch(url, { range: { from: -3_000_000 }, maxBytes: 3_000_000, timeoutMs: 60_000 })
  if (tail.kind === 'failed') return { ok: false, detail: tail.detail }
  const total = Number(/\/(\d+)$/.exec(tail.headers['content-range'] ?? '')?.[1])
  if (total > maxArchiveBytes) return { ok: false, detail: `${total} bytes are more than any Go has` }
  if (tail.status !== 206 || !Number.isSafeInteger(total)) {
    const sentence = new TextDecoder().decode(tail.body.subarray(0, 300)).split('\n', 1)[0] ?? ''
    return { ok: false, detail: `${tail.status}${sentence.startsWith('<') ? '' : ` ${sentence}`}` }
  }
  const end = parseZipEnd(tail.body, total)
  const start = tail.body.length - (total - end.directoryOffset)
  if (start < 0) throw new BadArchive('its directory is larger than that of any Go')
  return {
    ok: true,
    entries: parseZipDirectory(tail.body.subarray(start, start + end.directoryBytes), end),
    end,
    totalBytes: total,
  }
}

const prove = async (moduleVersion: string, ports: InstallPorts): Promise<HashProof | Installed> => {
  let detail = 'there is nobody to ask'
  for (const database of ports.databases) {
    try {
      const { proof, latestNote } = await proveHash(
        database,
        toolchainModule,
        moduleVersion,
        await readKeptNote({ notes: ports.notes, digests: nodeDigests }, ports.database),
        nodeDigests,
        ports.database,
      )
      await ports.notes.keep(latestNote)
      return proof
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof NoAnswer)) throw error
      detail = error.message
    }
  }
  return failed('no-proof', detail)
}

/** Flushed, tried, named: in this order, so that a power cut leaves the whole tree or none. */
const settle = async (
  { staged, from }: Unpacked,
  proof: HashProof,
  version: GoVersion,
  layout: Layout,
  ports: InstallPorts,
): Promise<Installed> => {
  ports.onProgress?.('trying', 0, 0)
  const ran = await runCommand(
    {
      argv: [join(staged, 'bin/go'), 'version'],
      base: 'only',
      env: { ...quietly, GOENV: 'off' },
    },
    {},
  )
  if (ran.kind !== 'exited' || ran.code !== 0 || !ran.stdout.includes(` ${version.name} `)) {
    return failed('does-not-run', ran.kind === 'unstartable' ? ran.code : `${ran.kind}: ${ran.stderr.slice(0, 300)}`)
  }
  ports.onProgress?.('flushing', 0, 0)
  await runCommand({ argv: ['/usr/bin/sync', '-f', staged], base: 'only', timeoutMs: 120_000 }, {})
  const provenance = provenancePath(layout, version.name)
  await fs.mkdir(dirname(provenance), { recursive: true, mode: 0o755 })
  const record = {
    ...proof,
    inclusion: proof.inclusion.map((hash) => Buffer.from(hash).toString('hex')),
    from,
    at: new Date().toISOString(),
  }
  const temporary = `${provenance}.${randomUUID()}`
  await fs.writeFile(temporary, `${JSON.stringify(record, null, 2)}\n`, { flag: 'wx', mode: 0o644 })
  await fs.rename(temporary, provenance)
  const tree = treePath(layout, version.name)
  await fs.rename(staged, tree)
  await flushDirectory(layout.directory)
  await fs.rm(partPath(layout, version.name), { force: true })
  return { kind: 'installed', tree, proof, from }
}

const isThere = (path: string): Promise<boolean> =>
  fs.lstat(path).then(
    () => true,
    () => false,
  )
