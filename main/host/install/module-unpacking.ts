/**
 * Unpacks the zip of a module, in one pass with its coming where its directory is known before; it counts only when the
 * hash of its files is the one that the checksum database proves.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DatedProof } from '../../core/toolchains/dated-proof.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import type { PlannedFile } from '../../core/toolchains/module-tree.ts'
import { wrongHashText } from '../../core/toolchains/supply-text.ts'
import { hashFiles, type HashedFile } from '../../core/toolchains/toolchain-module.ts'
import { BadArchive } from '../../core/toolchains/zip-directory.ts'
import { nodeDigests } from '../digests.ts'
import { makeStaged, missingRoom } from './install-in-place.ts'
import { failed, type Unpacked } from './installation.ts'
import { stagingPath } from './layout.ts'
import type { ModuleDirectory } from './module-directory.ts'
import { notGot, type Got, type Over, type Wanted } from './supply.ts'
import { CannotUnpack, startUnpacking } from './unpacker.ts'
import { untilStopped } from './until-stopped.ts'

/** The archive while it comes. */
export interface ComingModule {
  /** Says where its files lie, once that is known. Answers what is in the way: no room. */
  readonly plan: (directory: ModuleDirectory) => Promise<Over | null>
  /** Says how many of its first bytes are there, and of how many; 0 where nobody knows. */
  readonly available: (bytes: number, totalBytes: number) => void
}

/** Unpacks `archive`, of which `come` promises all, with a plan; or it answers why not. */
export const unpackModule = async (
  { path: archive, ...origin }: Pick<Unpacked, 'from' | 'part'> & { readonly path: string },
  proof: DatedProof,
  { layout, ports }: Wanted,
  come: (module: ComingModule) => Promise<Exclude<Got, { readonly kind: 'unpacked' }> | ModuleDirectory>,
): Promise<Got> => {
  const staged = join(stagingPath(layout), randomUUID())
  const unpacker = startUnpacking(ports.scripts, { archive, target: staged })
  try {
    const came = await come({
      plan: async ({ files, offset, totalBytes }) => {
        const download = origin.part === null ? 0 : totalBytes
        const shortage = await missingRoom(layout, download + bytesOf(files))
        if (shortage !== null) return { kind: 'over', result: failed('unwritable', shortage) }
        await makeStaged(layout, staged)
        unpacker.plan(files, offset)
        return null
      },
      available: (bytes, totalBytes) => {
        unpacker.available(bytes)
        ports.onProgress?.('downloading', bytes, totalBytes)
      },
    })
    if ('kind' in came) return came
    ports.onProgress?.('unpacking', came.totalBytes, came.totalBytes)
    const hashes = await untilStopped(unpacker.finished, ports.signal)
    const hash = hashFiles(hashes, nodeDigests)
    if (hash !== proof.hash) return notGot(wrongHashText(hash, proof.hash), { reason: 'not-genuine' })
    const files = manifestOf(came.files, hashes)
    return { kind: 'unpacked', unpacked: { staged, files, ...origin, proof, archive: null } }
  } catch (error) {
    if (error instanceof BadArchive) return notGot(error.text, { reason: 'bad-archive' })
    if (!(error instanceof CannotUnpack)) throw error
    if (error.isDisk) return { kind: 'over', result: failed('unwritable', error.text) }
    return notGot(error.text, { reason: 'bad-archive' })
  } finally {
    await unpacker.close()
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
