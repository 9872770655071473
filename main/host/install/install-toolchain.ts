/**
 * Installs one version of Go from a module proxy, in one pass: while it downloads it is unpacked and hashed beside its
 * place; only when the hash is the one that the checksum database proves does it get its name.
 */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { Dispatcher } from 'undici'
import type { Text } from '#contract'
import { withoutPassword } from '../../core/without-password.ts'
import type { HashProof } from '../../core/toolchains/checksum-database/client.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import type { InstallFailure } from '../../core/toolchains/install-failure.ts'
import type { ModuleProxy } from '../../core/toolchains/module-proxies.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { planTree, type PlannedFile } from '../../core/toolchains/module-tree.ts'
import type { Network } from '../../core/toolchains/network.ts'
import {
  hashFiles,
  type HashedFile,
  toolchainModule,
  toolchainModuleVersion,
  type Platform,
} from '../../core/toolchains/toolchain-module.ts'
import {
  BadArchive,
  parseZipDirectory,
  parseZipEnd,
  type ZipEnd,
  type ZipEntry,
} from '../../core/toolchains/zip-directory.ts'
import { nodeDigests } from '../digests.ts'
import { download, preparePart, removePart } from './download.ts'
import { installInPlace, makeStaged, missingRoom, prove } from './install-in-place.ts'
import { failed, type PlacingPorts, type Installed, type Unpacked } from './installation.ts'
import { partPath, stagingPath, type Layout } from './layout.ts'
import { CannotUnpack, startUnpacking } from './unpacker.ts'
import { untilStopped } from './until-stopped.ts'

export interface InstallPorts extends PlacingPorts {
  readonly network: Network
  readonly proxies: readonly ModuleProxy[]
}

/** Installs `version` into `layout` from the module proxies. */
export const installToolchain = (
  version: GoVersion,
  platform: Platform,
  layout: Layout,
  ports: InstallPorts,
): Promise<Installed> =>
  installInPlace(version, layout, ports, async (dispatcher) => {
    const proved = await prove(toolchainModuleVersion(version, platform), ports)
    return 'kind' in proved ? proved : fetchProved(proved, version, layout, dispatcher, ports)
  })

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
  const part = partPath(layout, version.name, 'zip')
  const said: string[] = []
  let reason: InstallFailure = 'not-available'
  for (const { url: proxy } of ports.proxies) {
    for (const isLastTry of [false, true]) {
      const isResumed = (await sizeOf(part)) > 0
      const got = await fetchOnce(proxy, proof, part, layout, dispatcher, ports)
      if (got.kind === 'unpacked')
        return { staged: got.staged, files: got.files, from: withoutPassword(proxy), part, proof, archive: null }
      if (got.kind === 'over') return got.result
      if (got.kind === 'said') {
        said.push(`${withoutPassword(proxy)}: ${got.detail}`)
        break
      }
      await removePart(part)
      if (isResumed && !isLastTry) continue
      reason = got.reason
      said.push(`${withoutPassword(proxy)}: ${got.detail}`)
      break
    }
  }
  return failed(reason, said.length === 0 ? noProxyText : said.join('; '))
}

const noProxyText: Text = { en: 'GOPROXY names no proxy', 'zh-CN': 'GOPROXY 没有列出代理' }

type Attempt =
  | { readonly kind: 'unpacked'; readonly staged: string; readonly files: readonly ManifestFile[] }
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
    const directory = await untilStopped(readDirectory(url, ports), ports.signal)
    if (!directory.ok) return { kind: 'said', detail: directory.detail }
    const { entries, end, totalBytes } = directory
    const files = planTree(entries, proof.version)
    const shortage = await missingRoom(layout, totalBytes + bytesOf(files))
    if (shortage !== null) return { kind: 'over', result: failed('unwritable', shortage) }
    await makeStaged(layout, staged)
    await preparePart(part)
    const unpacker = startUnpacking(ports.workerScript, { archive: part, target: staged }, files, end.directoryOffset)
    try {
      const source = { url, dispatcher, userAgent: ports.userAgent }
      const got = await download(source, part, totalBytes, report(unpacker, totalBytes, ports), ports.signal)
      if (got.kind === 'unwritable') return { kind: 'over', result: failed('unwritable', `${part}: ${got.code}`) }
      if (got.kind !== 'done') return { kind: 'said', detail: got.detail }
      ports.onProgress?.('unpacking', totalBytes, totalBytes)
      const hashes = await untilStopped(unpacker.finished, ports.signal)
      const hash = hashFiles(hashes, nodeDigests)
      if (hash === proof.hash) return { kind: 'unpacked', staged, files: manifestOf(files, hashes) }
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

/** What was unpacked, by the names it has in the tree. */
const manifestOf = (files: readonly PlannedFile[], hashes: readonly HashedFile[]): readonly ManifestFile[] => {
  const sha256s = new Map(hashes.map(({ name, sha256 }) => [name, sha256]))
  return files.map(({ entry, path, isExecutable }) => ({
    path,
    sha256: sha256s.get(entry.name) ?? '',
    size: entry.bytes,
    mode: isExecutable ? 0o755 : 0o644,
  }))
}

const bytesOf = (files: readonly PlannedFile[]): number => files.reduce((sum, { entry }) => sum + entry.bytes, 0)

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
const readDirectory = async (url: string, { network, signal }: InstallPorts): Promise<Directory> => {
  const asking = { range: { from: -3_000_000 }, maxBytes: 3_000_000, timeoutMs: 60_000, signal }
  const tail = await network.fetch(url, asking)
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
