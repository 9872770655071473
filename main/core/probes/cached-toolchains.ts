/** Toolchains that the go command downloaded by itself, in the module cache: `golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64`. */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readGoPaths } from './go-paths.ts'

export interface CachedToolchain {
  /** As GOTOOLCHAIN names it, e.g. `go1.26.8`. */
  readonly name: string
  /** e.g. `linux-amd64`. */
  readonly platform: string
  readonly tree: string
}

/** Those of every module cache of this person, whole ones only. */
export const readCachedToolchains = probe(async (host): Promise<readonly CachedToolchain[]> => {
  const caches = (await readGoPaths(host)).filter(({ name }) => name === 'modules')
  const found = await Promise.all([...new Set(caches.map(({ path }) => path))].map((path) => cachedIn(host, path)))
  return found.flat()
})

/** Those in one module cache. One whose unpacking was cut short counts as absent, as it does for the go command. */
export const cachedIn = async (host: ReadableHost, moduleCache: string): Promise<readonly CachedToolchain[]> => {
  const names = valueOr(await host.list(`${moduleCache}/golang.org`), [])
  const found = await Promise.all(
    names.map(async (entry): Promise<CachedToolchain | null> => {
      const [, version, name, platform] = /^toolchain@(v0\.0\.1-(go.+)\.([a-z0-9]+-[a-z0-9]+))$/.exec(entry) ?? []
      if (version === undefined || name === undefined || platform === undefined) return null
      const tree = `${moduleCache}/golang.org/${entry}`
      const [program, marker] = await Promise.all([
        host.status(`${tree}/bin/go`),
        host.status(`${moduleCache}/cache/download/golang.org/toolchain/@v/${version}.partial`),
      ])
      return program.ok && !marker.ok ? { name, platform, tree } : null
    }),
  )
  return found.filter((each) => each !== null)
}
