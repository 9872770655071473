/** The Go that a person means: by version, by path, or the one of a new terminal. */
import type { ReadableHost } from '../host.ts'
import { parseGoVersion } from './go-version.ts'
import { readInventory, type InventoryRow } from './inventory.ts'
import { findTree } from './toolchains.ts'

/** The tree; null where there is none. Of a version that is there more than once, Groundwork's own, the person's first. */
export const findGo = async (host: ReadableHost, what: string | undefined): Promise<string | null> => {
  const version = what === undefined ? null : parseGoVersion(what)
  if (!version) return findTree(what, host)
  const rows = (await readInventory(host)).rows.filter((row) => row.version === version.name)
  return [...rows].sort((a, b) => rank(a) - rank(b))[0]?.tree ?? null
}

const rank = ({ own }: InventoryRow): number => (own === null ? 2 : own.scope === 'system' ? 1 : 0)
