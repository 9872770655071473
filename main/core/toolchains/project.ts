/** What the files around a directory say about the version of Go. */
import { valueOr, type ReadableHost } from '../host.ts'
import { compareGover, isGover, isLanguageVersion } from './gover.ts'
import { mistakesIn, usedIn, type GoFileKind, type Mistake } from './go-file-syntax.ts'
import { parseGoLines, type GoLines } from './go-mod.ts'
import { pinFiles, pinIn, type PinFile } from './version-pins.ts'

export interface GoFile extends GoLines {
  readonly path: string
  /** Why it could not be read; null where it could. */
  readonly problem: string | null
  /** What go cannot parse in it. */
  readonly mistakes: readonly Mistake[]
  /** The directories of the modules in a go.work; none for a go.mod. */
  readonly uses: readonly string[]
}

export interface Pin {
  readonly path: string
  readonly file: PinFile
  /** As written, without `go` in front: a version, the beginning of one, or a word like `latest`. */
  readonly version: string
}

export interface Project {
  /** The nearest go.mod at or above the directory. */
  readonly module: GoFile | null
  /** The nearest go.work; whether it counts depends on GOWORK. */
  readonly workspace: GoFile | null
  /** The nearest of each kind of file, those that name a version of Go. */
  readonly pins: readonly Pin[]
}

/** No file that names a version is that long; one that is says nothing. */
const maxPinBytes = 64 * 1024

export const readProject = async (host: ReadableHost, directory: string): Promise<Project> => {
  const above = parentsOf(directory)
  const [module, workspace, ...pins] = await Promise.all([
    nearest(host, above, 'go.mod'),
    nearest(host, above, 'go.work'),
    ...pinFiles.map(async (file): Promise<Pin | null> => {
      const path = await nearest(host, above, file)
      const version =
        path === null ? null : pinIn(file, valueOr(await host.readText(path, { maxBytes: maxPinBytes }), ''))
      return path === null || version === null ? null : { path, file, version }
    }),
  ])
  return {
    module: module === null ? null : await readGoFile(host, module, 'go.mod'),
    workspace: workspace === null ? null : await readGoFile(host, workspace, 'go.work'),
    pins: pins.filter((pin) => pin !== null),
  }
}

export const readGoFile = async (host: ReadableHost, path: string, kind: GoFileKind): Promise<GoFile> => {
  const text = await host.readText(path)
  const directory = directoryOf(path)
  return {
    path,
    ...parseGoLines(valueOr(text, '')),
    problem: text.ok ? null : text.detail,
    mistakes: text.ok ? mistakesIn(text.value, kind) : [],
    uses: text.ok && kind === 'go.work' ? usedIn(text.value).map((used) => below(directory, used)) : [],
  }
}

/** The directory of a file, without `/` at the end. */
export const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** `path`, seen from `directory`: absolute, without `.`, `..` or `/` at the end. */
const below = (directory: string, path: string): string => {
  const names: string[] = []
  for (const name of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names.map((name) => `/${name}`).join('')
}

/** The directory itself, then each one above it. */
const parentsOf = (directory: string): readonly string[] => {
  const names = directory.split('/').filter((name) => name !== '')
  return names.map((_, index) => `/${names.slice(0, names.length - index).join('/')}`).concat('')
}

/** The first of these directories that holds `name`, as a path; a directory of that name does not count. */
const nearest = async (host: ReadableHost, directories: readonly string[], name: string): Promise<string | null> => {
  for (const directory of directories) {
    const status = await host.status(`${directory}/${name}`)
    if (status.ok && status.value.kind !== 'directory') return `${directory}/${name}`
  }
  return null
}

/** Whether `version`, e.g. `1.26.8`, is what a pin asks for; null where the pin is a word that only its reader knows. */
export const fitsPin = (pin: string, version: string): boolean | null => {
  if (!isGover(pin) || !isGover(version)) return null
  return compareGover(pin, version) === 0 || (isLanguageVersion(pin) && version.startsWith(`${pin}.`))
}
