/** From the zip of a toolchain module to a tree of Go: names, modes, limits (cmd/go's unpacking, select.go). */
import { refuseNames } from './archive-names.ts'
import { toolchainModule } from './toolchain-module.ts'
import { BadArchive, type ZipEntry } from './zip-directory.ts'

/** What is larger is no Go: the largest so far unpacks to some 300 MiB in 16 000 files. */
export const treeLimits = { count: 60_000, bytes: 1_500_000_000, fileBytes: 256_000_000 } as const

export interface PlannedFile {
  readonly entry: ZipEntry
  /** Relative to the tree. */
  readonly path: string
  readonly isExecutable: boolean
}

/** What to write where, in the order of the archive. Throws `BadArchive` where any entry is not what a Go may hold. */
export const planTree = (entries: readonly ZipEntry[], moduleVersion: string): readonly PlannedFile[] => {
  const prefix = `${toolchainModule}@${moduleVersion}/`
  const files = entries.map((entry) => {
    if (!entry.name.startsWith(prefix))
      throw new BadArchive({
        en: `${JSON.stringify(entry.name)} is not of ${moduleVersion}`,
        'zh-CN': `${JSON.stringify(entry.name)} 不属于 ${moduleVersion}`,
      })
    const path = entry.name.slice(prefix.length).replace(/(^|\/)_go\.mod$/, '$1go.mod')
    return { entry, path, isExecutable: isProgram(path) }
  })
  const problem = refuseNames(
    files.map(({ path }) => path),
    treeLimits,
  )
  if (problem) throw new BadArchive(problem)
  const large = entries.find((entry) => Math.max(entry.bytes, entry.compressedBytes) > treeLimits.fileBytes)
  if (large)
    throw new BadArchive({
      en: `${JSON.stringify(large.name)} unpacks to ${large.bytes} bytes`,
      'zh-CN': `${JSON.stringify(large.name)} 解压后有 ${large.bytes} 字节`,
    })
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  if (bytes > treeLimits.bytes)
    throw new BadArchive({ en: `it unpacks to ${bytes} bytes`, 'zh-CN': `它解压后有 ${bytes} 字节` })
  return files
}

/** Whether a release archive has it as 0755. The zip carries no modes. */
export const isProgram = (path: string): boolean =>
  /^(bin|pkg\/tool)\//.test(path) || /\.(bash|sh|pl|rc)$/.test(path) || /(^|\/)go_[^/]*_exec$/.test(path)
