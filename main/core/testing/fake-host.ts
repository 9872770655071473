/** A host that answers from a written-down machine. Unknown files are absent, unknown commands are not there. */
import type { Access, Blank, FileStatus, Looked, ReadableHost } from '../host.ts'
import type { Entry, Machine } from './machine.ts'

/** The parts of a machine that matter to a test; the rest is an empty Linux box of user 1000. */
export type MachinePart = Partial<Omit<Machine, 'format'>>

const emptyMachine: Machine = {
  format: 1,
  name: 'empty',
  origin: 'documented',
  date: '2026-01-01',
  sources: ['made for a test'],
  kernel: { release: '6.1.0-13-amd64', machine: 'x86_64' },
  user: { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell: '/bin/bash' },
  environment: { HOME: '/home/user', USER: 'user', SHELL: '/bin/bash', PATH: '/usr/local/bin:/usr/bin:/bin' },
  files: {},
  runs: [],
  spaces: { '/': { freeBytes: 50e9, totalBytes: 100e9, freeInodes: 1e6, totalInodes: 2e6, type: 0xef53 } },
}

/** A host that answers from `machine`. It has no way to change anything. */
export const createFakeHost = (machine: MachinePart): ReadableHost => {
  const box: Machine = { ...emptyMachine, ...machine }
  const files = withParents(box.files)

  /** The real path of `path`, or why there is none. */
  const resolve = (path: string, followLast: boolean, hops = 0): Looked<string> => {
    if (hops > 40) return blank('loop')
    const parts = path.split('/').filter((part) => part !== '' && part !== '.')
    let at = ''
    for (const [index, part] of parts.entries()) {
      if (part === '..') {
        at = at.slice(0, Math.max(0, at.lastIndexOf('/')))
        continue
      }
      const next = `${at}/${part}`
      const entry = files.get(next)
      const isLast = index === parts.length - 1
      if (entry?.kind === 'link' && (!isLast || followLast)) {
        const target = entry.target ?? ''
        const rest = parts.slice(index + 1).join('/')
        return resolve(`${target.startsWith('/') ? '' : `${at}/`}${target}/${rest}`, followLast, hops + 1)
      }
      if (!entry) return blank('absent')
      at = next
    }
    return { ok: true, value: at === '' ? '/' : at }
  }
  const find = (path: string, followLast = true): Looked<{ path: string; entry: Entry }> => {
    const real = resolve(path, followLast)
    if (!real.ok) return real
    return { ok: true, value: { path: real.value, entry: files.get(real.value) ?? { kind: 'directory' } } }
  }
  const content = (path: string): Looked<Entry> => {
    const found = find(path)
    if (!found.ok) return found
    const { entry } = found.value
    if (entry.refuses) return blank(entry.refuses)
    if (entry.kind === 'directory' || entry.kind === 'other') return blank('wrong-kind')
    if (!mayAccess(entry, box.user.uid, box.user.gid, 4)) return blank('denied')
    return { ok: true, value: entry }
  }

  return {
    target: 'local',
    canRun: true,
    user: () => box.user,
    homes: () => Promise.resolve(box.user.home ? [box.user.home] : []),
    environment: () => box.environment,
    kernel: () => box.kernel,
    readText: (path, options) => {
      const entry = content(path)
      if (!entry.ok) return Promise.resolve(entry)
      const text = entry.value.text ?? ''
      if (text.length > (options?.maxBytes ?? 1024 * 1024)) return Promise.resolve(blank('too-large'))
      return Promise.resolve({ ok: true, value: text.replace(/^\uFEFF/, '') })
    },
    readBytes: (path, offset, length) => {
      const entry = content(path)
      if (!entry.ok) return Promise.resolve(entry)
      return Promise.resolve({ ok: true, value: partOf(entry.value, offset, length) })
    },
    status: (path) => Promise.resolve(mapLooked(find(path), ({ path: real, entry }) => toStatus(real, entry))),
    linkStatus: (path) =>
      Promise.resolve(mapLooked(find(path, false), ({ path: real, entry }) => toStatus(real, entry))),
    readLink: (path) => {
      const found = find(path, false)
      if (!found.ok) return Promise.resolve(found)
      const { entry } = found.value
      return Promise.resolve(entry.kind === 'link' ? { ok: true, value: entry.target ?? '' } : blank('wrong-kind'))
    },
    realPath: (path) => Promise.resolve(resolve(path, true)),
    list: (path) => {
      const found = find(path)
      if (!found.ok) return Promise.resolve(found)
      if (found.value.entry.refuses) return Promise.resolve(blank(found.value.entry.refuses))
      if (found.value.entry.kind !== 'directory') return Promise.resolve(blank('wrong-kind'))
      const prefix = found.value.path === '/' ? '/' : `${found.value.path}/`
      const names = [...files.keys()]
        .filter((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes('/') && name !== '/')
        .map((name) => name.slice(prefix.length))
      return Promise.resolve({ ok: true, value: names.sort() })
    },
    access: (path, what) => {
      const found = find(path)
      if (!found.ok) return Promise.resolve<Access>(found.why === 'absent' ? 'absent' : 'unknown')
      const { entry } = found.value
      const told = entry.access?.[what]
      if (told) return Promise.resolve(told)
      const bit = { read: 4, write: 2, execute: 1 }[what]
      return Promise.resolve(mayAccess(entry, box.user.uid, box.user.gid, bit) ? 'yes' : 'denied')
    },
    space: (path) => {
      const real = resolve(path, true)
      if (!real.ok) return Promise.resolve(real)
      const mounts = Object.keys(box.spaces).filter(
        (mount) => mount === '/' || real.value === mount || real.value.startsWith(`${mount}/`),
      )
      const longest = mounts.sort((a, b) => b.length - a.length)[0]
      const space = longest === undefined ? undefined : box.spaces[longest]
      return Promise.resolve(space ? { ok: true, value: space } : blank('broken'))
    },
    run: (command) => {
      const same = box.runs.find((run) => JSON.stringify(run.argv) === JSON.stringify(command.argv))
      if (same) return Promise.resolve(same.ran)
      return Promise.resolve({
        kind: 'unstartable',
        code: 'ENOENT',
        detail: `not on this machine: ${command.argv.join(' ')}`,
      })
    },
  }
}

const blank = (why: Blank): { ok: false; why: Blank; detail: string } => ({ ok: false, why, detail: why })

const mapLooked = <From, To>(looked: Looked<From>, map: (value: From) => To): Looked<To> =>
  looked.ok ? { ok: true, value: map(looked.value) } : looked

/** Names every parent directory, and gives each entry its kind. */
const withParents = (named: Machine['files']): ReadonlyMap<string, Entry> => {
  const files = new Map<string, Entry>([['/', { kind: 'directory' }]])
  for (const [path, entry] of Object.entries(named)) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const parent = path.slice(0, at)
      if (!files.has(parent) && !named[parent]) files.set(parent, { kind: 'directory' })
    }
    const kind = entry.kind ?? (entry.target !== undefined ? 'link' : 'file')
    files.set(path, { ...entry, kind })
  }
  return files
}

