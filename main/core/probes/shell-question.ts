/**
 * How each shell is asked for the environment it gives to programs. The answer stands between two marks, so that what
 * start files print does not matter; `env -0` prints it, so that odd values do not matter either.
 */
export type ShellKind = 'posix' | 'bash' | 'zsh' | 'fish' | 'nu' | 'csh' | 'unknown'

const kinds: Readonly<Record<string, ShellKind>> = {
  sh: 'posix',
  ash: 'posix',
  dash: 'posix',
  busybox: 'posix',
  ksh: 'posix',
  ksh93: 'posix',
  mksh: 'posix',
  oksh: 'posix',
  loksh: 'posix',
  yash: 'posix',
  bash: 'bash',
  rbash: 'bash',
  zsh: 'zsh',
  fish: 'fish',
  nu: 'nu',
  csh: 'csh',
  tcsh: 'csh',
}

/** By the name of the program, without a version (`zsh-5.9`). */
export const shellKindOf = (shell: string): ShellKind => {
  const name = shell.slice(shell.lastIndexOf('/') + 1).replace(/-[\d.]+$/, '')
  return kinds[name] ?? 'unknown'
}

/** Programs in the place of a shell that only refuse. */
export const isNoShell = (shell: string): boolean => /\/(nologin|false|true|sync|halt|shutdown)$/.test(shell)

const beginMark = '__groundwork_environment_begins__'
const endMark = '__groundwork_environment_ends__'

/** The arguments for `shell` as a login shell or as a terminal's; null where no way to ask it is known. */
export const questionFor = (kind: ShellKind, how: 'login' | 'interactive', env: string): readonly string[] | null => {
  const flag = how === 'login' ? '-l' : '-i'
  switch (kind) {
    case 'posix':
    case 'bash':
    case 'zsh':
    case 'fish':
      return [flag, '-c', `printf %s ${beginMark}; ${env} -0; printf %s ${endMark}`]
    case 'nu':
      // With -c, only -l makes it read its start files (seen with 0.108); a terminal's reads them too.
      return ['-l', '-c', `print -n ${beginMark}; ^${env} -0; print -n ${endMark}`]
    case 'csh':
      // It takes -l only alone, so it cannot be asked as a login shell.
      return how === 'login' ? null : ['-i', '-c', `printf %s ${beginMark}; ${env} -0; printf %s ${endMark}`]
    case 'unknown':
      return null
  }
}

/** The environment in a shell's output; null where the marks are not there. */
export const answerIn = (output: string): Readonly<Record<string, string>> | null => {
  const begin = output.lastIndexOf(beginMark)
  const end = output.indexOf(endMark, begin)
  if (begin < 0 || end < 0) return null
  const values: Record<string, string> = {}
  for (const entry of output.slice(begin + beginMark.length, end).split('\0')) {
    const equals = entry.indexOf('=')
    if (equals > 0) values[entry.slice(0, equals)] = entry.slice(equals + 1)
  }
  return values
}
