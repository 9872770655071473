/**
 * Gets one version of Go from a module proxy. Where it answers for a part of the zip, that is unpacked and hashed while it
 * downloads; where it sends the whole only, after.
 */
import * as fs from 'node:fs/promises'
import type { DatedProof } from '../../core/toolchains/dated-proof.ts'
import { isFileAddress } from '../../core/toolchains/file-address.ts'
import { moduleAddress } from '../../core/toolchains/race.ts'
import { withoutPassword } from '../../core/without-password.ts'
import { download, preparePart, removePart } from './download.ts'
import { fetchFromFileProxy } from './from-path.ts'
import { missingRoom } from './install-in-place.ts'
import { failed } from './installation.ts'
import { partPath } from './layout.ts'
import { askForDirectory, readDirectory } from './module-directory.ts'
import { unpackModule } from './module-unpacking.ts'
import { notGot, type Got, type Wanted } from './supply.ts'

/**
 * What `proxy` has, gone on with from where another download of it ended. Where going on gave something else it is asked
 * once more from the start, before it counts as lying.
 */
export const fetchFromProxy = async (proxy: string, wanted: Wanted): Promise<Got> => {
  const { proof, layout, version } = wanted
  if (isFileAddress(proxy)) return fetchFromFileProxy(proxy, wanted)
  if (proof === null) return notGot(wanted.noProof.detail, { reason: wanted.noProof.reason })
  const part = partPath(layout, version.name, 'zip')
  const isResumed = (await sizeOf(part)) > 0
  const attempt = async (): Promise<Got> => {
    const got = await fetchOnce(proxy, proof, part, wanted)
    if (isWrong(got) || (await sizeOf(part)) === 0) await removePart(part)
    return got
  }
  const got = await attempt()
  return isWrong(got) && isResumed ? attempt() : got
}

/** A whole file that is not the published one. */
const isWrong = (got: Got): boolean => got.kind === 'failed' && got.reason !== 'not-available'

const fetchOnce = (proxy: string, proof: DatedProof, part: string, wanted: Wanted): Promise<Got> => {
  const { layout, connections, ports } = wanted
  const url = moduleAddress(proxy, proof.version)
  const archive = { path: part, from: withoutPassword(proxy), part }
  return unpackModule(archive, proof, wanted, async ({ plan, available }) => {
    const asked = await askForDirectory(url, proof.version, ports)
    if (asked !== null && 'kind' in asked) return asked
    // One that sends the whole only need not send it again where it is all there.
    const known = asked ?? (await readDirectory(part, proof.version).catch(() => null))
    const early = known && (await plan(known))
    if (early) return early
    await preparePart(part)
    const source = { url, connections, userAgent: ports.userAgent }
    const got = await download(source, part, {
      totalBytes: known?.totalBytes ?? null,
      // What is unpacked is larger; how much, its directory says.
      missingRoom: (bytes) => missingRoom(layout, 2 * bytes),
      onBytes: available,
      signal: ports.signal,
    })
    if (got.kind === 'no-room') return { kind: 'over', result: failed('unwritable', got.detail) }
    if (got.kind === 'unwritable') return { kind: 'over', result: failed('unwritable', `${part}: ${got.code}`) }
    if (got.kind === 'cut') return notGot(got.detail, { isCut: got.hasGained })
    if (got.kind !== 'done') return notGot(got.detail, { status: got.status })
    if (known !== null) return known
    const directory = await readDirectory(part, proof.version)
    const late = await plan(directory)
    return late ?? directory
  })
}

const sizeOf = (path: string): Promise<number> =>
  fs.lstat(path).then(
    ({ size }) => size,
    () => 0,
  )
