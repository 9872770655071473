/** This machine, as the person who runs the app sees it. Looks, never changes. */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import * as os from 'node:os'
import type { Access, HostUser, ReadableHost } from '../core/host.ts'
import { withoutAppImage } from './appimage-environment.ts'
import { decode, defaultMaxBytes, look, readPart, readWhole, toSpace, toStatus } from './look.ts'
import { runCommand } from './run-command.ts'

/** The local machine. One object may serve many runs; it remembers nothing. */
export const createLocalHost = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReadableHost => {
  const cleaned = withoutAppImage(environment)
  const person = readUser(cleaned)
  const host: ReadableHost = {
    target: 'local',
    canRun: true,
    user: () => person,
    homes: () => Promise.resolve(person.home ? [person.home] : []),
    environment: () => cleaned,
    kernel: () => ({ release: os.release(), machine: os.machine() }),
    readText: (path, options) =>
      look(path, async () => decode(await readWhole(path, options?.maxBytes ?? defaultMaxBytes))),
    readBytes: (path, offset, length) => look(path, () => readPart(path, offset, length)),
    status: (path) => look(path, async () => toStatus(await fs.stat(path, { bigint: true }))),
    linkStatus: (path) => look(path, async () => toStatus(await fs.lstat(path, { bigint: true }))),
    readLink: (path) => look(path, () => fs.readlink(path)),
    realPath: (path) => look(path, () => fs.realpath(path)),
    list: (path) => look(path, async () => (await fs.readdir(path)).sort()),
    access: (path, what) => askAccess(path, what),
    space: (path) => look(path, async () => toSpace(await fs.statfs(path))),
    run: (command) => runCommand(command, cleaned),
    integrity: async (tree, effort) => {
      const { measureHere, recallHere } = await import('./integrity.ts')
      return effort === 'measured' ? measureHere(host, tree, false) : recallHere(host, tree, effort)
    },
  }
  return host
}

const readUser = (environment: Readonly<Record<string, string>>): HostUser => {
  try {
    const entry = os.userInfo()
    return { uid: entry.uid, gid: entry.gid, name: entry.username, home: entry.homedir, shell: entry.shell }
  } catch {
    // No passwd entry for this uid, as in containers that are started with an arbitrary one.
    const uid = process.getuid?.() ?? null
    return { uid, gid: process.getgid?.() ?? null, name: null, home: environment.HOME ?? null, shell: null }
  }
}

const accessBits = { read: constants.R_OK, write: constants.W_OK, execute: constants.X_OK } as const

const askAccess = async (path: string, what: keyof typeof accessBits): Promise<Access> => {
  const looked = await look(path, () => fs.access(path, accessBits[what]))
  if (looked.ok) return 'yes'
  if (looked.detail === 'EROFS') return 'readonly'
  if (looked.why === 'absent') return 'absent'
  return looked.why === 'denied' ? 'denied' : 'unknown'
}
