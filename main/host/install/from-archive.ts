/**
 * Gets one version of Go from its release archive, a `tar.gz` from anywhere. Whoever served it is not believed: the
 * tree's hash is proved by the checksum database, or the archive's hash is what the Go project's own list says; where
 * both are known, both must hold. What no proof covers does not count.
 */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '#contract'
import type { OriginArchive } from '../../core/toolchains/catalogue.ts'
import type { InstallFailure } from '../../core/toolchains/install-failure.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import type { ArchiveProof } from '../../core/toolchains/provenance.ts'
import {
  disagreeText,
  noListText,
  onlyItselfText,
  tooLargeText,
  wrongHashText,
} from '../../core/toolchains/supply-text.ts'
import { hashFiles, isLeftOut, leftOut, moduleEntryName } from '../../core/toolchains/toolchain-module.ts'
import { withoutPassword } from '../../core/without-password.ts'
import { nodeDigests } from '../digests.ts'
import { download, preparePart, removePart } from './download.ts'
import { makeStaged, missingRoom } from './install-in-place.ts'
import { failed } from './installation.ts'
import { partPath, stagingPath } from './layout.ts'
import { notGot, type Got, type NotGot, type Wanted } from './supply.ts'
import { startUntarring, type Untarred } from './untarring.ts'
import { CannotUnpack } from './unpacker.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * What the folder at the address `filesUrl` has; a download of it goes on from where another ended. Where going on gave
 * something else it is asked once more from the start, before it counts as lying.
 */
export const fetchFromFiles = (filesUrl: string, wanted: Wanted): Promise<Got> =>
  provable(wanted, async (origins) => {
    const got = await fromNetwork(filesUrl, origins, wanted)
    return got.kind === 'wrong' && !got.isFresh ? fromNetwork(filesUrl, origins, wanted) : got
  })

/** What the file at `path` is, which stays as it is. */
export const fetchFromFile = (path: string, wanted: Wanted): Promise<Got> =>
  provable(wanted, (origins) => fromFile(path, origins, wanted))

/** Nobody is asked where nothing could prove what came. */
const provable = async (wanted: Wanted, attempt: (origins: Origins) => Promise<Attempt>): Promise<Got> => {
  const { proof, noProof, names } = wanted
  const origins = await untilStopped(wanted.origins(), wanted.ports.signal)
  if (proof === null && origins.length === 0)
    return notGot(noListText(noProof.detail, names.archive), { reason: noProof.reason })
  if (new Set(origins.map(({ sha256 }) => sha256)).size > 1)
    return notGot(disagreeText(origins), { reason: 'no-proof' })
  const got = await attempt(origins)
  return got.kind === 'wrong' ? notGot(got.detail, { reason: got.reason }) : got
}

type Attempt =
  | Got
  /** A whole file that is not the published one; `isFresh` where none of it was there before. */
  | { readonly kind: 'wrong'; readonly reason: InstallFailure; readonly detail: Text; readonly isFresh: boolean }

type Origins = readonly OriginArchive[]

const fromFile = async (archive: string, origins: Origins, wanted: Wanted): Promise<Attempt> => {
  const { size: bytes } = await fs.stat(archive)
  return unpack(archive, bytes, origins, wanted, async (available) => {
    available(bytes, bytes, true)
    return { kind: 'all', from: archive, hosts: [], isResumed: false, part: null }
  })
}

const fromNetwork = async (filesUrl: string, origins: Origins, wanted: Wanted): Promise<Attempt> => {
  const { version, names, layout, connections, ports } = wanted
  const part = partPath(layout, version.name, 'tar.gz')
  const url = `${filesUrl}${names.archive}`
  await preparePart(part)
  const got = await unpack(part, origins[0]?.bytes ?? null, origins, wanted, async (available) => {
    const source = { url, connections, userAgent: ports.userAgent }
    const downloaded = await download(source, part, {
      totalBytes: origins[0]?.bytes ?? null,
      missingRoom: (bytes) => missingRoomFor(bytes, layout),
      onBytes: (bytes, total) => available(bytes, total, false),
      signal: ports.signal,
    })
    switch (downloaded.kind) {
      case 'done':
        available(downloaded.bytes, downloaded.bytes, true)
        return {
          kind: 'all',
          from: withoutPassword(url),
          hosts: downloaded.hosts,
          isResumed: downloaded.isResumed,
          part,
        }
      case 'no-room':
        return { kind: 'over', result: failed('unwritable', downloaded.detail) }
      case 'unwritable':
        return { kind: 'over', result: failed('unwritable', `${part}: ${downloaded.code}`) }
      case 'cut':
        return notGot(downloaded.detail, { isCut: downloaded.hasGained })
      case 'refused':
        return notGot(downloaded.detail, { status: downloaded.status })
    }
  })
  const isEmpty = (await fs.stat(part).catch(() => null))?.size === 0
  if (got.kind === 'wrong' || isEmpty) await removePart(part)
  return got
}

