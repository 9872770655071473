/** Reads and writes the proof that lies beside a release archive, so that it can be installed where nobody can be asked. */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import {
  bundledProofName,
  formatProvenance,
  parseProvenance,
  type Provenance,
} from '../../core/toolchains/provenance.ts'
import type { Supplier } from '../../core/toolchains/route.ts'

/** Writes `provenance` to `path`, in a folder under the name that it has beside its archive; answers where. */
export const writeBundledProof = async (path: string, provenance: Provenance, archive: string): Promise<string> => {
  const isFolder = (await fs.stat(path).catch(() => null))?.isDirectory() ?? false
  const file = isFolder ? join(path, bundledProofName(archive)) : path
  await fs.writeFile(file, formatProvenance(provenance), { mode: 0o644 })
  return file
}

/** Larger ones are none: a proof takes some 4 KB. */
const maxBytes = 64 * 1024

/** What lies beside `archive` in each folder, or beside each file, of `suppliers`: hostile until it is checked. */
export const readBundledProofs = async (
  suppliers: readonly Supplier[],
  archive: string,
): Promise<readonly Provenance[]> => {
  const found = await Promise.all(
    suppliers.map(async (supplier) => {
      if (supplier.kind !== 'path') return null
      const isFolder = (await fs.stat(supplier.path).catch(() => null))?.isDirectory() ?? false
      const text = await readShort(bundledProofName(isFolder ? join(supplier.path, archive) : supplier.path))
      return text === null ? null : parseProvenance(text)
    }),
  )
  return found.filter((provenance) => provenance !== null)
}

/** Null where it is no file, or a longer one. */
const readShort = async (path: string): Promise<string | null> => {
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null)
  if (!file) return null
  try {
    if (!(await file.stat()).isFile()) return null
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, 0)
    return bytesRead > maxBytes ? null : buffer.toString('utf8', 0, bytesRead)
  } catch {
    return null
  } finally {
    await file.close()
  }
}
