/** What was done to start files, in `$XDG_STATE_HOME/groundwork/path`: the files as they were, so that undo is exact. */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** One edited file. */
export interface RecordedEdit {
  readonly path: string
  /** The name of the copy beside the record; null where there was no file. */
  readonly backup: string | null
  /** SHA-256, hexadecimal, of the file with the block. */
  readonly afterSha256: string
  /** Directories that were made for it, the outermost first. */
  readonly madeDirectories: readonly string[]
}

export interface PathRecord {
  /** Where it is kept, for a person to look. */
  readonly directory: string
  /** A file to be locked by whoever changes start files; its directory is made by `prepareLock`. */
  prepareLock(): Promise<string>
  read(): Promise<readonly RecordedEdit[]>
  /** Keeps what is in a file now; to be called before the file is changed. */
  keep(edit: Omit<RecordedEdit, 'backup' | 'afterSha256'>, before: string | null, after: string): Promise<void>
  /** The file as it was before the edit: null where there was none, undefined where the copy is lost. */
  before(edit: RecordedEdit): Promise<string | null | undefined>
  /** Forgets an edit that is undone. */
  forget(path: string): Promise<void>
}

/** Bytes as characters of one byte each, everywhere here. */
export const sha256Of = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex')

/** The record of a person with `environment`; null where they have no HOME. */
export const createPathRecord = (environment: Readonly<Record<string, string>>): PathRecord | null => {
  const { XDG_STATE_HOME: state, HOME: home } = environment
  const parent = state?.startsWith('/') ? state : home?.startsWith('/') ? join(home, '.local/state') : null
  if (parent === null) return null
  const directory = join(parent, 'groundwork/path')
  const file = join(directory, 'edits.json')
  const read = async (): Promise<readonly RecordedEdit[]> => {
    try {
      const parsed: unknown = JSON.parse(await fs.readFile(file, 'utf8'))
      return Array.isArray(parsed) ? parsed.filter(isRecordedEdit) : []
    } catch {
      return []
    }
  }
  const write = async (path: string, text: string, encoding: 'latin1' | 'utf8'): Promise<void> => {
    // One writer at a time, by the lock: what stands here was left by one that was killed.
    const temporary = `${path}.tmp`
    await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await fs.rm(temporary, { force: true })
    const handle = await fs.open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text, encoding)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await fs.rename(temporary, path)
  }
  return {
    directory,
    prepareLock: async () => {
      await fs.mkdir(dirname(directory), { recursive: true, mode: 0o700 })
      return `${directory}.lock`
    },
    read,
    keep: async (edit, before, after) => {
      const backup = before === null ? null : `${sha256Of(edit.path).slice(0, 16)}.before`
      if (before !== null && backup !== null) await write(join(directory, backup), before, 'latin1')
      const known = await read()
      const earlier = known.find(({ path }) => path === edit.path)?.madeDirectories ?? []
      const madeDirectories = [...new Set([...earlier, ...edit.madeDirectories])].sort()
      const others = known.filter(({ path }) => path !== edit.path)
      const all = [...others, { path: edit.path, backup, afterSha256: sha256Of(after), madeDirectories }]
      await write(file, `${JSON.stringify(all, null, 2)}\n`, 'utf8')
    },
    before: ({ backup }) =>
      backup === null ? Promise.resolve(null) : fs.readFile(join(directory, backup), 'latin1').catch(() => undefined),
    forget: async (path) => {
      const edits = await read()
      const left = edits.filter((edit) => edit.path !== path)
      if (left.length > 0) await write(file, `${JSON.stringify(left, null, 2)}\n`, 'utf8')
      else await fs.rm(file, { force: true })
      const backup = edits.find((edit) => edit.path === path)?.backup
      if (backup) await fs.rm(join(directory, backup), { force: true })
      if (left.length === 0) await removeDirectory(directory)
    },
  }
}

/** Without what a killed writer left in it. Anything else that is there stays, and the directory with it. */
const removeDirectory = async (directory: string): Promise<void> => {
  const names = await fs.readdir(directory).catch(() => [])
  for (const name of names) if (name.endsWith('.tmp')) await fs.rm(join(directory, name), { force: true })
  await fs.rmdir(directory).catch(() => undefined)
}

const isRecordedEdit = (value: unknown): value is RecordedEdit => {
  if (typeof value !== 'object' || value === null) return false
  const { path, backup, afterSha256, madeDirectories } = value as Partial<Record<keyof RecordedEdit, unknown>>
  return (
    typeof path === 'string' &&
    (backup === null || (typeof backup === 'string' && /^[0-9a-f]+\.before$/.test(backup))) &&
    typeof afterSha256 === 'string' &&
    Array.isArray(madeDirectories)
  )
}
