/**
 * Another root directory: a mounted disk, an unpacked image. Only files are read; nothing in it is ever run, and none of
 * its links leads out of it.
 */
import * as fs from 'node:fs/promises'
import type { Text } from '#contract'
import { CannotAsk, type Access, type HostUser, type Looked, type ReadableHost } from '../core/host.ts'
import { withFound, type Found } from './inside-root.ts'
import { decode, defaultMaxBytes, look, readPart, readWhole, Stopped, toSpace, toStatus } from './look.ts'

const nobody: HostUser = { uid: null, gid: null, name: null, home: null, shell: null }

/** The host of `directory`, or why it cannot be one. */
export const openRootDirectory = async (
  directory: string,
): Promise<{ readonly ok: true; readonly host: ReadableHost } | { readonly ok: false; readonly problem: Text }> => {
  if (!directory.startsWith('/')) return { ok: false, problem: problems.relative(directory) }
  const looked = await look(directory, async () => {
    const root = await fs.realpath(directory)
    return { root, isDirectory: (await fs.stat(root)).isDirectory(), names: await fs.readdir(root).catch(() => null) }
  })
  if (!looked.ok) {
    return {
      ok: false,
      problem: looked.why === 'absent' ? problems.absent(directory) : problems.closed(directory, looked.detail),
    }
  }
  if (!looked.value.isDirectory) return { ok: false, problem: problems.file(directory) }
  if (!looked.value.names) return { ok: false, problem: problems.closed(directory, 'EACCES') }
  return { ok: true, host: createRootDirectoryHost(looked.value.root) }
}

const problems = {
  relative: (directory: string): Text => ({
    en: `root:${directory} is not an absolute path. Write it from / on, e.g. root:/mnt/disk.`,
    'zh-CN': `root:${directory} 不是绝对路径。请从 / 写起，例如 root:/mnt/disk。`,
  }),
  absent: (directory: string): Text => ({
    en: `There is no ${directory} on this machine.`,
    'zh-CN': `这台机器上没有 ${directory}。`,
  }),
  file: (directory: string): Text => ({
    en: `${directory} is not a directory.`,
    'zh-CN': `${directory} 不是目录。`,
  }),
  closed: (directory: string, code: string): Text => ({
    en: `${directory} cannot be looked into: ${code}.`,
    'zh-CN': `无法查看 ${directory}：${code}。`,
  }),
}

/** `root` is a real path of a directory. */
const createRootDirectoryHost = (root: string): ReadableHost => {
  const at = <Value>(path: string, use: (found: Found) => Promise<Value>, followLast = true): Promise<Looked<Value>> =>
    look(path, () => withFound(root, path, followLast, use))
  const readText: ReadableHost['readText'] = (path, options) =>
    at(path, async (found) => {
      requireFile(found)
      return decode(await readWhole(found.name, options?.maxBytes ?? defaultMaxBytes))
    })
  return {
    target: `root:${root}`,
    canRun: false,
    user: () => nobody,
    homes: () => readHomes(readText, (path) => at(path, (found) => Promise.resolve(found.status.isDirectory()))),
    environment: () => ({}),
    kernel: () => null,
    readText,
    readBytes: (path, offset, length) =>
      at(path, (found) => {
        requireFile(found)
        return readPart(found.name, offset, length)
      }),
    status: (path) => at(path, (found) => Promise.resolve(toStatus(found.status))),
    linkStatus: (path) => at(path, (found) => Promise.resolve(toStatus(found.status)), false),
    readLink: (path) =>
      at(
        path,
        (found) => {
          if (!found.status.isSymbolicLink()) throw new Stopped('wrong-kind', 'EINVAL')
          return fs.readlink(`${root}${found.path}`)
        },
        false,
      ),
    realPath: (path) => at(path, (found) => Promise.resolve(found.path)),
    list: (path) =>
      at(path, async (found) => {
        if (!found.status.isDirectory()) throw new Stopped('absent', 'ENOTDIR')
        return (await fs.readdir(found.name)).sort()
      }),
    access: async (path, what) => {
      const status = await at(path, (found) => Promise.resolve(toStatus(found.status)))
      if (!status.ok) return status.why === 'absent' || status.why === 'denied' ? status.why : 'unknown'
      return accessByMode(status.value.mode, what)
    },
    space: (path) => at(path, async (found) => toSpace(await fs.statfs(found.name))),
    run: (command) => Promise.reject(new CannotAsk('needs-running', command.argv.join(' '))),
    integrity: (tree) => Promise.reject(new CannotAsk('needs-local', tree)),
  }
}

const requireFile = (found: Found): void => {
  if (!found.status.isFile()) throw new Stopped('wrong-kind', 'not a regular file')
}

/**
 * Nobody is there to ask for. What the mode lets somebody read or execute counts as `yes`, since each file is there for
 * someone; whether a given person may write depends on that person and on how it will be mounted: `unknown`.
 */
const accessByMode = (mode: number, what: 'read' | 'write' | 'execute'): Access => {
  if (what === 'write') return 'unknown'
  return (mode & (what === 'read' ? 0o444 : 0o111)) === 0 ? 'denied' : 'yes'
}

/** The homes of root and of people, by its passwd file, that are directories there. */
const readHomes = async (
  readText: ReadableHost['readText'],
  isDirectory: (path: string) => Promise<Looked<boolean>>,
): Promise<readonly string[]> => {
  const passwd = await readText('/etc/passwd')
  if (!passwd.ok) return []
  const named = passwd.value.split('\n').flatMap((line) => {
    const [, , uid, , , home] = line.split(':')
    const isPerson = Number(uid) === 0 || (Number(uid) >= firstPersonUid && Number(uid) < nobodyUid)
    return uid && isPerson && home?.startsWith('/') && home !== '/' ? [home.replace(/\/+$/, '')] : []
  })
  const homes = [...new Set(named)]
  const there = await Promise.all(homes.map(isDirectory))
  return homes.filter((_, index) => {
    const looked = there[index]
    return looked?.ok === true && looked.value
  })
}

/** login.defs(5): UID_MIN of every distribution of today. */
const firstPersonUid = 1000
const nobodyUid = 65534
