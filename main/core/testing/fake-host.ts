/** A host that answers from a written-down machine. Unknown files are absent, unknown commands are not there. */
import type { Access, Command, Looked, Ran, ReadableHost } from '../host.ts'
import type { Integrity } from '../toolchains/integrity.ts'
import { blank, createFakeTree, mayAccess, partOf, sizeOf, statusOf, type Place } from './fake-tree.ts'
import type { Entry, Machine, RecordedRun } from './machine.ts'

/** The parts of a machine that matter to a test; the rest is an empty Linux box of user 1000. */
export type MachinePart = Partial<Omit<Machine, 'format'>> & {
  /** What is found of trees of Go when they are read; never written down, since it is not of the machine alone. */
  readonly integrities?: Readonly<Record<string, Integrity>>
  /** The trees of which it is remembered. */
  readonly remembered?: readonly string[]
}

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
  const tree = createFakeTree(box.files)
  const { uid, gid } = box.user

  const content = (path: string): Looked<Entry> => {
    const found = tree.find(path)
    if (!found.ok) return found
    const { entry } = found.value
    if (entry.refuses) return blank(entry.refuses)
    if (entry.kind === 'directory' || entry.kind === 'other') return blank('wrong-kind', 'not a regular file')
    return mayAccess(entry, uid, gid, 4) ? { ok: true, value: entry } : blank('denied')
  }
  const namesIn = (place: Place): Looked<readonly string[]> => {
    if (place.entry.refuses) return blank(place.entry.refuses)
    if (place.entry.kind !== 'directory') return blank('absent', 'ENOTDIR')
    return mayAccess(place.entry, uid, gid, 4) ? { ok: true, value: tree.names(place) } : blank('denied')
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
      const [size, maxBytes] = [sizeOf(entry.value), options?.maxBytes ?? 1024 * 1024]
      if (size > maxBytes) {
        return Promise.resolve(blank('too-large', `${size} bytes, at most ${maxBytes} are read`))
      }
      return Promise.resolve({ ok: true, value: (entry.value.text ?? '').replace(/^\uFEFF/, '') })
    },
    readBytes: async (path, offset, length) => {
      const entry = content(path)
      return entry.ok ? { ok: true, value: await partOf(entry.value, offset, length) } : entry
    },
    status: (path) => Promise.resolve(mapLooked(tree.find(path), statusOf)),
    linkStatus: (path) => Promise.resolve(mapLooked(tree.find(path, false), statusOf)),
    readLink: (path) => {
      const found = tree.find(path, false)
      if (!found.ok) return Promise.resolve(found)
      const { entry } = found.value
      return Promise.resolve(entry.kind === 'link' ? { ok: true, value: entry.target ?? '' } : blank('wrong-kind'))
    },
    realPath: (path) => Promise.resolve(mapLooked(tree.find(path), (place) => place.path)),
    list: (path) => {
      const found = tree.find(path)
      return Promise.resolve(found.ok ? namesIn(found.value) : found)
    },
    access: (path, what) => {
      const found = tree.find(path)
      if (!found.ok) {
        return Promise.resolve<Access>(found.why === 'absent' || found.why === 'denied' ? found.why : 'unknown')
      }
      const { entry } = found.value
      const told = entry.access?.[what]
      if (told) return Promise.resolve(told)
      return Promise.resolve(mayAccess(entry, uid, gid, bits[what]) ? 'yes' : 'denied')
    },
    space: (path) => {
      const found = tree.find(path)
      if (!found.ok) return Promise.resolve(found)
      const real = found.value.path
      const mounts = Object.keys(box.spaces).filter(
        (mount) => mount === '/' || real === mount || real.startsWith(`${mount}/`),
      )
      const longest = mounts.sort((a, b) => b.length - a.length)[0]
      const space = longest === undefined ? undefined : box.spaces[longest]
      return Promise.resolve(space ? { ok: true, value: space } : blank('broken'))
    },
    integrity: (tree, effort) => {
      const isKnown = effort === 'measured' || machine.remembered?.includes(tree)
      return Promise.resolve(isKnown ? (machine.integrities?.[tree] ?? null) : null)
    },
    run: (command) => {
      const same = box.runs.find((run) => isSame(run, command))
      return Promise.resolve<Ran>(
        same?.ran ?? {
          kind: 'unstartable',
          code: 'ENOENT',
          detail: `not on this machine: ${command.argv.join(' ')}`,
        },
      )
    },
  }
}

const bits = { read: 4, write: 2, execute: 1 } as const

const mapLooked = <From, To>(looked: Looked<From>, map: (value: From) => To): Looked<To> =>
  looked.ok ? { ok: true, value: map(looked.value) } : looked

/** The same program and arguments, and where the written-down run names parts of an environment, those too. */
const isSame = (run: RecordedRun, command: Command): boolean =>
  JSON.stringify(run.argv) === JSON.stringify(command.argv) &&
  Object.entries(run.env ?? {}).every(([name, value]) => (command.env?.[name] ?? null) === value)
