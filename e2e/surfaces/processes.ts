/** Processes as /proc shows them to everybody. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface Seen {
  readonly pid: number
  readonly parent: number
  /** Words of the command line. */
  readonly words: readonly string[]
}

/** All that are running now. */
export const processes = (): readonly Seen[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = /^PPid:\s*(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]
      if (parent === undefined) return []
      return [{ pid: Number(name), parent: Number(parent), words: read(`/proc/${name}/cmdline`).split('\0') }]
    })

/** Everything that `pid` started, and what that started. */
export const below = (pid: number, all = processes()): readonly Seen[] =>
  all.filter((seen) => seen.parent === pid).flatMap((seen) => [seen, ...below(seen.pid, all)])

/** A field of /proc/PID/status. */
export const statusOf = (pid: number, field: string): string | undefined =>
  new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(read(`/proc/${pid}/status`))?.[1]

/** Internet sockets of `pids`, of any kind and state: `tcp 0100007F:1F90 0A`. */
export const internetSockets = (pids: readonly number[]): readonly string[] => {
  const held = new Set(pids.flatMap(socketsOf))
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    read(`/proc/net/${kind}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => held.has(fields[9] ?? ''))
      .map(([, local, , state]) => `${kind} ${local} ${state}`),
  )
}

/** Inode numbers of the sockets that `pid` holds. */
const socketsOf = (pid: number): readonly string[] => {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`)) ?? []
      return inode === undefined ? [] : [inode]
    })
  } catch {
    return []
  }
}

const linkOf = (path: string): string => {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

/** Empty where it is gone, as processes are from one moment to the next. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
