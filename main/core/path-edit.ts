/**
 * How a person puts a directory on PATH for good: the file that their login shell reads, and commands that add one
 * owned piece to it and take it away again. Described only; nothing here is run by the app.
 */
import { valueOr, type ReadableHost } from './host.ts'
import { probe } from './once.ts'
import { loginShellOf, readContexts } from './probes/sessions.ts'
import { shellKindOf, type ShellKind } from './probes/shell-question.ts'
import { shell } from './shell.ts'

/** The file that a login of this person reads. */
export interface LoginFile {
  readonly kind: ShellKind
  /** As a person writes it: `~/.profile`. */
  readonly path: string
  readonly exists: boolean
  /** A link, as dotfile programs make, or not the person's to write: to be edited where it really comes from. */
  readonly isManaged: boolean
  /** An addition must begin on a line of its own. */
  readonly endsWithNewline: boolean
}

export interface PathEdit {
  readonly commands: readonly string[]
  readonly undo: readonly string[]
  /** What the file will have, for a person who edits it by hand. */
  readonly lines: readonly string[]
}

/** Null where nobody can log in there, or with a shell whose files are not known. */
export const readLoginFile = probe(async (host): Promise<LoginFile | null> => {
  const { home } = host.user()
  const program = loginShellOf(host)
  if (!home || !program) return null
  const kind = shellKindOf(program)
  const name = await loginFileName(host, kind, home)
  if (name === null) return null
  const path = name.startsWith('/') ? name : `${home}/${name}`
  const link = await host.linkStatus(path)
  const isLink = link.ok && link.value.kind === 'link'
  const text = valueOr(await host.readText(path), '')
  return {
    kind,
    path: path.startsWith(`${home}/`) ? `~/${path.slice(home.length + 1)}` : path,
    exists: link.ok,
    isManaged: isLink || (link.ok && (await host.access(path, 'write')) !== 'yes'),
    endsWithNewline: text === '' || text.endsWith('\n'),
  }
})

/** bash(1) INVOCATION, zsh(1) STARTUP FILES, fish(1), csh(1), nushell's book. Only the first of bash's three is read. */
const loginFileName = async (host: ReadableHost, kind: ShellKind, home: string): Promise<string | null> => {
  switch (kind) {
    case 'bash':
      for (const name of ['.bash_profile', '.bash_login']) if ((await host.status(`${home}/${name}`)).ok) return name
      return '.profile'
    case 'posix':
      return '.profile'
    case 'zsh': {
      const login = (await readContexts(host)).find(({ name }) => name === 'login')
      const directory = login?.environment?.ZDOTDIR
      return directory?.startsWith('/') ? `${directory}/.zprofile` : '.zprofile'
    }
    case 'fish':
      return '.config/fish/config.fish'
    case 'nu':
      return '.config/nushell/env.nu'
    case 'csh':
      return '.login'
    case 'unknown':
      return null
  }
}

/**
 * The edit that puts `directory` first or last on PATH. `topic` names the owned piece: one edit for each. A file that
 * did not end with a newline has one after the undo too.
 */
export const pathEdit = (file: LoginFile, directory: string, place: 'first' | 'last', topic: string): PathEdit => {
  const marks = [`# >>> groundwork: ${topic} >>>`, `# <<< groundwork: ${topic} <<<`] as const
  const lines = [marks[0], ...pathLines(file.kind, directory, place), marks[1]]
  const undo = file.exists ? shell`sed -i ${`/^${marks[0]}$/,/^${marks[1]}$/d`} ${file.path}` : shell`rm ${file.path}`
  const parent = /^(~\/.*)\/[^/]+$/.exec(file.path)?.[1]
  const makeParent = parent !== undefined && !file.exists ? [shell`mkdir -p ${parent}`] : []
  const written = file.endsWithNewline ? lines : ['', ...lines]
  return { commands: [...makeParent, shell`printf '%s\\n' ${written} >> ${file.path}`], undo: [undo], lines }
}

const pathLines = (kind: ShellKind, directory: string, place: 'first' | 'last'): readonly string[] => {
  const quoted = directory.replace(/[\\"$`]/g, '\\$&')
  switch (kind) {
    case 'fish':
      return place === 'first'
        ? [`set -gx PATH "${quoted}" (string match -v -- "${quoted}" $PATH)`]
        : [`contains -- "${quoted}" $PATH; or set -gx PATH $PATH "${quoted}"`]
    case 'nu':
      return [
        `$env.PATH = ($env.PATH | split row (char esep) | ${place === 'first' ? 'prepend' : 'append'} "${quoted}" | uniq)`,
      ]
    case 'csh':
      return [place === 'first' ? `setenv PATH "${quoted}:$PATH"` : `setenv PATH "$PATH:${quoted}"`]
    case 'bash':
    case 'zsh':
    case 'posix':
    case 'unknown':
      return place === 'first'
        ? [`case ":$PATH:" in ":${quoted}:"*) ;; *) PATH="${quoted}:$PATH" ;; esac`, 'export PATH']
        : [`case ":$PATH:" in *":${quoted}:"*) ;; *) PATH="$PATH:${quoted}" ;; esac`, 'export PATH']
  }
}
