/** Where Go comes from, as data: each file in `sources/` says one place, and what it is good for. */
import type { Text } from '#contract'

export type Source =
  /** The Go project's own list of releases, with the SHA-256 of each archive, and the host of the archives. An origin: what it says of a hash counts. */
  | {
      readonly kind: 'list'
      readonly name: string
      readonly title: Text
      readonly listUrl: string
      /** Ends with a slash; the archive's name follows. */
      readonly filesUrl: string
    }
  /** Somebody's copy of the archives: good for bytes, never believed about a hash. */
  | { readonly kind: 'mirror'; readonly name: string; readonly title: Text; readonly filesUrl: string }
  /** A mirror that is no more, kept so that one who names it is told. `address` is how its addresses start. */
  | {
      readonly kind: 'gone'
      readonly name: string
      readonly title: Text
      readonly address: string
      readonly why: Text
      /** Where this was said. */
      readonly reference: string
    }
  /** Packages of the distribution, which root installs. */
  | { readonly kind: 'packages'; readonly name: string; readonly title: Text }
  /** Module proxies: those that GOPROXY names, else `fallbackUrl`. */
  | { readonly kind: 'proxies'; readonly name: string; readonly title: Text; readonly fallbackUrl: string }
