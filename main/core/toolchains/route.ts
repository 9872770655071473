/** Who is asked for the bytes of a Go, in which order: what a person said, what their GOPROXY allows, what there is. */
import { isPublishedProxy } from '../probes/go-overrides.ts'
import { withoutPassword } from '../without-password.ts'
import { moduleProxies, type ArchivePlace, type BytesFrom } from './bytes-from.ts'
import { parseModuleProxies } from './module-proxies.ts'
import type { Source } from './source.ts'

/** Somebody who may have a version: as a module (`proxy`), or as a release archive. */
export type Supplier = { readonly kind: 'proxy'; readonly url: string } | ArchivePlace

export interface Route {
  /** Asked one after another; the next only where the one before lets: where it has no such file, or `anyFailureGoesOn`. */
  readonly inOrder: readonly { readonly supplier: Supplier; readonly anyFailureGoesOn: boolean }[]
  /** Asked all at once after those, and by the same rule; the fastest that has it is taken. */
  readonly raced: readonly Supplier[]
}

/** As it may be shown and kept. */
export const nameOfSupplier = (supplier: Supplier): string =>
  supplier.kind === 'path'
    ? supplier.path
    : withoutPassword(supplier.kind === 'proxy' ? supplier.url : supplier.filesUrl)

/**
 * The way for what a person said, with a value of GOPROXY. A GOPROXY of their own comes first and in its own order, for
 * whoever names a private proxy may not want others asked: others are asked only where all of it has no such file, or
 * where the person asked for `auto` in so many words. `off` is the end. `direct` alone is the Go project's own places.
 */
export const routeFor = (
  from: Exclude<BytesFrom, { readonly kind: 'packages' }>,
  goproxy: string,
  sources: readonly Source[],
): Route => {
  if (from.kind === 'archives') {
    return { inOrder: from.places.map((supplier) => ({ supplier, anyFailureGoesOn: true })), raced: [] }
  }
  if (from.kind === 'proxies') return { inOrder: moduleProxies(goproxy, sources).map(inOrder), raced: [] }
  const named = parseModuleProxies(goproxy)
  const words = goproxy.split(/[,|]/).map((word) => word.trim())
  const others = sources.flatMap((source): readonly Supplier[] => {
    if (source.kind === 'proxies') return [{ kind: 'proxy', url: source.fallbackUrl }]
    const isAllowed = source.kind === 'list' || (source.kind === 'mirror' && (words[0] !== 'direct' || from.isAsked))
    return isAllowed ? [{ kind: 'files', filesUrl: source.filesUrl }] : []
  })
  const first = words.find((word) => word === 'off' || word === 'direct')
  if (first === 'off') return { inOrder: named.map(inOrder), raced: [] }
  if (goproxy.trim() === '' || isPublishedProxy(goproxy)) {
    return { inOrder: [], raced: [...named.map(({ url }): Supplier => ({ kind: 'proxy', url })), ...others] }
  }
  return {
    inOrder: named.map(inOrder).map((step) => (from.isAsked ? { ...step, anyFailureGoesOn: true } : step)),
    raced: others,
  }
}

const inOrder = ({
  url,
  anyFailureGoesOn,
}: ReturnType<typeof parseModuleProxies>[number]): Route['inOrder'][number] => ({
  supplier: { kind: 'proxy', url },
  anyFailureGoesOn,
})
