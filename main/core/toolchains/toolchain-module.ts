/**
 * Go as a module: `golang.org/toolchain`, whose versions are toolchains. What its zip holds of a tree, and under which
 * names, is from cmd/distpack (src/cmd/distpack/pack.go) and cmd/go (src/cmd/go/internal/toolchain/select.go).
 */
import { toBase64 } from './base64.ts'
import type { Digests } from './digests.ts'
import type { GoVersion } from './go-version.ts'

export const toolchainModule = 'golang.org/toolchain'

/** For what a toolchain runs on, in Go's words, e.g. `linux` and `amd64`. */
export interface Platform {
  readonly os: string
  readonly arch: string
}

/** e.g. `v0.0.1-go1.26.8.linux-amd64`. */
export const toolchainModuleVersion = (version: GoVersion, { os, arch }: Platform): string =>
  `v0.0.1-${version.name}.${os}-${arch}`

/** A version of the module, taken apart; null for what is none. What it calls a Go need not be a version that we know. */
export const parseToolchainModuleVersion = (
  text: string,
): { readonly name: string; readonly platform: Platform } | null => {
  const [, name, os, arch] = /^v0\.0\.1-(go[^/\s]+)\.([a-z0-9]+)-([a-z0-9]+)$/.exec(text) ?? []
  return name === undefined || os === undefined || arch === undefined ? null : { name, platform: { os, arch } }
}

/** Directories of a release archive that the module leaves out, so that its hash says nothing about them. */
export const leftOut = ['api/', 'doc/', 'misc/', 'test/', '.github/']

/** Whether the file at `path`, relative to the tree, is in one of them. */
export const isLeftOut = (path: string): boolean => leftOut.some((directory) => path.startsWith(directory))

/**
 * The name of a tree's file in the module, prefix included; null where the module leaves it out. `path` is relative to the
 * tree. The module has each go.mod as _go.mod, so a _go.mod of the tree gets a name that no file there has.
 */
export const moduleEntryName = (path: string, moduleVersion: string): string | null => {
  if (isLeftOut(path)) return null
  const name = path.replace(/(^|\/)(_?go\.mod)$/, '$1_$2')
  return `${toolchainModule}@${moduleVersion}/${name}`
}

export interface HashedFile {
  /** Entry name in the module, prefix included. */
  readonly name: string
  /** 64 hexadecimal digits. */
  readonly sha256: string
}

/**
 * The `h1:` hash over files (golang.org/x/mod/sumdb/dirhash, Hash1): only names and contents count. A name with a line
 * break could pass for two files: empty then, which no proved hash is.
 */
export const hashFiles = (files: readonly HashedFile[], digests: Digests): string => {
  if (files.some(({ name }) => name.includes('\n'))) return ''
  const isPlain = files.every(({ name }) => !/[\ud800-\udfff]/.test(name))
  const compare = isPlain ? compareUnits : compareCodePoints
  const lines = [...files].sort((a, b) => compare(a.name, b.name)).map(({ name, sha256 }) => `${sha256}  ${name}\n`)
  return `h1:${toBase64(digests.sha256(new TextEncoder().encode(lines.join(''))))}`
}

const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** As Go sorts: by bytes of UTF-8, which is by code points; JavaScript's units differ from that past U+FFFF. */
const compareCodePoints = (a: string, b: string): number => {
  const [left, right] = [[...a], [...b]]
  const at = left.findIndex((character, index) => character !== right[index])
  if (at < 0) return left.length - right.length
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
}
