/** Toolchains that the go command downloaded by itself, in the module cache: `golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64`. */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { parseToolchainModuleVersion } from '../toolchains/toolchain-module.ts'
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
  const found = await Promise.all((await readModuleCaches(host)).map((path) => cachedIn(host, path)))
  return found.flat()
})

/** Those in one module cache. One whose unpacking was cut short counts as absent, as it does for the go command. */
export const cachedIn = async (host: ReadableHost, moduleCache: string): Promise<readonly CachedToolchain[]> =>
  (await listedIn(host, moduleCache)).filter(({ isWhole }) => isWhole)

/** A toolchain in a module cache, whole or not. */
export interface ListedToolchain extends CachedToolchain {
  /** e.g. `v0.0.1-go1.26.8.linux-amd64`. */
  readonly moduleVersion: string
  readonly moduleCache: string
  /** Whether the go command would use it: it is there, and no unpacking or removal of it was cut short. */
  readonly isWhole: boolean
}

export const listedIn = async (host: ReadableHost, moduleCache: string): Promise<readonly ListedToolchain[]> => {
  const names = valueOr(await host.list(`${moduleCache}/golang.org`), [])
  const found = await Promise.all(
    names.map(async (entry): Promise<ListedToolchain | null> => {
      const [, moduleVersion = ''] = /^toolchain@(.+)$/.exec(entry) ?? []
      const parsed = parseToolchainModuleVersion(moduleVersion)
      if (!parsed) return null
      const tree = `${moduleCache}/golang.org/${entry}`
      const [program, marker] = await Promise.all([
        host.status(`${tree}/bin/go`),
        host.status(`${downloadsOf(moduleCache)}/${moduleVersion}.partial`),
      ])
      const { name, platform } = parsed
      return {
        name,
        platform: `${platform.os}-${platform.arch}`,
        tree,
        moduleVersion,
        moduleCache,
        isWhole: program.ok && !marker.ok,
      }
    }),
  )
  return found.filter((each) => each !== null)
}

/** Where the go command keeps what it downloaded of toolchains: a zip, its hash, a lock, and marks of what is unfinished. */
export const downloadsOf = (moduleCache: string): string => `${moduleCache}/cache/download/golang.org/toolchain/@v`

/** The module caches of this person, each once. */
export const readModuleCaches = async (host: ReadableHost): Promise<readonly string[]> => {
  const caches = (await readGoPaths(host)).filter(({ name }) => name === 'modules')
  return [...new Set(caches.map(({ path }) => path))]
}