const modeOf = (entry: Entry): number =>
  Number.parseInt(entry.mode ?? (entry.kind === 'file' ? '0644' : entry.kind === 'link' ? '0777' : '0755'), 8)

const mayAccess = (entry: Entry, uid: number | null, gid: number | null, bit: number): boolean => {
  const mode = modeOf(entry)
  if (uid === 0) return bit !== 1 || (mode & 0o111) !== 0 || entry.kind === 'directory'
  const shift = (entry.uid ?? 0) === uid ? 6 : (entry.gid ?? 0) === gid ? 3 : 0
  return (mode & (bit << shift)) !== 0
}

const toStatus = (path: string, entry: Entry): FileStatus => ({
  kind: entry.kind ?? 'file',
  mode: modeOf(entry),
  uid: entry.uid ?? 0,
  gid: entry.gid ?? 0,
  size: entry.size ?? new TextEncoder().encode(entry.text ?? '').length,
  modifiedMs: entry.modifiedMs ?? 0,
  identity: `fake:${path}`,
})

const partOf = (entry: Entry, offset: number, length: number): Uint8Array => {
  if (!entry.bytes) return new TextEncoder().encode(entry.text ?? '').subarray(offset, offset + length)
  for (const [start, encoded] of Object.entries(entry.bytes)) {
    const from = Number(start)
    const part = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    if (offset >= from && offset < from + part.length) return part.subarray(offset - from, offset - from + length)
  }
  return new Uint8Array()
}
