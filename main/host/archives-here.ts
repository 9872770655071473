/** Release archives of Go that a person has already: in their downloads and their home, no deeper. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { parseGoVersion, type GoVersion } from '../core/toolchains/go-version.ts'
import { archiveName } from '../core/toolchains/release-list.ts'

export interface ArchiveSearch {
  readonly home: string
  /** XDG_CONFIG_HOME, else `.config` of the home. */
  readonly config: string
  /** In Go's words. */
  readonly arch: string
}

/** Those for this processor, by their published names. */
export const findArchives = async ({
  home,
  config,
  arch,
}: ArchiveSearch): Promise<readonly { readonly path: string; readonly version: GoVersion }[]> => {
  const userDirs = await fs.readFile(join(config, 'user-dirs.dirs'), 'utf8').catch(() => '')
  const directories = new Set([
    downloadDirectory(userDirs, home) ?? join(home, 'Downloads'),
    join(home, 'Downloads'),
    home,
  ])
  const found = await Promise.all(
    [...directories].map(async (directory) => {
      const entries = await fs.readdir(directory, { withFileTypes: true }).catch(() => [])
      return entries.flatMap((entry) => {
        const version = parseGoVersion(/^(go[^/]*?)\.linux-/.exec(entry.name)?.[1] ?? '')
        const isArchive = version !== null && entry.isFile() && entry.name === archiveName(version.name, arch)
        return isArchive ? [{ path: join(directory, entry.name), version }] : []
      })
    }),
  )
  return found.flat()
}

/** As xdg-user-dirs writes it: absolute, or below `$HOME`. Null where it says nothing of use. */
const downloadDirectory = (userDirs: string, home: string): string | null => {
  const value = /^XDG_DOWNLOAD_DIR="(.*)"$/m.exec(userDirs)?.[1]?.replace(/^\$HOME(?=\/|$)/, home)
  return value?.startsWith('/') ? value : null
}
