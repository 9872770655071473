/** Where the start files of a person's shell are, and in which order it reads them. */
import { valueOr, type ReadableHost } from '../host.ts'
import { readContexts } from '../probes/sessions.ts'
import type { ShellKind } from '../probes/shell-question.ts'

export interface ShellPlaces {
  readonly home: string
  /** XDG_CONFIG_HOME. */
  readonly config: string
  /** ZDOTDIR. */
  readonly zsh: string
}

export const readShellPlaces = async (
  host: ReadableHost,
  kind: ShellKind,
  program: string,
  home: string,
): Promise<ShellPlaces> => {
  const login = (await readContexts(host)).find(({ name }) => name === 'login')?.environment ?? {}
  const config = absolute(login.XDG_CONFIG_HOME) ?? `${home}/.config`
  return { home, config, zsh: kind === 'zsh' ? ((await readZdotdir(host, program, login)) ?? home) : home }
}

/** Of these three bash reads the first that is there, and no other. */
export const bashLoginFile = async (host: ReadableHost, home: string): Promise<string> => {
  for (const name of ['.bash_profile', '.bash_login']) {
    if ((await host.linkStatus(`${home}/${name}`)).ok) return `${home}/${name}`
  }
  return `${home}/.profile`
}

/**
 * The files of a login, then those that a terminal reads besides, each in the order in which they are read. What they
 * read in their turn is not among them.
 */
export const filesInOrder = async (
  host: ReadableHost,
  kind: ShellKind,
  { home, config, zsh }: ShellPlaces,
): Promise<{ readonly login: readonly string[]; readonly terminal: readonly string[] }> => {
  const within = async (directory: string, end: string): Promise<readonly string[]> =>
    valueOr(await host.list(directory), [])
      .filter((name) => name.endsWith(end))
      .toSorted()
      .map((name) => `${directory}/${name}`)
  const everybody = ['/etc/environment', '/etc/profile', ...(await within('/etc/profile.d', '.sh'))]
  const ofZsh = (name: string): readonly string[] => [`/etc/${name}`, `/etc/zsh/${name}`, `${zsh}/.${name}`]
  switch (kind) {
    case 'posix':
      return { login: [...everybody, `${home}/.profile`], terminal: [] }
    case 'bash': {
      const terminal = ['/etc/bashrc', '/etc/bash.bashrc', `${home}/.bashrc`]
      // Most login files read those of a terminal.
      return { login: [...everybody, ...terminal, await bashLoginFile(host, home)], terminal }
    }
    case 'zsh':
      return {
        login: [...everybody, ...ofZsh('zshenv'), ...ofZsh('zprofile'), ...ofZsh('zlogin')],
        terminal: [...ofZsh('zshenv'), ...ofZsh('zshrc')],
      }
    case 'fish': {
      const own = `${config}/fish`
      const read = [...(await within('/etc/fish/conf.d', '.fish')), ...(await within(`${own}/conf.d`, '.fish'))]
      const both = [`${own}/fish_variables`, ...read, '/etc/fish/config.fish', `${own}/config.fish`]
      return { login: ['/etc/environment', ...both], terminal: both }
    }
    case 'nu': {
      const both = [`${config}/nushell/env.nu`, `${config}/nushell/config.nu`]
      return { login: ['/etc/environment', ...both], terminal: both }
    }
    case 'csh':
    case 'unknown':
      return { login: [], terminal: [] }
  }
}

/** ~/.zshenv may set it without giving it to programs, so zsh itself is asked. */
const readZdotdir = async (
  host: ReadableHost,
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<string | null> => {
  const ran = await host.run({
    argv: [program, '-c', 'print -r -- "<zdotdir>${ZDOTDIR-}</zdotdir>"'],
    base: 'only',
    env,
  })
  return ran.kind === 'exited' ? absolute(/<zdotdir>(.*)<\/zdotdir>/.exec(ran.stdout)?.[1]) : null
}

const absolute = (path: string | undefined): string | null =>
  path?.startsWith('/') ? path.replace(/(?<=.)\/+$/, '') : null
