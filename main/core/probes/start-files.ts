/** The files that set the environment of sessions, and the lines in them that set a variable: with file and line, for evidence. */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { assignmentIn, type Dialect } from './assignment.ts'

export interface StartFile {
  readonly path: string
  readonly dialect: Dialect
  /** Whose: the home it belongs to, or null for the whole system. */
  readonly home: string | null
  /** A link, as dotfile programs make: an edit would go somewhere else, or break the link. */
  readonly isLink: boolean
  readonly text: string
}

/** One line of a start file that sets a variable. */
export interface Assignment {
  readonly file: StartFile
  /** From 1. */
  readonly line: number
  /** The line as it stands, trimmed, at most 200 characters. */
  readonly text: string
  /** The value with HOME filled in; null where only running the file would tell. */
  readonly value: string | null
  /** Nothing else happens on that line, so it can be commented out without changing anything else. */
  readonly isAlone: boolean
}

const systemFiles: readonly (readonly [string, Dialect])[] = [
  ['/etc/environment', 'list'],
  ['/etc/profile', 'posix'],
  ['/etc/bash.bashrc', 'posix'],
  ['/etc/bashrc', 'posix'],
  ['/etc/zshenv', 'posix'],
  ['/etc/zprofile', 'posix'],
  ['/etc/zshrc', 'posix'],
  ['/etc/zsh/zshenv', 'posix'],
  ['/etc/zsh/zprofile', 'posix'],
  ['/etc/zsh/zshrc', 'posix'],
  ['/etc/fish/config.fish', 'fish'],
  ['/etc/csh.cshrc', 'csh'],
  ['/etc/csh.login', 'csh'],
]

const systemDirectories: readonly (readonly [string, string, Dialect])[] = [
  ['/etc/profile.d', '.sh', 'posix'],
  ['/etc/environment.d', '.conf', 'list'],
  ['/usr/lib/environment.d', '.conf', 'list'],
  ['/etc/fish/conf.d', '.fish', 'fish'],
]

const homeFiles: readonly (readonly [string, Dialect])[] = [
  ['.profile', 'posix'],
  ['.bash_profile', 'posix'],
  ['.bash_login', 'posix'],
  ['.bashrc', 'posix'],
  ['.zshenv', 'posix'],
  ['.zprofile', 'posix'],
  ['.zshrc', 'posix'],
  ['.zlogin', 'posix'],
  ['.config/fish/config.fish', 'fish'],
  ['.config/fish/fish_variables', 'fish-variables'],
  ['.config/nushell/env.nu', 'nu'],
  ['.config/nushell/config.nu', 'nu'],
  ['.pam_environment', 'pam'],
  ['.cshrc', 'csh'],
  ['.tcshrc', 'csh'],
  ['.login', 'csh'],
]

const homeDirectories: readonly (readonly [string, string, Dialect])[] = [
  ['.config/environment.d', '.conf', 'list'],
  ['.config/fish/conf.d', '.fish', 'fish'],
]

/** Every start file that is there and can be read, the system's first. */
export const readStartFiles = probe(async (host): Promise<readonly StartFile[]> => {
  const homes = await host.homes()
  const wanted: { path: string; dialect: Dialect; home: string | null }[] = systemFiles.map(([path, dialect]) => ({
    path,
    dialect,
    home: null,
  }))
  for (const home of homes)
    wanted.push(...homeFiles.map(([name, dialect]) => ({ path: `${home}/${name}`, dialect, home })))
  const listed = await Promise.all([
    ...systemDirectories.map(([directory, end, dialect]) => inDirectory(host, directory, end, dialect, null)),
    ...homes.flatMap((home) =>
      homeDirectories.map(([name, end, dialect]) => inDirectory(host, `${home}/${name}`, end, dialect, home)),
    ),
  ])
  const files = await Promise.all(
    [...wanted, ...listed.flat()]
      .sort((a, b) => Number(a.home !== null) - Number(b.home !== null))
      .map((file) => read(host, file)),
  )
  return files.filter((file) => file !== null)
})

const inDirectory = async (
  host: ReadableHost,
  directory: string,
  end: string,
  dialect: Dialect,
  home: string | null,
): Promise<readonly { path: string; dialect: Dialect; home: string | null }[]> =>
  valueOr(await host.list(directory), [])
    .filter((name) => name.endsWith(end))
    .slice(0, 200)
    .map((name) => ({ path: `${directory}/${name}`, dialect, home }))

const read = async (
  host: ReadableHost,
  file: { readonly path: string; readonly dialect: Dialect; readonly home: string | null },
): Promise<StartFile | null> => {
  const text = await host.readText(file.path)
  if (!text.ok) return null
  const link = await host.linkStatus(file.path)
  return { ...file, isLink: link.ok && link.value.kind === 'link', text: text.value }
}

/** The lines of `files` that set `name` for programs, in the order of the files. */
export const assignmentsOf = (files: readonly StartFile[], name: string): readonly Assignment[] =>
  files.flatMap((file) => {
    if (!file.text.includes(name)) return []
    return file.text.split('\n').flatMap((text, index) => {
      const found = text.length < 4_000 ? assignmentIn(file.dialect, text, name) : null
      if (!found) return []
      const value = found.raw === null ? null : expand(found.raw, file.home)
      return [{ file, line: index + 1, text: text.trim().slice(0, 200), value, isAlone: found.isAlone }]
    })
  })

/** `~` and HOME filled in; null where more than that would have to be run. */
const expand = (raw: string, home: string | null): string | null => {
  const filled =
    home === null ? raw : raw.replace(/^~(?=\/|$)/, home).replace(/\$(?:HOME\b|\{HOME\}|env\.HOME\b)/g, home)
  return /[$`*?(]/.test(filled) || filled.startsWith('~') ? null : filled
}
