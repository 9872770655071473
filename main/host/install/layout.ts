/** Where toolchains are kept: one folder a scope, the trees in it by version, everything unfinished below a dot. */
import { join } from 'node:path'
import type { Layout } from '../../core/toolchains/own-places.ts'

export { systemLayout, userLayout, type Layout } from '../../core/toolchains/own-places.ts'

/** The tree of a version, e.g. `…/go1.26.8`. */
export const treePath = ({ directory }: Layout, version: string): string => join(directory, version)

/** How a tree was proved: kept beside it, so that the tree itself stays as published. */
export const provenancePath = ({ directory }: Layout, version: string): string =>
  join(directory, '.provenance', `${version}.json`)

/** What each file of a tree was when it was unpacked. */
export const manifestPath = ({ directory }: Layout, version: string): string =>
  join(directory, '.provenance', `${version}.mtree.gz`)

export const downloadsPath = ({ directory }: Layout): string => join(directory, '.downloads')

/** A download that may be gone on with. */
export const partPath = (layout: Layout, version: string, format: 'zip' | 'tar.gz'): string =>
  join(downloadsPath(layout), `${version}.${format}.part`)

/** The downloads of a version in every format. */
export const partPaths = (layout: Layout, version: string): readonly string[] =>
  (['zip', 'tar.gz'] as const).map((format) => partPath(layout, version, format))

/** Whatever is in here when nobody holds the lock was left by a crash, and is removed. */
export const stagingPath = ({ directory }: Layout): string => join(directory, '.staging')

/** Starts the name of a tree in staging that is being removed; its version follows. */
export const removedPrefix = 'removed-'

/** Starts the name of a tree in staging in whose place another one is being put; its version follows. */
export const replacedPrefix = 'replaced-'

export const replacedPath = (layout: Layout, version: string): string =>
  join(stagingPath(layout), `${replacedPrefix}${version}`)

export const lockPath = ({ directory }: Layout): string => join(directory, '.lock')
