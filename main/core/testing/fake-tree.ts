/** The file tree of a written-down machine: paths found, links followed and permissions judged as Linux does. */
import type { Blank, FileStatus, Looked } from '../host.ts'
import type { Entry, Machine } from './machine.ts'

export interface Place {
  /** Without links, `.` or `..`. */
  readonly path: string
  readonly entry: Entry
}

export interface FakeTree {
  find(path: string, followLast?: boolean): Looked<Place>
  /** Names in the directory `place`, sorted. */
  names(place: Place): readonly string[]
}

/** Builds the tree. Every directory that a named path needs is there without being named. */
export const createFakeTree = (named: Machine['files']): FakeTree => {
  const entries = withParents(named)

  const resolve = (path: string, followLast: boolean, hops: number): Looked<Place> => {
    if (hops > 40) return blank('loop')
    const parts = path.split('/').filter((part) => part !== '' && part !== '.')
    let at = ''
    for (const [index, part] of parts.entries()) {
      if (part === '..') {
        at = at.slice(0, Math.max(0, at.lastIndexOf('/')))
        continue
      }
      if (entries.get(at)?.kind === 'file') return { ok: false, why: 'absent', detail: 'ENOTDIR' }
      const next = `${at}/${part}`
      const entry = entries.get(next)
      if (!entry) return blank('absent')
      if (entry.hidden) return blank(entry.hidden)
      if (entry.kind === 'link' && (index < parts.length - 1 || followLast)) {
        const target = entry.target ?? ''
        const rest = parts.slice(index + 1).join('/')
        return resolve(`${target.startsWith('/') ? '' : `${at}/`}${target}/${rest}`, followLast, hops + 1)
      }
      at = next
    }
    const found = at === '' ? '/' : at
    return { ok: true, value: { path: found, entry: entries.get(found) ?? { kind: 'directory' } } }
  }

  return {
    find: (path, followLast = true) =>
      path.startsWith('/') && !path.includes('\0') ? resolve(path, followLast, 0) : blank('absent'),
    names: ({ path, entry }) => {
      const prefix = path === '/' ? '/' : `${path}/`
      const children = [...entries.keys()]
        .filter((name) => name.startsWith(prefix) && name.length > prefix.length)
        .map((name) => name.slice(prefix.length))
        .filter((name) => !name.includes('/'))
      return [...new Set([...children, ...(entry.names ?? [])])].sort()
    },
  }
}

const codes: Readonly<Record<Blank, string>> = {
  absent: 'ENOENT',
  denied: 'EACCES',
  'wrong-kind': 'EINVAL',
  'too-large': 'EFBIG',
  loop: 'ELOOP',
  broken: 'EIO',
}

/** Why a look gave nothing, with the word that the system has for it. */
export const blank = (why: Blank, detail = codes[why]): { ok: false; why: Blank; detail: string } => ({
  ok: false,
  why,
  detail,
})

const withParents = (named: Machine['files']): ReadonlyMap<string, Entry> => {
  const files = new Map<string, Entry>([['/', { kind: 'directory' }]])
  for (const [path, entry] of Object.entries(named)) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const parent = path.slice(0, at)
      if (!files.has(parent) && !named[parent]) files.set(parent, { kind: 'directory' })
    }
    const kind = entry.kind ?? (entry.target !== undefined ? 'link' : entry.names ? 'directory' : 'file')
    files.set(path, { ...entry, kind })
  }
  return files
}

/** Permission bits: what is written down, else what such things usually have. */
export const modeOf = (entry: Entry): number =>
  Number.parseInt(entry.mode ?? (entry.kind === 'file' ? '0644' : entry.kind === 'link' ? '0777' : '0755'), 8)

/** Whether the mode lets this user have the permission `bit` (4 read, 2 write, 1 execute). */
export const mayAccess = (entry: Entry, uid: number | null, gid: number | null, bit: number): boolean => {
  const mode = modeOf(entry)
  if (uid === 0) return bit !== 1 || (mode & 0o111) !== 0 || entry.kind === 'directory'
  const shift = (entry.uid ?? 0) === uid ? 6 : (entry.gid ?? 0) === gid ? 3 : 0
  return (mode & (bit << shift)) !== 0
}

/** Bytes of the content. */
export const sizeOf = (entry: Entry): number => entry.size ?? new TextEncoder().encode(entry.text ?? '').length

export const statusOf = ({ path, entry }: Place): FileStatus => ({
  kind: entry.kind ?? 'file',
  mode: modeOf(entry),
  uid: entry.uid ?? 0,
  gid: entry.gid ?? 0,
  size: sizeOf(entry),
  modifiedMs: entry.modifiedMs ?? 0,
  identity: `fake:${entry.identity ?? path}`,
})

/** A part of the content, from the parts that are written down or from the text. */
export const partOf = async (entry: Entry, offset: number, length: number): Promise<Uint8Array> => {
  if (!entry.bytes && !entry.packed) return new TextEncoder().encode(entry.text ?? '').subarray(offset, offset + length)
  for (const { from, read } of partsOf(entry)) {
    if (from > offset) continue
    const part = await read()
    if (offset < from + part.length) return part.subarray(offset - from, offset - from + length)
  }
  return new Uint8Array()
}

const partsOf = (entry: Entry): readonly { readonly from: number; readonly read: () => Promise<Uint8Array> }[] => [
  ...Object.entries(entry.bytes ?? {}).map(([from, encoded]) => ({
    from: Number(from),
    read: () => Promise.resolve(fromBase64(encoded)),
  })),
  ...Object.entries(entry.packed ?? {}).map(([from, encoded]) => ({
    from: Number(from),
    read: () => inflate(fromBase64(encoded)),
  })),
]

const fromBase64 = (encoded: string): Uint8Array =>
  Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))

const inflate = async (deflated: Uint8Array): Promise<Uint8Array> => {
  const stream = new DecompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  const written = writer.write(deflated).then(() => writer.close())
  const bytes: number[] = []
  for await (const chunk of stream.readable) for (const byte of chunk) bytes.push(byte)
  await written
  return Uint8Array.from(bytes)
}
