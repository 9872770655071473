/** Where the files of a Go tree really are: in it, and where a distribution keeps parts of it elsewhere and links to them. */
import { valueOr, type ReadableHost } from '../host.ts'

export interface TreePart {
  /** The name of the link in the tree; empty for the tree itself. */
  readonly name: string
  /** Without links. */
  readonly path: string
}

/** The tree, then what its links lead to outside of it: Debian's `src` is in /usr/share, for example. */
export const readTreeParts = async (host: ReadableHost, goroot: string): Promise<readonly TreePart[]> => {
  const names = valueOr(await host.list(goroot), [])
  const found = await Promise.all(
    names.map(async (name): Promise<TreePart | null> => {
      const path = valueOr(await host.realPath(`${goroot}/${name}`), null)
      return path === null || path.startsWith(`${goroot}/`) ? null : { name, path }
    }),
  )
  return [{ name: '', path: goroot }, ...found.filter((part) => part !== null)]
}

/** The path of a file relative to the tree; null where it is in none of its parts. */
export const pathInTree = (parts: readonly TreePart[], path: string): string | null => {
  for (const part of parts) {
    const prefix = part.name === '' ? '' : part.name
    if (path === part.path) return prefix
    if (path.startsWith(`${part.path}/`))
      return `${prefix === '' ? '' : `${prefix}/`}${path.slice(part.path.length + 1)}`
  }
  return null
}
