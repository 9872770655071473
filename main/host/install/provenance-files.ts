/** How an installed Go was proved, and what each of its files was: two files beside the trees, by version. */
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { formatManifest } from '../../core/toolchains/manifest.ts'
import { formatProvenance } from '../../core/toolchains/provenance.ts'
import type { Unpacked } from './installation.ts'
import { manifestPath, provenancePath, type Layout } from './layout.ts'
import { flushDirectory } from './switch-link.ts'

/** The names that both have in staging, until they are needed. */
const stagedNames = (staged: string) => ({ provenance: `${staged}.json`, manifest: `${staged}.mtree.gz` })

/** Writes both beside the staged tree, from what is known already: nothing of the tree is read again. */
export const stageProvenance = async ({ staged, files, proof, archive, from }: Unpacked): Promise<void> => {
  const names = stagedNames(staged)
  const packed = await promisify(gzip)(formatManifest(files), { level: 1 })
  const at = new Date()
  const provenance = formatProvenance({ proof, archive, from, at, provedAt: proof?.provedAt ?? at })
  await fs.writeFile(names.provenance, provenance, { flag: 'wx', mode: 0o644 })
  await fs.writeFile(names.manifest, packed, { flag: 'wx', mode: 0o644 })
}

/** Gives them their names, once they are flushed and before the tree gets its own: a tree always has its proof. */
export const nameProvenance = async ({ staged }: Unpacked, layout: Layout, version: string): Promise<void> => {
  const names = stagedNames(staged)
  const provenance = provenancePath(layout, version)
  await fs.mkdir(dirname(provenance), { recursive: true, mode: 0o755 })
  await fs.rename(names.manifest, manifestPath(layout, version))
  await fs.rename(names.provenance, provenance)
  await flushDirectory(dirname(provenance))
}

export const removeProvenance = async (layout: Layout, version: string): Promise<void> => {
  await fs.rm(manifestPath(layout, version), { force: true })
  await fs.rm(provenancePath(layout, version), { force: true })
}
