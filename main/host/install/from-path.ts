/** Gets one version of Go from this machine: a release archive or the zip of a module, as it is or in a folder. */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { systemText } from '../../core/toolchains/changed.ts'
import { pathOfFileAddress } from '../../core/toolchains/file-address.ts'
import { moduleAddress } from '../../core/toolchains/race.ts'
import { noArchiveText, noneInFolderText, notLocalText } from '../../core/toolchains/supply-text.ts'
import { BadArchive } from '../../core/toolchains/zip-directory.ts'
import { fetchFromFile } from './from-archive.ts'
import { readDirectory } from './module-directory.ts'
import { unpackModule } from './module-unpacking.ts'
import { notGot, type Got, type NotGot, type Wanted } from './supply.ts'

/** What is at `path`: a file, told by its beginning, or a folder that holds one under a published name, or as a proxy does. */
export const fetchFromPath = async (path: string, wanted: Wanted): Promise<Got> => {
  const { archive, moduleVersion } = wanted.names
  const names = [archive, `${moduleVersion}.zip`]
  const found = await find([path, ...names.map((name) => join(path, name)), moduleAddress(path, moduleVersion)])
  if (found !== null && 'kind' in found) return found
  if (found !== null)
    return found.isZip ? fetchModule(found.path, found.path, wanted) : fetchFromFile(found.path, wanted)
  const isFolder = (await fs.stat(path).catch(() => null))?.isDirectory() === true
  return absent(isFolder ? noneInFolderText(path, names) : noArchiveText(path))
}

/** What the module proxy has that `proxy` names, a `file:` address: a folder laid out as proxies are. */
export const fetchFromFileProxy = async (proxy: string, wanted: Wanted): Promise<Got> => {
  const folder = pathOfFileAddress(proxy)
  if (folder === null) return notGot(notLocalText)
  const path = moduleAddress(folder, wanted.names.moduleVersion)
  const found = await find([path])
  if (found === null) return absent(noArchiveText(path))
  return 'kind' in found ? found : fetchModule(path, proxy, wanted)
}

const absent = (detail: NotGot['detail']): NotGot => ({ ...notGot(detail), isAbsent: true })

interface Found {
  readonly path: string
  readonly isZip: boolean
}

/** The first of `paths` that is a file, or why it cannot be read. */
const find = async (paths: readonly string[]): Promise<Found | NotGot | null> => {
  try {
    for (const path of paths) {
      const isZip = await looksLikeZip(path)
      if (isZip !== null) return { path, isZip }
    }
    return null
  } catch (error) {
    return unreadable(error)
  }
}

/** Null where there is no file. */
const looksLikeZip = async (path: string): Promise<boolean | null> => {
  const status = await fs.stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))) return null
    throw error
  })
  if (!status?.isFile()) return null
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1') === 'PK'
  } finally {
    await file.close()
  }
}

const fetchModule = async (path: string, from: string, wanted: Wanted): Promise<Got> => {
  const { proof } = wanted
  if (proof === null) return notGot(wanted.noProof.detail, { reason: wanted.noProof.reason })
  // A link is followed here, once: what unpacks follows none.
  const archive = await fs.realpath(path)
  return unpackModule({ path: archive, from, part: null }, proof, wanted, async ({ plan, available }) => {
    const directory = await readDirectory(archive, proof.version).catch((error: unknown) => {
      if (error instanceof BadArchive) throw error
      return unreadable(error)
    })
    if ('kind' in directory) return directory
    const shortage = await plan(directory)
    if (shortage === null) available(directory.totalBytes, directory.totalBytes)
    return shortage ?? directory
  })
}

const unreadable = (error: unknown): NotGot =>
  notGot(systemText(error instanceof Error ? error.message : String(error)))
