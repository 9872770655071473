/** Versions of Go, as `go version` and the download list write them. */

export interface GoVersion {
  /** As published: `go1.26.8`, `go1.27rc1`, `go1.20`. */
  readonly name: string
  readonly major: number
  readonly minor: number
  /** 0 where the name has none (`go1.20`, release candidates). */
  readonly patch: number
  readonly preRelease: { readonly kind: 'rc' | 'beta'; readonly number: number } | null
}

/**
 * The version that `text` names, with or without `go` in front. Null for what is not a published version: `devel`,
 * distribution suffixes, words.
 */
export const parseGoVersion = (text: string): GoVersion | null => {
  const match = /^(?:go)?(\d{1,3})\.(\d{1,4})(?:\.(\d{1,4})|(rc|beta)(\d{1,3}))?$/.exec(text.trim())
  if (!match) return null
  const [, major = '', minor = '', patch, kind, number] = match
  return {
    name: `go${text.trim().replace(/^go/, '')}`,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch ?? 0),
    preRelease: kind === 'rc' || kind === 'beta' ? { kind, number: Number(number) } : null,
  }
}

/** Below 0 where `a` is older, above 0 where it is newer; a release candidate is older than its release. */
export const compareGoVersions = (a: GoVersion, b: GoVersion): number =>
  a.major - b.major || a.minor - b.minor || a.patch - b.patch || stage(a) - stage(b)

const stage = ({ preRelease }: GoVersion): number =>
  preRelease === null ? 1e6 : preRelease.kind === 'rc' ? 1e3 + preRelease.number : preRelease.number

/** `1.26` of `go1.26.8`: what is supported together. */
export const releaseLine = (version: GoVersion): string => `${version.major}.${version.minor}`
