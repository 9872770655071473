/** The small toolchain as a release archive: with long and non-ASCII names, directories, and what a module leaves out. */
import { createHash } from 'node:crypto'
import type { InstallPorts } from '../../main/host/install/install-version.ts'
import { makeTarGz, type TarEntry } from './small-tar.ts'
import { archiveTreeOf, goodEntries, prefix, publish } from './small-toolchain.ts'

const longName = `src/${'long-directory-name/'.repeat(12)}file.go`
const odd = ['test/fixedbugs/issue27836.dir/Äfoo.go', longName, `src/${'ü'.repeat(90)}/x.go`]

/** The module of the same tree, and the database that vouches for it. */
export const published = publish([
  ...goodEntries,
  ...odd.slice(1).map((path) => ({ name: `${prefix}${path}`, content: path })),
])
export const goodTree: readonly TarEntry[] = [
  ...archiveTreeOf(goodEntries),
  ...odd.map((path) => ({ name: `go/${path}`, content: path })),
]
export const good = makeTarGz(goodTree)
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
/** What a list of the Go project says of `archive`. */
export const originOf =
  (archive: Buffer, host = 'go.dev'): InstallPorts['origins'] =>
  () =>
    Promise.resolve([{ host, sha256: sha256(archive), bytes: archive.length }])
