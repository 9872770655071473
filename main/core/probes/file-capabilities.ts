/** Capabilities that are attached to files (capabilities(7)): asked of getcap, else of the attribute that holds them. */
import { Unreadable } from '../engine.ts'
import type { ReadableHost } from '../host.ts'
import { describeRan, requireOwn } from './describe-ran.ts'
import { firstOnPath, systemPath } from './on-path.ts'

export interface FileCapabilities {
  /** The command that asked, to which a path is added. */
  readonly command: string
  /** As libcap 2.40 and later writes them, e.g. `cap_sys_ptrace=ep`; a file that is not here has none. */
  readonly byPath: ReadonlyMap<string, string>
}

/** The capabilities of `paths`; null where no tool on this system can tell. Rejects with `Unreadable` on any other answer. */
export const readFileCapabilities = async (
  host: ReadableHost,
  paths: readonly string[],
): Promise<FileCapabilities | null> => {
  const getcap = await firstOnPath(host, systemPath, 'getcap')
  if (getcap !== null) return ask(host, [getcap], paths, (output) => parseGetcap(output, paths))
  const getfattr = await firstOnPath(host, systemPath, 'getfattr')
  if (getfattr === null) return null
  // It exits with 1 where a file has no such attribute, and says so on stderr.
  const options = ['--absolute-names', '-n', 'security.capability', '-e', 'hex', '--']
  return ask(host, [getfattr, ...options], paths, parseGetfattr, [0, 1])
}

const ask = async (
  host: ReadableHost,
  command: readonly [string, ...string[]],
  paths: readonly string[],
  parse: (output: string) => ReadonlyMap<string, string> | null,
  goodCodes: readonly number[] = [0],
): Promise<FileCapabilities> => {
  const source = [...command, ...paths].join(' ')
  const ran = await host.run({ argv: [...command, ...paths], timeoutMs: 3_000 })
  requireOwn(ran)
  if (ran.kind !== 'exited' || !goodCodes.includes(ran.code)) throw new Unreadable(source, describeRan(ran))
  const byPath = parse(ran.stdout)
  if (!byPath) throw new Unreadable(source, `an answer that makes no sense: ${ran.stdout.trim().slice(0, 200)}`)
  return { command: command.join(' '), byPath }
}

/** `PATH cap_sys_ptrace=ep`, before libcap 2.40 `PATH = cap_sys_ptrace+ep`. Null where a line is neither. */
export const parseGetcap = (output: string, paths: readonly string[]): ReadonlyMap<string, string> | null => {
  const found = new Map<string, string>()
  for (const line of output.split('\n').filter((each) => each !== '')) {
    const path = paths.find((candidate) => line.startsWith(`${candidate} `))
    const text = path === undefined ? undefined : /^ (?:= )?([a-z0-9_,=+ -]+)$/.exec(line.slice(path.length))?.[1]
    if (path === undefined || text === undefined) return null
    // One clause may be said either way; of several, later ones add to the earlier.
    found.set(path, text.includes(' ') ? text : text.replace('+', '='))
  }
  return found
}

/** `# file: PATH` and `security.capability=0x…`, decoded. Null where it is neither. */
export const parseGetfattr = (output: string): ReadonlyMap<string, string> | null => {
  const found = new Map<string, string>()
  for (const block of output.split('\n\n').filter((each) => each.trim() !== '')) {
    const match = /^# file: (.+)\nsecurity\.capability=0x([0-9a-f]+)\n*$/.exec(block)
    const text = match?.[2] === undefined ? null : decodeAttribute(match[2])
    if (match?.[1] === undefined || text === null) return null
    found.set(
      match[1].replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))),
      text,
    )
  }
  return found
}

/** `struct vfs_cap_data` of linux/capability.h: a word of flags, then permitted and inheritable, low words first. */
const decodeAttribute = (hex: string): string | null => {
  if (hex.length < 40) return null
  const word = (index: number): number => {
    const bytes = hex.slice(index * 8, index * 8 + 8).match(/../g) ?? []
    return Number.parseInt(bytes.reverse().join(''), 16)
  }
  const isEffective = (word(0) & 1) === 1
  const bits = Array.from({ length: 64 }, (_, bit) => bit)
  const has = (bit: number, low: number, high: number): boolean =>
    ((word(bit < 32 ? low : high) >>> (bit % 32)) & 1) === 1
  const kinds = bits.map((bit) => {
    const isPermitted = has(bit, 1, 3)
    const isInheritable = has(bit, 2, 4)
    return isPermitted || isInheritable
      ? `${isEffective ? 'e' : ''}${isInheritable ? 'i' : ''}${isPermitted ? 'p' : ''}`
      : ''
  })
  const clauses = [...new Set(kinds)]
    .filter((kind) => kind !== '')
    .map(
      (kind) =>
        `${bits
          .filter((bit) => kinds[bit] === kind)
          .map(capabilityName)
          .join(',')}=${kind}`,
    )
  return clauses.length > 0 ? clauses.join(' ') : '='
}

/** The number of CAP_SYS_PTRACE, as in `CapBnd` of /proc/self/status. */
export const sysPtrace = 19

/** Others by their numbers, which setcap takes as well. */
const capabilityName = (bit: number): string => (bit === sysPtrace ? 'cap_sys_ptrace' : String(bit))
