/** Puts a directory on PATH in start files, and takes it away: planned first, then applied whole or not at all. */
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  addBlock,
  blockOf,
  cutBlock,
  hasBlock,
  pathLines,
  type BlockDialect,
} from '../../core/toolchains/path-block.ts'
import type { PathFile } from '../../core/toolchains/path-files.ts'
import type { PathChange, PathPlan, Refusal } from '../../core/toolchains/path-plan.ts'
import { sha256Of, type PathRecord } from './path-record.ts'
import { missingParents, readStartFile, removeLeftovers, writeStartFile } from './start-file.ts'
import { flushDirectory } from './switch-link.ts'

/** What is put where, and how it is taken away. */
export interface PathAim {
  readonly directory: string
  /** The command that removes it, said inside the block. */
  readonly undo: string
  /** Links above it are no matter: the person's home, or `/`. */
  readonly root: string
}

/** What putting `aim.directory` into `files` would change. Reads only. */
export const planAddition = async (files: readonly PathFile[], aim: PathAim): Promise<PathPlan> => ({
  kind: 'add',
  directory: aim.directory,
  changes: await Promise.all(
    files.map(async (file): Promise<PathChange> => {
      const block = blockOf(file.dialect, aim.directory, aim.undo)
      const lines = pathLines(file.dialect, aim.directory)
      const byHand = (refusal: Refusal): PathChange => ({ kind: 'by-hand', file, refusal, lines })
      const found = await readStartFile(file, aim.root)
      if (!found.ok) {
        // A file that has the block already needs nothing, whoever may write to it.
        const text = await fs.readFile(file.path, 'latin1').catch(() => '')
        return text.includes(asBytes(block)) ? { kind: 'nothing', file } : byHand(found.refusal)
      }
      const added = addBlock(found.text ?? '', asBytes(block))
      if (added.kind === 'nothing') return { kind: 'nothing', file }
      if (added.kind === 'changed-by-hand') return byHand({ why: 'changed-by-hand', detail: '' })
      return { kind: 'edit', file, before: found.text, after: added.text, lines: block.trimEnd().split('\n') }
    }),
  ),
})

/** What taking the blocks out of `files`, and out of all files on record, would change. Reads only. */
export const planRemoval = async (files: readonly PathFile[], aim: PathAim, record: PathRecord): Promise<PathPlan> => {
  const edits = await record.read()
  const unknown = edits.filter(({ path }) => files.every((file) => file.path !== path))
  const all: readonly PathFile[] = [
    ...files,
    ...unknown.map(({ path }) => ({ path, dialect: 'posix', readBy: 'login', parsers: [] }) as const),
  ]
  const changes = await Promise.all(
    all.map(async (file): Promise<PathChange> => {
      const found = await readStartFile({ ...file, parsers: [] }, aim.root)
      const text = found.ok ? found.text : await fs.readFile(file.path, 'latin1').catch(() => null)
      if (text === null || !hasBlock(text)) return { kind: 'nothing', file }
      const byHand = (refusal: Refusal): PathChange => ({ kind: 'by-hand', file, refusal, lines: blockLinesIn(text) })
      if (!found.ok) return byHand(found.refusal)
      const edit = edits.find(({ path }) => path === file.path)
      const before = edit ? await record.before(edit) : undefined
      const lines = blockLinesIn(text)
      if (edit && before !== undefined && edit.afterSha256 === sha256Of(text))
        return { kind: 'edit', file, before: text, after: before, lines }
      const hadEnd = typeof before !== 'string' || before === '' || before.endsWith('\n')
      for (const dialect of dialects) {
        const cut = cutBlock(text, asBytes(blockOf(dialect, aim.directory, aim.undo)), hadEnd)
        if (cut.kind === 'edit')
          return {
            kind: 'edit',
            file,
            before: text,
            after: cut.text === '' && before === null ? null : cut.text,
            lines,
          }
      }
      return byHand({ why: 'changed-by-hand', detail: '' })
    }),
  )
  return { kind: 'remove', directory: aim.directory, changes }
}

const dialects: readonly BlockDialect[] = ['posix', 'fish', 'nu', 'environment']
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const blockLinesIn = (bytes: string): readonly string[] => {
  const found = /^# >>> groundwork >>>$[^]*?(?:^# <<< groundwork <<<$|$(?![^]))/m.exec(bytes)?.[0] ?? ''
  return Buffer.from(found, 'latin1').toString('utf8').trimEnd().split('\n')
}

/** What went wrong, if anything; then every file is as it was before, but those in `notRestored`. */
export type Applied =
  { readonly ok: true } | { readonly ok: false; readonly detail: string; readonly notRestored: readonly string[] }

/**
 * Applies `plan`, then asks `judge` whether logging in still works: null, or what is wrong. Then, or where a file cannot
 * be written, everything is put back to the byte.
 */
export const applyPathPlan = async (
  plan: PathPlan,
  record: PathRecord,
  judge: () => Promise<string | null>,
): Promise<Applied> => {
  const done: Edit[] = []
  const problem = await (async (): Promise<string | null> => {
    for (const change of plan.changes) {
      if (change.kind !== 'edit') continue
      const { file, before, after } = change
      await removeLeftovers(file.path)
      if ((await currentText(file.path)) !== before) return `${file.path} has changed meanwhile`
      if (plan.kind === 'add') {
        const missing = await missingParents(file.path)
        await record.keep({ path: file.path, madeDirectories: missing }, before, after ?? '')
        done.push(change)
        for (const directory of missing) await fs.mkdir(directory, { mode: 0o755 })
      } else done.push(change)
      const complaint = await put(file, after)
      if (complaint !== null) return `${file.path}: ${complaint}`
    }
    return done.length === 0 ? null : await judge()
  })().catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  if (problem === null) {
    // A file without the block is undone too, as after a removal that was killed before it could forget.
    if (plan.kind === 'remove')
      for (const { kind, file } of plan.changes) if (kind !== 'by-hand') await forget(record, file.path)
    return { ok: true }
  }
  const notRestored: string[] = []
  for (const { file, before } of done.reverse()) {
    const complaint = (await currentText(file.path)) === before ? null : await put({ ...file, parsers: [] }, before)
    if (complaint !== null) notRestored.push(file.path)
    else if (plan.kind === 'add') await forget(record, file.path)
  }
  return { ok: false, detail: problem, notRestored }
}

type Edit = Extract<PathChange, { readonly kind: 'edit' }>

/** Forgets the edit of `path`, and removes the directories that were made for it where nothing else is in them. */
const forget = async (record: PathRecord, path: string): Promise<void> => {
  const made = (await record.read()).find((edit) => edit.path === path)?.madeDirectories ?? []
  await record.forget(path)
  for (const directory of [...made].reverse()) await fs.rmdir(directory).catch(() => undefined)
}

const put = async (file: PathFile, text: string | null): Promise<string | null> => {
  if (text !== null) return await writeStartFile(file, text)
  try {
    await fs.rm(file.path, { force: true })
    await flushDirectory(dirname(file.path))
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const currentText = (path: string): Promise<string | null> => fs.readFile(path, 'latin1').catch(() => null)
