/** Which start files must name a directory so that a person's new terminals find it: by their login shell (K07). */
import { valueOr, type ReadableHost } from '../host.ts'
import { directoriesOf, firstOnPath, systemPath } from '../probes/on-path.ts'
import { loginShellOf, readContexts } from '../probes/sessions.ts'
import { shellKindOf, type ShellKind } from '../probes/shell-question.ts'
import { askOwnShells, isBeaten } from './path-answers.ts'
import { hasBlock, isWritable, type BlockDialect } from './path-block.ts'
import { bashLoginFile, readShellPlaces, type ShellPlaces } from './shell-places.ts'

/** Reads a file without running it, its path being the last word; exits with 0 where the file makes sense. */
export type Parser = readonly [string, ...string[]]

export interface PathFile {
  /** Absolute. */
  readonly path: string
  readonly dialect: BlockDialect
  /** What it is for. Only `login` is enough for editors started from the desktop. */
  readonly readBy: 'login' | 'terminal' | 'desktop'
  /** The first must understand the file as it is; whichever does must understand it afterwards. */
  readonly parsers: readonly Parser[]
  /** Permission bits of a new file, whatever the umask; without it the umask decides. */
  readonly mode?: number
}

export type PathFiles =
  | { readonly kind: 'files'; readonly files: readonly PathFile[] }
  /** HOME is not the home of the account (`sudo` may keep it): its files are another person's. */
  | { readonly kind: 'other-home'; readonly home: string }
  /** Nobody can log in, or with a shell whose files are not known. */
  | { readonly kind: 'unknown-shell'; readonly shell: string }
  /** A colon or a line break is in it. */
  | { readonly kind: 'unwritable-name' }

/** The files for the person of `host`. `directory` is the one to be put on PATH. */
export const readPathFiles = async (host: ReadableHost, directory: string): Promise<PathFiles> => {
  const { home } = host.user()
  const program = loginShellOf(host)
  if (!home || host.environment().HOME !== home) return { kind: 'other-home', home: host.environment().HOME ?? '' }
  if (!isWritable('posix', directory)) return { kind: 'unwritable-name' }
  const kind = program === null ? 'unknown' : shellKindOf(program)
  if (program === null || kind === 'unknown' || kind === 'csh') return { kind: 'unknown-shell', shell: program ?? '' }
  const hasManager = (await readContexts(host)).some(({ name }) => name === 'systemd-user')
  const places = await readShellPlaces(host, kind, program, home)
  // A terminal of the session that runs now has inherited its PATH from a login before the edit.
  const isInherited = directoriesOf(host.environment().PATH ?? '').includes(directory)
  const { terminal } = await askOwnShells(host)
  const isPutBehind = terminal?.kind === 'path' && terminal.go !== null && isBeaten(terminal, directory)
  const named = await namesFor(host, kind, places)
  const sh = await firstOnPath(host, systemPath, 'sh')
  const files = await Promise.all(
    named.map(async ({ path, readBy, dialect }): Promise<readonly PathFile[]> => {
      const isNeeded =
        readBy !== 'terminal' || !isInherited || isPutBehind || hasBlock(valueOr(await host.readText(path), ''))
      const parsers = [...parsersOf(kind, program), ...(path.endsWith('/.profile') && sh ? [[sh, '-n'] as const] : [])]
      return isNeeded ? [{ path, readBy, dialect, parsers }] : []
    }),
  )
  return {
    kind: 'files',
    files: [
      ...files.flat(),
      ...(hasManager && isWritable('environment', directory)
        ? [
            {
              path: `${places.config}/environment.d/60-groundwork.conf`,
              readBy: 'desktop',
              dialect: 'environment',
              parsers: [],
            } as const,
          ]
        : []),
    ],
  }
}

interface NamedFile {
  readonly path: string
  readonly readBy: 'login' | 'terminal'
  readonly dialect: BlockDialect
}

/** bash(1) INVOCATION, zsh(1) STARTUP FILES, fish(1), nushell's book. */
const namesFor = async (
  host: ReadableHost,
  kind: Exclude<ShellKind, 'csh' | 'unknown'>,
  { home, config, zsh }: ShellPlaces,
): Promise<readonly NamedFile[]> => {
  const dialect = 'posix'
  switch (kind) {
    case 'posix':
      return [{ path: `${home}/.profile`, readBy: 'login', dialect }]
    case 'bash':
      return [
        { path: await bashLoginFile(host, home), readBy: 'login', dialect },
        { path: `${home}/.bashrc`, readBy: 'terminal', dialect },
      ]
    case 'zsh':
      return [
        { path: `${zsh}/.zprofile`, readBy: 'login', dialect },
        { path: `${zsh}/.zshrc`, readBy: 'terminal', dialect },
      ]
    case 'fish':
      return [{ path: `${config}/fish/conf.d/groundwork.fish`, readBy: 'login', dialect: 'fish' }]
    case 'nu':
      return [{ path: `${config}/nushell/env.nu`, readBy: 'login', dialect: 'nu' }]
  }
}

const parsersOf = (kind: ShellKind, program: string): readonly Parser[] => {
  switch (kind) {
    case 'zsh':
      return [[program, '-f', '-n']]
    case 'fish':
      return [[program, '--no-execute']]
    case 'posix':
    case 'bash':
      return [[program, '-n']]
    case 'nu':
    case 'csh':
    case 'unknown':
      // None takes a file to read only; that the login still works afterwards is tested for all.
      return []
  }
}
