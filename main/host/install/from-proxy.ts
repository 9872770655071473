/**
 * Gets one version of Go from a module proxy, in one pass: while it downloads it is unpacked and hashed; it counts only
 * when its hash is the one that the checksum database proves.
 */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { systemText } from '../../core/toolchains/changed.ts'
import type { DatedProof } from '../../core/toolchains/dated-proof.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { planTree, type PlannedFile } from '../../core/toolchains/module-tree.ts'
import { serverAnswer } from '../../core/toolchains/server-answer.ts'
import { fileProxyText, tooLargeText, wrongHashText } from '../../core/toolchains/supply-text.ts'
import { moduleAddress } from '../../core/toolchains/race.ts'
import { hashFiles, type HashedFile } from '../../core/toolchains/toolchain-module.ts'
import {
  BadArchive,
  parseZipDirectory,
  parseZipEnd,
  type ZipEnd,
  type ZipEntry,
} from '../../core/toolchains/zip-directory.ts'
import { withoutPassword } from '../../core/without-password.ts'
import { nodeDigests } from '../digests.ts'
import { download, preparePart, removePart } from './download.ts'
import { makeStaged, missingRoom } from './install-in-place.ts'
import { failed } from './installation.ts'
import { partPath, stagingPath } from './layout.ts'
import { notGot, type Got, type NotGot, type Wanted } from './supply.ts'
import { CannotUnpack, startUnpacking } from './unpacker.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * What `proxy` has, gone on with from where another download of it ended. Where going on gave something else it is asked
 * once more from the start, before it counts as lying.
 */
export const fetchFromProxy = async (proxy: string, wanted: Wanted): Promise<Got> => {
  const { proof, layout, version } = wanted
  if (proxy.startsWith('file:')) return notGot(fileProxyText)
  if (proof === null) return notGot(wanted.noProof, { reason: 'no-proof' })
  const part = partPath(layout, version.name, 'zip')
  const isResumed = (await sizeOf(part)) > 0
  const got = await fetchOnce(proxy, proof, part, wanted)
  if (!isWrong(got)) return got
  await removePart(part)
  if (!isResumed) return got
  const again = await fetchOnce(proxy, proof, part, wanted)
  if (isWrong(again)) await removePart(part)
  return again
}

/** A whole file that is not the published one. */
const isWrong = (got: Got): boolean => got.kind === 'failed' && got.reason !== 'not-available'

const fetchOnce = async (proxy: string, proof: DatedProof, part: string, wanted: Wanted): Promise<Got> => {
  const { layout, connections, ports } = wanted
  const url = moduleAddress(proxy, proof.version)
  const staged = join(stagingPath(layout), randomUUID())
  const unpacker = startUnpacking(ports.scripts, { archive: part, target: staged })
  try {
    try {
      const directory = await untilStopped(readDirectory(url, ports), ports.signal)
      if (!('entries' in directory)) return directory
      const { entries, end, totalBytes } = directory
      const files = planTree(entries, proof.version)
      const shortage = await missingRoom(layout, totalBytes + bytesOf(files))
      if (shortage !== null) return { kind: 'over', result: failed('unwritable', shortage) }
      await makeStaged(layout, staged)
      await preparePart(part)
      unpacker.plan(files, end.directoryOffset)
      const source = { url, connections, userAgent: ports.userAgent }
      const got = await download(source, part, totalBytes, report(unpacker, totalBytes, ports), ports.signal)
      if (got.kind === 'unwritable') return { kind: 'over', result: failed('unwritable', `${part}: ${got.code}`) }
      if (got.kind === 'cut') return notGot(got.detail, { isCut: got.hasGained })
      if (got.kind !== 'done') return notGot(got.detail, { status: got.status })
      ports.onProgress?.('unpacking', totalBytes, totalBytes)
      const hashes = await untilStopped(unpacker.finished, ports.signal)
      const hash = hashFiles(hashes, nodeDigests)
      if (hash !== proof.hash) return notGot(wrongHashText(hash, proof.hash), { reason: 'not-genuine' })
      const unpacked = {
        staged,
        files: manifestOf(files, hashes),
        from: withoutPassword(proxy),
        part,
        proof,
        archive: null,
      }
      return { kind: 'unpacked', unpacked }
    } finally {
      await unpacker.close()
    }
  } catch (error) {
    if (error instanceof BadArchive) return notGot(error.text, { reason: 'bad-archive' })
    if (!(error instanceof CannotUnpack)) throw error
    if (error.isDisk) return { kind: 'over', result: failed('unwritable', error.text) }
    return notGot(error.text, { reason: 'bad-archive' })
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
  (unpacker: { available(bytes: number): void }, totalBytes: number, ports: Wanted['ports']) =>
  (bytes: number): void => {
    unpacker.available(bytes)
    ports.onProgress?.('downloading', bytes, totalBytes)
  }

interface Directory {
  readonly entries: readonly ZipEntry[]
  readonly end: ZipEnd
  readonly totalBytes: number
}

/** What cmd/go takes for a module at most (golang.org/x/mod/zip, MaxZipFile). */
const maxArchiveBytes = 500 * 1024 * 1024

/** Some 1.4 MB are the directory of a Go, in 2026. */
const usualTailBytes = 2_000_000
const maxTailBytes = 8_000_000

/** The directory is at the end of the archive; asking for it first is what lets unpacking overlap with downloading. */
const readDirectory = async (
  url: string,
  ports: Wanted['ports'],
  tailBytes = usualTailBytes,
): Promise<Directory | NotGot> => {
  const { network, signal } = ports
  const asking = { range: { from: -tailBytes }, maxBytes: tailBytes, timeoutMs: 60_000, signal }
  const tail = await network.fetch(url, asking)
  if (tail.kind === 'failed') return notGot(systemText(tail.detail))
  const total = Number(/\/(\d+)$/.exec(tail.headers['content-range'] ?? '')?.[1])
  if (total > maxArchiveBytes) return notGot(tooLargeText(total))
  if (tail.status !== 206 || !Number.isSafeInteger(total)) {
    const sentence = serverAnswer(tail.status, new TextDecoder().decode(tail.body.subarray(0, 300)))
    return notGot(systemText(sentence), { status: tail.status })
  }
  const end = parseZipEnd(tail.body, total)
  const start = tail.body.length - (total - end.directoryOffset)
  if (start < 0) {
    const needed = total - end.directoryOffset
    if (tailBytes !== usualTailBytes || needed > maxTailBytes)
      throw new BadArchive({ en: 'its directory is larger than that of any Go', 'zh-CN': '它的目录比任何 Go 的都大' })
    return readDirectory(url, ports, needed)
  }
  const entries = parseZipDirectory(tail.body.subarray(start, start + end.directoryBytes), end)
  return { entries, end, totalBytes: total }
}
