/** Where Groundwork keeps the toolchains that it installs: one folder a scope, and the link that leads to the current one. */

export interface Layout {
  /** Holds the trees. */
  readonly directory: string
  /** The link that is on PATH as `<link>/bin`. */
  readonly link: string
}

/** What stands at a link of ours: nothing, a link as it was written, or something that is not ours to replace. */
export type LinkState =
  { readonly kind: 'absent' } | { readonly kind: 'link'; readonly target: string } | { readonly kind: 'foreign' }

/** Where the trees of a person are, below the directory for data. */
export const goFolder = 'groundwork/go'

/**
 * The versions that there are to install, one a line as a person writes them, newest first, below the directory for
 * caches: for shells, which complete from it.
 */
export const availableVersionsFile = 'groundwork/versions'

/** For one person: `~/.local/share/groundwork/go` (or below XDG_DATA_HOME) and the link `~/.local/go`. */
export const userLayout = (environment: Readonly<Record<string, string>>): Layout | null => {
  const { HOME: home, XDG_DATA_HOME: data } = environment
  if (!home?.startsWith('/')) return null
  const share = data?.startsWith('/') ? data : `${home}/.local/share`
  return { directory: `${share}/${goFolder}`, link: `${home}/.local/go` }
}

/** For the whole system, as root. */
export const systemLayout: Layout = { directory: '/usr/local/lib/groundwork/go', link: '/usr/local/go' }
