/** How a line of each kind of start file sets a variable for programs. */

/** `list`: NAME=value lines of environment.d(5) and /etc/environment. `pam`: pam_env.conf(5). */
export type Dialect = 'posix' | 'fish' | 'fish-variables' | 'nu' | 'csh' | 'list' | 'pam'

export interface FoundAssignment {
  /** The value without quotes, nothing expanded; null where the line gives none (`export NAME`). */
  readonly raw: string | null
  /** Nothing else happens on that line. */
  readonly isAlone: boolean
}

/** What `line` gives to `name`, or null where it does not set it. Comments and `unset` set nothing. */
export const assignmentIn = (dialect: Dialect, line: string, name: string): FoundAssignment | null => {
  if (/^\s*#/.test(line)) return null
  const found = patterns[dialect].flatMap((pattern) => matchOf(dialect, pattern, line, name) ?? [])
  return found.find(({ raw }) => raw !== null) ?? found[0] ?? null
}

const matchOf = (dialect: Dialect, pattern: string, line: string, name: string): FoundAssignment | null => {
  const match = new RegExp(pattern.replaceAll('NAME', name)).exec(line)
  if (!match) return null
  const before = line.slice(0, match.index)
  const after = line.slice(match.index + match[0].length)
  if (dialect === 'posix') {
    if (!isCommandStart(before)) return null
    // `NAME=value command` sets it for that command only.
    if (match[0].startsWith(`${name}=`) && !/^\s*(?:[;&|#]|$|export\s)/.test(after)) return null
  }
  return {
    raw: match.groups?.value === undefined ? null : unquote(match.groups.value),
    isAlone: before.trim() === '' && !match.groups?.others && /^\s*;?\s*(#.*)?$/.test(after),
  }
}

const word = String.raw`(?<value>"[^"]*"|'[^']*'|[^\s;&|#"']*)`
const patterns: Readonly<Record<Dialect, readonly string[]>> = {
  posix: [
    String.raw`(?:export|declare\s+-\w*x\w*|typeset\s+-\w*x\w*)\s+(?<others>(?:\w+(?:=\S*)?\s+)*)NAME(?:=${word})?(?=[\s;&|]|$)`,
    String.raw`\bNAME=${word}`,
  ],
  fish: [
    String.raw`\bset\s+(?=(?:-\S+\s+)*(?:-\w*x|--export))(?:-\S+\s+)+NAME\s+${word}`,
    String.raw`\bexport\s+NAME=${word}`,
  ],
  'fish-variables': [String.raw`^SETUVAR\s+--export\s+NAME:(?<value>\S*)`],
  nu: [String.raw`\$env\.NAME\s*=\s*${word}`, String.raw`\bload-env\s*\{.*\bNAME:\s*${word}`],
  csh: [String.raw`\bsetenv\s+NAME\s+${word}`],
  list: [String.raw`^\s*(?:export\s+)?NAME=(?<value>.*?)\s*$`],
  pam: [String.raw`^\s*NAME\s+(?:DEFAULT|OVERRIDE)=(?<value>\S*)`, String.raw`^\s*NAME=(?<value>\S*)`],
}

const isCommandStart = (before: string): boolean => /(?:^|[;&|({]|\bthen|\belse|\bdo)\s*$/.test(before)

const unquote = (value: string): string => value.replace(/^(["'])(.*)\1$/s, '$2').replace(/\\x2f/g, '/')
