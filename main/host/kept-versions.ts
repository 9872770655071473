/**
 * What is known here about published versions of Go: beside each installation of ours, and below
 * `$XDG_CACHE_HOME/groundwork/proved` for trees that others brought.
 */
import * as fs from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { KeptVersion, KeptVersions } from '../core/toolchains/kept-versions.ts'
import { formatManifest, parseManifest } from '../core/toolchains/manifest.ts'
import { systemLayout, userLayout, type Layout } from '../core/toolchains/own-places.ts'
import { formatProvenance, parseProvenance } from '../core/toolchains/provenance.ts'
import { parseToolchainModuleVersion } from '../core/toolchains/toolchain-module.ts'
import { cachesOf } from './caches.ts'
import { manifestPath, provenancePath } from './install/layout.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

/** Larger ones are none: 16 000 files take some 2 MB. */
const maxManifestBytes = 64 * 1024 * 1024

export const createKeptVersions = (environment: Readonly<Record<string, string>>): KeptVersions => {
  const cache = cachesOf(environment)
  const layouts = [userLayout(environment), systemLayout].filter((layout) => layout !== null)
  const inCache = (moduleVersion: string): readonly [string, string] | null =>
    cache === null
      ? null
      : [
          join(cache, 'groundwork/proved', `${moduleVersion}.json`),
          join(cache, 'groundwork/proved', `${moduleVersion}.mtree.gz`),
        ]
  return {
    ofTree: async (goroot) => {
      const version = basename(goroot)
      for (const layout of layouts) {
        // Only there: what is beside a tree of somebody else may say anything.
        const directory = await fs.realpath(layout.directory).catch(() => null)
        if (directory === dirname(goroot)) return readVersion(...besideTrees(layout, version))
      }
      return null
    },
    ofVersion: async (moduleVersion) => {
      const version = parseToolchainModuleVersion(moduleVersion)?.name
      const places = [
        inCache(moduleVersion),
        ...(version === undefined ? [] : layouts.map((layout) => besideTrees(layout, version))),
      ]
      const found = await Promise.all(
        places.map((place) => (place === null ? Promise.resolve(null) : readVersion(...place))),
      )
      return found.filter((one) => one !== null)
    },
    keep: async (moduleVersion, provenance, files) => {
      const place = inCache(moduleVersion)
      if (!place) return
      const packed = await promisify(gzip)(formatManifest(files), { level: 1 })
      try {
        await writePrivateFile(place[1], packed)
        await writePrivateFile(place[0], formatProvenance(provenance))
      } catch {
        // A cache that cannot be written keeps nothing.
      }
    },
  }
}

const besideTrees = (layout: Layout, version: string): readonly [string, string] => [
  provenancePath(layout, version),
  manifestPath(layout, version),
]

/** Null where neither file is there. */
const readVersion = async (provenance: string, manifest: string): Promise<KeptVersion | null> => {
  const [text, isListed] = await Promise.all([
    readPrivateFile(provenance),
    fs.access(manifest).then(
      () => true,
      () => false,
    ),
  ])
  if (text === null && !isListed) return null
  const written = text && parseProvenance(text.toString())
  return {
    provenance: written,
    isDamaged: text !== null && written === null,
    readManifest: async () => {
      try {
        const packed = await readPrivateFile(manifest)
        const bytes = packed && (await promisify(gunzip)(packed, { maxOutputLength: maxManifestBytes }))
        return bytes && parseManifest(bytes.toString())
      } catch {
        return null
      }
    },
  }
}
