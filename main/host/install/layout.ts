/** Where toolchains are kept: one folder a scope, the trees in it by version, everything unfinished below a dot. */
import { join } from 'node:path'

export interface Layout {
  /** Holds the trees. */
  readonly directory: string
  /** The link that is on PATH as `<link>/bin`. */
  readonly link: string
}

/** For one person: `~/.local/share/groundwork/go` (or below XDG_DATA_HOME) and the link `~/.local/go`. */
export const userLayout = (environment: Readonly<Record<string, string>>): Layout | null => {
  const { HOME: home, XDG_DATA_HOME: data } = environment
  if (!home?.startsWith('/')) return null
  const share = data?.startsWith('/') ? data : join(home, '.local/share')
  return { directory: join(share, 'groundwork/go'), link: join(home, '.local/go') }
}

/** For the whole system, as root. */
export const systemLayout: Layout = { directory: '/usr/local/lib/groundwork/go', link: '/usr/local/go' }

/** The tree of a version, e.g. `…/go1.26.8`. */
export const treePath = ({ directory }: Layout, version: string): string => join(directory, version)

/** How a tree was proved: kept beside it, so that the tree itself stays as published. */
export const provenancePath = ({ directory }: Layout, version: string): string =>
  join(directory, '.provenance', `${version}.json`)

/** A download that may be gone on with. */
export const partPath = ({ directory }: Layout, version: string): string =>
  join(directory, '.downloads', `${version}.zip.part`)

/** Whatever is in here when nobody holds the lock was left by a crash, and is removed. */
export const stagingPath = ({ directory }: Layout): string => join(directory, '.staging')

export const lockPath = ({ directory }: Layout): string => join(directory, '.lock')
