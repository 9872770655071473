/** The file that runs when a person types `go`: links and trees followed, launchers (snap, mise, shims) seen through. */
import { readElf, type Elf } from '../inspect/elf.ts'
import { valueOr } from '../host.ts'
import { probe } from '../once.ts'
import { readActiveGo } from './active-go.ts'

export interface GoBinary {
  /** As found on PATH. */
  readonly found: string
  /** Without links. */
  readonly path: string
  readonly goroot: string | null
  /** e.g. `go1.26.8`. */
  readonly version: string | null
  /** Null where it is a script or another launcher whose tree is not known. */
  readonly elf: Elf | null
}

/** The binary of the active Go; null where there is none. Rejects with `Unreadable` where the file is damaged. */
export const readGoBinary = probe(async (host): Promise<GoBinary | null> => {
  const go = await readActiveGo(host)
  if (!go) return null
  const wanted = go.goroot === null ? go.path : `${go.goroot}/bin/go`
  const path = valueOr(await host.realPath(wanted), wanted)
  return { found: go.path, path, goroot: go.goroot, version: go.version, elf: await readElf(host, path) }
})

/** The minor version of a Go: 26 for `go1.26.8`; null where it says none. */
export const minorOf = (version: string | null): number | null => {
  const minor = /^go1\.(\d+)/.exec(version ?? '')?.[1]
  return minor === undefined ? null : Number(minor)
}
