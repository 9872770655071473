/** What is mounted where, from /proc/self/mountinfo (proc_pid_mountinfo(5)): flags like `noexec` and `ro` live there. */
import { Unreadable } from '../engine.ts'
import { CannotAsk } from '../host.ts'
import { probe } from '../once.ts'

/** One mount, as the kernel tells it. */
export interface Mount {
  readonly id: number
  readonly parentId: number
  /** Where it is, absolute, unescaped. */
  readonly point: string
  /** Of this mount: `ro`, `noexec`, `nosuid` … */
  readonly options: readonly string[]
  /** `ext4`, `tmpfs`, `overlay` … */
  readonly type: string
  readonly source: string
  /** Of the file system itself, shared by all its mounts: `ro`, `size=4k` … */
  readonly superOptions: readonly string[]
}

export interface MountTable {
  readonly mounts: readonly Mount[]
  /** Lines that were not as proc_pid_mountinfo(5) has them. */
  readonly skipped: number
  /** The mount that answers for `realPath` (without links, `.` or `..`); null where the table does not tell. */
  holding(realPath: string): Mount | null
}

/** The file of the kernel that `readMounts` reads. */
export const mountinfoPath = '/proc/self/mountinfo'

/** The mounts that this process sees. A mounted disk has none of its own. */
export const readMounts = probe(async (host): Promise<MountTable> => {
  if (!host.canRun) throw new CannotAsk('needs-running', mountinfoPath)
  const text = await host.readText(mountinfoPath, { maxBytes: 16 * 1024 * 1024 })
  if (!text.ok) throw new Unreadable(mountinfoPath, text.detail)
  const table = parseMountinfo(text.value)
  if (table.mounts.length === 0) throw new Unreadable(mountinfoPath, 'no line of it is a mount')
  return table
})

/** Whether nothing can be changed there, by anyone: the mount or its whole file system is read-only. */
export const isReadOnly = (mount: Mount): boolean => mount.options.includes('ro') || mount.superOptions.includes('ro')

/** A mount as evidence: its line, shortened to what explains a flag. */
export const describeMount = (mount: Mount): string => `${mount.point} ${mount.type} ${mount.options.join(',')}`

/** Reads the text of a mountinfo. Lines that are not mounts are skipped and counted. */
export const parseMountinfo = (text: string): MountTable => {
  const lines = text.split('\n').filter((line) => line !== '')
  const mounts = lines.map(parseLine).filter((mount) => mount !== null)
  return { mounts, skipped: lines.length - mounts.length, holding: finder(mounts) }
}

/** `36 35 98:0 /root /point rw,noatime master:1 - ext3 /dev/root rw,errors=continue`: optional fields end with `-`. */
const parseLine = (line: string): Mount | null => {
  const fields = line.split(' ')
  const separator = fields.indexOf('-', 6)
  const [id, parentId, , , point, options] = fields
  const type = fields[separator + 1]
  if (separator < 0 || !type || !point?.startsWith('/') || !options) return null
  if (!/^\d+$/.test(id ?? '') || !/^\d+$/.test(parentId ?? '')) return null
  return {
    id: Number(id),
    parentId: Number(parentId),
    point: unescape(point),
    options: options.split(','),
    type: unescape(type),
    source: unescape(fields[separator + 2] ?? ''),
    superOptions: (fields[separator + 3] ?? '').split(',').filter((option) => option !== ''),
  }
}

/** The kernel writes blanks, tabs, newlines, `\` and `#` as three octal digits. */
const unescape = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))

/**
 * Walks down the path as the kernel does: at each directory into what is mounted on it, on top of what the walk is in.
 * So a mount that a later one hides does not answer, which the longest matching name alone would get wrong.
 */
const finder = (mounts: readonly Mount[]): MountTable['holding'] => {
  const ids = new Set(mounts.map((mount) => mount.id))
  // In a chroot the mount of `/` itself is not listed, and what is mounted on it has a parent that is not either.
  const outside = -1
  const parentOf = ({ id, parentId }: Mount): number => (parentId !== id && ids.has(parentId) ? parentId : outside)
  const children = new Map(mounts.map((mount) => [`${parentOf(mount)} ${mount.point}`, mount]))
  return (realPath) => {
    let current: Mount | null = null
    const parts = realPath.split('/').filter((part) => part !== '')
    for (let depth = 0; depth <= parts.length; depth += 1) {
      const point = `/${parts.slice(0, depth).join('/')}`
      for (let hops = 0; hops <= mounts.length; hops += 1) {
        const next: Mount | undefined = children.get(`${current?.id ?? outside} ${point}`)
        if (!next) break
        current = next
      }
    }
    return current
  }
}
