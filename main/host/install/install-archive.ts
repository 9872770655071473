/**
 * Installs one version of Go from its release archive, a `tar.gz` from anywhere. Whoever served it is not believed: the
 * tree's hash is proved by the checksum database, or the archive's hash is what the Go project's own list says; where
 * both are known, both must hold. What no proof covers is not installed.
 */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import type { Dispatcher } from 'undici'
import type { ArchivePlace } from '../../core/toolchains/bytes-from.ts'
import { systemText } from '../../core/toolchains/changed.ts'
import type { OriginArchive } from '../../core/toolchains/catalogue.ts'
import type { HashProof } from '../../core/toolchains/checksum-database/client.ts'
import type { InstallFailure } from '../../core/toolchains/install-failure.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import { archiveName } from '../../core/toolchains/release-list.ts'
import {
  hashFiles,
  leftOut,
  moduleEntryName,
  toolchainModuleVersion,
  type Platform,
} from '../../core/toolchains/toolchain-module.ts'
import type { ArchiveProof } from '../../core/toolchains/provenance.ts'
import { withoutPassword } from '../../core/without-password.ts'
import { nodeDigests } from '../digests.ts'
import { download, preparePart, removePart } from './download.ts'
import { installInPlace, makeStaged, missingRoom, prove } from './install-in-place.ts'
import { failed, type PlacingPorts, type Installed, type Unpacked } from './installation.ts'
import { partPath, stagingPath, type Layout } from './layout.ts'
import type { UntarredFile } from './untar-worker.ts'
import { startUntarring, type Untarred } from './untarring.ts'
import { CannotUnpack } from './unpacker.ts'
import { untilStopped } from './until-stopped.ts'

export interface ArchivePorts extends PlacingPorts {
  /** Tried in turn; what one has sent, the next goes on with. */
  readonly places: readonly ArchivePlace[]
  /** What the origins say of the archive named, now or as of their last answer. Never rejects. */
  readonly origins: (filename: string) => Promise<readonly OriginArchive[]>
}

/** Installs `version` into `layout` from its release archive. */
export const installArchive = (
  version: GoVersion,
  platform: Platform,
  layout: Layout,
  ports: ArchivePorts,
): Promise<Installed> =>
  installInPlace(version, layout, ports, async (dispatcher) => {
    const moduleVersion = toolchainModuleVersion(version, platform)
    const filename = archiveName(version.name, platform.arch)
    const [proved, origins] = await Promise.all([
      prove(moduleVersion, ports),
      untilStopped(ports.origins(filename), ports.signal),
    ])
    const proof = 'kind' in proved ? null : proved
    if (proof === null && origins.length === 0) {
      const detail = 'kind' in proved && proved.kind === 'failed' ? proved.detail : systemText('')
      return failed('no-proof', {
        en: `${detail.en}; and no list of the Go project’s own could be asked for the hash of ${filename}`,
        'zh-CN': `${detail['zh-CN']}；也没有 Go 项目自己的列表可以查询 ${filename} 的哈希值`,
      })
    }
    if (new Set(origins.map(({ sha256 }) => sha256)).size > 1) {
      return failed('no-proof', origins.map(({ host, sha256 }) => `${host} says ${sha256}`).join(', '))
    }
    return fetchFrom({ version, moduleVersion, filename, proof, origins, layout, dispatcher, ports })
  })

interface Wanted {
  readonly version: GoVersion
  readonly moduleVersion: string
  readonly filename: string
  readonly proof: HashProof | null
  readonly origins: readonly OriginArchive[]
  readonly layout: Layout
  readonly dispatcher: Dispatcher
  readonly ports: ArchivePorts
}

type Attempt =
  | { readonly kind: 'unpacked'; readonly unpacked: Unpacked }
  /** No file, or not all of it; another place may do better. */
  | { readonly kind: 'said'; readonly detail: string }
  /** A whole file that is not the published one; `isFresh` where none of it was there before. */
  | { readonly kind: 'wrong'; readonly reason: InstallFailure; readonly detail: string; readonly isFresh: boolean }
  /** Nothing that another place could help with. */
  | { readonly kind: 'over'; readonly result: Installed }

/** Each place in turn. Where going on gave something else, it is asked once more from the start, before it counts as lying. */
const fetchFrom = async (wanted: Wanted): Promise<Unpacked | Installed> => {
  const said: string[] = []
  let reason: InstallFailure = 'not-available'
  for (const place of wanted.ports.places) {
    const name = place.kind === 'path' ? place.path : withoutPassword(place.filesUrl)
    let got = await attempt(place, wanted)
    if (got.kind === 'wrong' && !got.isFresh) got = await attempt(place, wanted)
    if (got.kind === 'unpacked') return got.unpacked
    if (got.kind === 'over') return got.result
    if (got.kind === 'wrong') reason = got.reason
    said.push(`${name}: ${got.detail}`)
  }
  return failed(reason, said.join('; '))
}

const attempt = (place: ArchivePlace, wanted: Wanted): Promise<Attempt> =>
  place.kind === 'path' ? fromPath(place.path, wanted) : fromNetwork(place.filesUrl, wanted)

