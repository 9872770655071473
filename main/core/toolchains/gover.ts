/**
 * Versions as the go command compares them (internal/gover): unlike names of releases, `1.21` is a language version,
 * older than `1.21rc1` and `1.21.0`.
 */

interface Gover {
  readonly numbers: readonly [major: number, minor: number, patch: number]
  readonly kind: string
  readonly pre: number
}

/** Absent, and so before 0. */
const absent = -1

const parse = (text: string): Gover | null => {
  const number = '(0|[1-9]\\d*)'
  const match = new RegExp(`^${number}(?:\\.${number}(?:\\.${number}|([a-z]+)${number}?)?)?$`).exec(text)
  if (!match) return null
  const [, major, minor, patch, kind = '', pre] = match
  if (minor === undefined) return { numbers: [Number(major), 0, 0], kind, pre: absent }
  // Up to 1.20, the first release was written without a patch number.
  const missing = kind === '' && Number(minor) < 21 ? 0 : absent
  return {
    numbers: [Number(major), Number(minor), patch === undefined ? missing : Number(patch)],
    kind,
    pre: pre === undefined ? absent : Number(pre),
  }
}

/** Whether `text` is a version, without `go` in front. */
export const isGover = (text: string): boolean => parse(text) !== null

/** Below 0 where `a` is older. What is no version is older than all. */
export const compareGover = (a: string, b: string): number => {
  const [x, y] = [parse(a), parse(b)]
  if (!x || !y) return (x ? 1 : 0) - (y ? 1 : 0)
  const byNumber = x.numbers.map((number, index) => number - (y.numbers[index] ?? 0)).find((each) => each !== 0)
  if (byNumber !== undefined) return byNumber
  if (x.kind !== y.kind) return x.kind < y.kind ? -1 : 1
  return x.pre - y.pre
}

/** `1.22`, not `1.22.0`: the language, not a release. Up to 1.20 there is no such difference. */
export const isLanguageVersion = (text: string): boolean => {
  const version = parse(text)
  return version !== null && version.numbers[2] === absent && version.kind === ''
}

/** The version in the name of a toolchain: `1.26.8` of `go1.26.8` or `go1.26.8-bigcorp`; empty where it is no such name. */
export const versionOfToolchain = (name: string): string => {
  const version = /^go([^\s\\/-]*)(?:[\s-][^\\/]*)?$/.exec(name)?.[1] ?? ''
  return isGover(version) ? version : ''
}

/** The toolchain that is the first to have what a go line asks for: `go1.22.0` for 1.22, `go1.20` for 1.20. */
export const firstToolchainOf = (goLine: string): string =>
  `go${goLine}${isLanguageVersion(goLine) && compareGover(goLine, '1.21') >= 0 ? '.0' : ''}`
