/** Directories of a person in which a file names a version of Go: a bounded look that never leaves their home. */
import * as fs from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { dirname, join } from 'node:path'
import { pinFiles, pinIn } from '../core/toolchains/version-pins.ts'

export interface FoundProject {
  readonly directory: string
  /** Names of the files. */
  readonly files: readonly string[]
}

export interface ProjectSearch {
  readonly home: string
  /** Where the app was started: its project is the first, wherever it is. */
  readonly start: string
  /** The person's GOPATH: what is downloaded and installed below it is not theirs. */
  readonly gopath: string
  /** Default 2 000; what was found until then is the answer. */
  readonly timeoutMs?: number
}

/** Levels below the home. */
const deepest = 3
const most = 200
const maxPinBytes = 64 * 1024

/** In no order but that of their paths. Links are not followed, and other file systems not entered. */
export const findProjects = async (search: ProjectSearch): Promise<readonly FoundProject[]> => {
  const { home, start, gopath, timeoutMs = 2_000 } = search
  const deadline = performance.now() + timeoutMs
  const first = await projectAbove(start)
  const root = await fs.realpath(home).catch(() => null)
  const device = root === null ? null : (await fs.lstat(root)).dev
  const found: FoundProject[] = []
  let level: readonly string[] = root === null ? [] : [root]
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const directory of level) {
      if (performance.now() > deadline || found.length >= most) break
      const seen = await lookInto(directory, device)
      if (seen === null) continue
      if (seen.files.length > 0 && directory !== first?.directory) found.push({ directory, files: seen.files })
      next.push(...seen.directories.filter((path) => path !== join(gopath, 'pkg') && path !== join(gopath, 'bin')))
    }
    level = next
  }
  found.sort((a, b) => (a.directory < b.directory ? -1 : 1))
  return first ? [first, ...found] : found
}

/** The nearest directory at or above `start` with such a file. */
const projectAbove = async (start: string): Promise<FoundProject | null> => {
  for (let directory = start; ; directory = dirname(directory)) {
    const files = await filesIn(directory, await fs.readdir(directory).catch(() => []))
    if (files.length > 0) return { directory, files }
    if (directory === dirname(directory)) return null
  }
}

/** Never looked into: hidden, made by tools, or somebody else's code. */
const isPassedOver = (name: string): boolean => name.startsWith('.') || /^(node_modules|vendor|testdata)$/.test(name)

/** Null where it is on another file system, cannot be read, or is a tree of Go itself. */
const lookInto = async (
  directory: string,
  device: number | null,
): Promise<{ readonly files: readonly string[]; readonly directories: readonly string[] } | null> => {
  try {
    if ((await fs.lstat(directory)).dev !== device) return null
    const entries = await fs.readdir(directory, { withFileTypes: true })
    const names = entries.map(({ name }) => name)
    if (names.includes('VERSION') && names.includes('pkg') && names.includes('src')) return null
    return {
      files: await filesIn(directory, names),
      directories: entries
        .filter((entry) => entry.isDirectory() && !isPassedOver(entry.name))
        .map(({ name }) => join(directory, name)),
    }
  } catch {
    return null
  }
}

/** Of `names`, those that name a version of Go: files of other tools only where they do. */
const filesIn = async (directory: string, names: readonly string[]): Promise<readonly string[]> => {
  const modules = ['go.mod', 'go.work'].filter((name) => names.includes(name))
  const pins = await Promise.all(
    pinFiles
      .filter((name) => names.includes(name))
      .map(async (name) => (pinIn(name, await startOf(join(directory, name))) === null ? [] : [name])),
  )
  return [...modules, ...pins.flat()]
}

/** Empty where it is no ordinary file, or cannot be read. */
const startOf = async (path: string): Promise<string> => {
  const status = await fs.stat(path).catch(() => null)
  if (!status?.isFile() || status.size > maxPinBytes) return ''
  return fs.readFile(path, 'utf8').catch(() => '')
}