type Came =
  | {
      readonly kind: 'all'
      readonly from: string
      /** Who served any of the bytes; null where that is not known. */
      readonly hosts: readonly string[] | null
      readonly isResumed: boolean
      readonly part: string | null
    }
  | NotGot
  | Extract<Got, { readonly kind: 'over' }>

/** A release archive unpacks to some four times its size, and stands beside that. */
const missingRoomFor = (archiveBytes: number, layout: Wanted['layout']): Promise<Text | null> =>
  missingRoom(layout, archiveBytes * 6)

/** What is larger is no Go. */
const maxArchiveBytes = 500 * 1024 * 1024

/** Unpacks `archive` while `come` lets it grow, then judges what was unpacked. */
const unpack = async (
  archive: string,
  totalBytes: number | null,
  origins: Origins,
  wanted: Wanted,
  come: (available: (bytes: number, total: number, isWhole: boolean) => void) => Promise<Came>,
): Promise<Attempt> => {
  const { layout, ports } = wanted
  if ((totalBytes ?? 0) > maxArchiveBytes) return notGot(tooLargeText(totalBytes ?? 0))
  const shortage = totalBytes === null ? null : await missingRoomFor(totalBytes, layout)
  if (shortage !== null) return { kind: 'over', result: failed('unwritable', shortage) }
  const staged = join(stagingPath(layout), randomUUID())
  await makeStaged(layout, staged)
  const untarring = startUntarring(ports.scripts, archive, staged)
  let isResumed = false
  try {
    const came = await come((bytes, total, isWhole) => {
      untarring.available(bytes, isWhole)
      ports.onProgress?.('downloading', bytes, total)
    })
    if (came.kind !== 'all') return came
    isResumed = came.isResumed
    ports.onProgress?.('unpacking', 0, 0)
    return await judge(await untilStopped(untarring.finished, ports.signal), came, staged, origins, wanted)
  } catch (error) {
    if (!(error instanceof CannotUnpack)) throw error
    if (error.isDisk) return { kind: 'over', result: failed('unwritable', error.text) }
    return { kind: 'wrong', reason: 'bad-archive', detail: error.text, isFresh: !isResumed }
  } finally {
    await untarring.close()
  }
}

const judge = async (
  { sha256, files }: Untarred,
  came: Extract<Came, { readonly kind: 'all' }>,
  staged: string,
  origins: Origins,
  { names: { moduleVersion, archive: filename }, proof }: Wanted,
): Promise<Attempt> => {
  const wrong = (detail: Text, reason: InstallFailure = 'not-genuine'): Attempt => ({
    kind: 'wrong',
    reason,
    detail,
    isFresh: !came.isResumed,
  })
  const expected = origins[0]?.sha256
  if (expected !== undefined && sha256 !== expected) return wrong(wrongHashText(sha256, expected))
  if (proof) {
    const inModule = files.flatMap((file) => {
      const name = moduleEntryName(file.path, moduleVersion)
      return name === null ? [] : [{ name, sha256: file.sha256 }]
    })
    const hash = hashFiles(inModule, nodeDigests)
    if (hash !== proof.hash) return wrong(wrongHashText(hash, proof.hash))
  }
  // Whoever serves an archive could serve its hash too: that proves nothing.
  const hosts = origins.map(({ host }) => host).filter((host) => came.hosts?.includes(host) === false)
  const archive: ArchiveProof | null = hosts.length === 0 ? null : { filename, sha256, origins: hosts }
  if (proof === null && archive === null) {
    return wrong(onlyItselfText(came.hosts?.join(', ') ?? came.from), 'no-proof')
  }
  // The tree's hash says nothing about these; without a hash of the whole archive nobody vouches for them.
  const isKept = ({ path }: ManifestFile): boolean => archive !== null || !isLeftOut(path)
  if (archive === null) {
    await Promise.all(leftOut.map((directory) => fs.rm(join(staged, directory), { recursive: true, force: true })))
  }
  const unpacked = { staged, files: files.filter(isKept), from: came.from, part: came.part, proof, archive }
  return { kind: 'unpacked', unpacked }
}
