/** What a kernel setting will be after a restart, from the files that set it (sysctl.d(5), sysctl.conf(5)). */
import { valueOr, type ReadableHost } from '../host.ts'

/** One line that sets it. */
export interface SysctlLine {
  readonly file: string
  /** From 1; 0 for the kernel's command line. */
  readonly line: number
  readonly value: string
}

export interface SysctlAtBoot {
  /** The line that counts; null where nothing sets it, so that the kernel's own default does. */
  readonly winner: SysctlLine | null
  /** Every line that sets it, in the order of being applied; the last is the winner. */
  readonly lines: readonly SysctlLine[]
  /** Files that are there and could not be read: what they set is not known. */
  readonly unreadable: readonly string[]
}

/** In falling order: a file hides those of the same name in directories that come later. */
const directories = ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d', '/lib/sysctl.d']
const oldFile = '/etc/sysctl.conf'

/**
 * Reads what sets `key` (with dots) at boot. Files apply in the order of their names, whatever directory they are in, and
 * the last line counts. /etc/sysctl.conf is applied last by procps' `sysctl --system`; systemd reads it only by way of a
 * link in sysctl.d.
 */
export const readSysctlAtBoot = async (
  host: ReadableHost,
  key: string,
  init: 'systemd' | 'other' | 'unknown',
): Promise<SysctlAtBoot> => {
  const files = new Map<string, string>()
  const lists = await Promise.all(directories.map((directory) => host.list(directory)))
  for (const [index, list] of lists.entries()) {
    for (const name of valueOr(list, [])) {
      if (name.endsWith('.conf') && !files.has(name)) files.set(name, `${directories[index]}/${name}`)
    }
  }
  const inOrder = [...files.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)
  if (init !== 'systemd') inOrder.push(oldFile)
  const [commandLine, ...texts] = await Promise.all([
    host.readText('/proc/cmdline'),
    ...inOrder.map((path) => host.readText(path)),
  ])
  const fromKernel = valueOr(commandLine, '')
    .trim()
    .split(/\s+/)
    .flatMap((word) => assignmentOf(word.replace(/^sysctl[./]/, ''), key))
    .map((value) => ({ file: '/proc/cmdline', line: 0, value }))
  const lines = texts.flatMap((text, index) =>
    valueOr(text, '')
      .split('\n')
      .flatMap((line, at) =>
        assignmentOf(line, key).map((value) => ({ file: inOrder[index] ?? '', line: at + 1, value })),
      ),
  )
  const all = [...fromKernel, ...lines]
  return {
    winner: all.at(-1) ?? null,
    lines: all,
    // A link to /dev/null hides a file on purpose: `wrong-kind`. A file that is not there sets nothing.
    unreadable: inOrder.filter((_, index) => {
      const text = texts[index]
      return text !== undefined && !text.ok && text.why !== 'absent' && text.why !== 'wrong-kind'
    }),
  }
}

/** The value, where `line` sets `key`: blanks around, `/` for `.`, and a `-` in front (failure is fine) are allowed. */
const assignmentOf = (line: string, key: string): readonly string[] => {
  const found = /^\s*-?\s*([^#;=\s][^=\s]*)\s*=\s*(.*?)\s*$/.exec(line)
  return found?.[1]?.replaceAll('/', '.') === key && found[2] !== undefined ? [found[2]] : []
}