const fromPath = async (path: string, wanted: Wanted): Promise<Attempt> => {
  const status = await fs.stat(path).catch(() => null)
  const archive = status?.isDirectory() ? join(path, wanted.filename) : path
  const found = status?.isDirectory() ? await fs.stat(archive).catch(() => null) : status
  if (!found?.isFile()) return { kind: 'said', detail: `there is no archive at ${archive}` }
  const bytes = found.size
  return unpack(archive, bytes, wanted, async (available) => {
    available(bytes, bytes, true)
    return { kind: 'all', from: archive, host: null, isResumed: false, part: null }
  })
}

const fromNetwork = async (filesUrl: string, wanted: Wanted): Promise<Attempt> => {
  const { version, layout, dispatcher, ports, origins } = wanted
  const part = partPath(layout, version.name, 'tar.gz')
  const url = `${filesUrl}${wanted.filename}`
  await preparePart(part)
  const got = await unpack(part, origins[0]?.bytes ?? null, wanted, async (available) => {
    const source = { url, dispatcher, userAgent: ports.userAgent }
    const onBytes = (bytes: number, total: number): void => available(bytes, total, false)
    const downloaded = await download(source, part, origins[0]?.bytes ?? null, onBytes, ports.signal)
    switch (downloaded.kind) {
      case 'done':
        available(downloaded.bytes, downloaded.bytes, true)
        return { kind: 'all', from: withoutPassword(url), host: downloaded.host, isResumed: downloaded.isResumed, part }
      case 'unwritable':
        return { kind: 'over', result: failed('unwritable', `${part}: ${downloaded.code}`) }
      case 'cut':
      case 'refused':
        return { kind: 'said', detail: downloaded.detail }
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
      readonly host: string | null
      readonly isResumed: boolean
      readonly part: string | null
    }
  | Extract<Attempt, { readonly kind: 'said' | 'over' }>

/** A release archive unpacks to some four times its size. */
const growth = 5
/** What is larger is no Go. */
const maxArchiveBytes = 500 * 1024 * 1024

/** Unpacks `archive` while `come` lets it grow, then judges what was unpacked. */
const unpack = async (
  archive: string,
  totalBytes: number | null,
  wanted: Wanted,
  come: (available: (bytes: number, total: number, isWhole: boolean) => void) => Promise<Came>,
): Promise<Attempt> => {
  const { layout, ports } = wanted
  if ((totalBytes ?? 0) > maxArchiveBytes)
    return { kind: 'said', detail: `${totalBytes ?? 0} bytes are more than any Go has` }
  const shortage = totalBytes === null ? null : await missingRoom(layout, totalBytes * (growth + 1))
  if (shortage !== null) return { kind: 'over', result: failed('unwritable', shortage) }
  const staged = join(stagingPath(layout), randomUUID())
  await makeStaged(layout, staged)
  const untarring = startUntarring(ports.workerScript, { archive, target: staged })
  let isResumed = false
  try {
    const came = await come((bytes, total, isWhole) => {
      untarring.available(bytes, isWhole)
      ports.onProgress?.('downloading', bytes, total)
    })
    if (came.kind !== 'all') return came
    isResumed = came.isResumed
    ports.onProgress?.('unpacking', 0, 0)
    return await judge(await untilStopped(untarring.finished, ports.signal), came, staged, wanted)
  } catch (error) {
    if (!(error instanceof CannotUnpack)) throw error
    if (error.isDisk) return { kind: 'over', result: failed('unwritable', error.message) }
    return { kind: 'wrong', reason: 'bad-archive', detail: error.message, isFresh: !isResumed }
  } finally {
    await untarring.close()
  }
}

const judge = async (
  { sha256, files }: Untarred,
  came: Extract<Came, { readonly kind: 'all' }>,
  staged: string,
  { moduleVersion, filename, proof, origins }: Wanted,
): Promise<Attempt> => {
  const wrong = (detail: string, reason: InstallFailure = 'not-genuine'): Attempt => ({
    kind: 'wrong',
    reason,
    detail,
    isFresh: !came.isResumed,
  })
  const expected = origins[0]?.sha256
  if (expected !== undefined && sha256 !== expected)
    return wrong(`its SHA-256 is ${sha256}, the published one is ${expected}`)
  if (proof) {
    const inModule = files.flatMap((file) => {
      const name = moduleEntryName(file.path, moduleVersion)
      return name === null ? [] : [{ name, sha256: file.sha256 }]
    })
    const hash = hashFiles(inModule, nodeDigests)
    if (hash !== proof.hash) return wrong(`the hash of its tree is ${hash}, the published one is ${proof.hash}`)
  }
  // Whoever serves an archive could serve its hash too: that proves nothing.
  const hosts = origins.map(({ host }) => host).filter((host) => host !== came.host)
  const archive: ArchiveProof | null = hosts.length === 0 ? null : { filename, sha256, origins: hosts }
  if (proof === null && archive === null) {
    return wrong(`only ${came.host ?? 'nobody'}, who served it, says what its hash is`, 'no-proof')
  }
  // The tree's hash says nothing about these; without a hash of the whole archive nobody vouches for them.
  const isKept = ({ path }: UntarredFile): boolean =>
    archive !== null || !leftOut.some((directory) => path.startsWith(directory))
  if (archive === null) {
    await Promise.all(leftOut.map((directory) => fs.rm(join(staged, directory), { recursive: true, force: true })))
  }
  const unpacked = { staged, files: files.filter(isKept), from: came.from, part: came.part, proof, archive }
  return { kind: 'unpacked', unpacked }
}
