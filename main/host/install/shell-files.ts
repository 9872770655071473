/** Puts a directory on PATH in start files, and takes it away: planned first, then applied whole or not at all. */
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  addBlock,
  blocksOf,
  cutBlock,
  hasBlock,
  pathLines,
  type BlockDialect,
} from '../../core/toolchains/path-block.ts'
import type { PathFile } from '../../core/toolchains/path-files.ts'
import type { PathChange, PathEdit, PathPlan, Refusal } from '../../core/toolchains/path-plan.ts'
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

/**
 * What putting `aim.directory` into `files` would change: a block at the end of each, in the place of one of an earlier
 * form, or of one that stands before other lines in a file where `isBeaten` says that it is not enough. Reads only.
 */
export const planAddition = async (
  files: readonly PathFile[],
  aim: PathAim,
  record: PathRecord,
  isBeaten: (file: PathFile) => boolean,
): Promise<PathPlan> => ({
  kind: 'add',
  directory: aim.directory,
  changes: await Promise.all(
    files.map(async (file): Promise<PathChange> => {
      const [block = '', ...earlier] = blocksOf(file.dialect, aim.directory, aim.undo)
      const lines = pathLines(file.dialect, aim.directory)
      const byHand = (refusal: Refusal): PathChange => ({ kind: 'by-hand', file, refusal, lines })
      const found = await readStartFile(file, aim.root)
      if (!found.ok) {
        // A file that has the block already needs nothing, whoever may write to it.
        const text = await fs.readFile(file.path, 'latin1').catch(() => '')
        const enough = isBeaten(file) ? [block] : [block, ...earlier]
        return enough.some((one) => text.includes(asBytes(one))) ? { kind: 'nothing', file } : byHand(found.refusal)
      }
      const { text: before } = found
      const stands = addBlock(before ?? '', asBytes(block)).kind === 'nothing'
      if (stands && (before?.endsWith(asBytes(block)) || !isBeaten(file))) return { kind: 'nothing', file }
      const bare = await bareText(file.path, before, aim, record)
      const added = bare === undefined ? null : addBlock(bare ?? '', asBytes(block))
      if (bare === undefined || added?.kind !== 'edit') return byHand({ why: 'changed-by-hand', detail: '' })
      const removed = bare === before ? [] : blockLinesIn(before ?? '')
      return { kind: 'edit', file, before, bare, after: added.text, added: linesOf(block), removed }
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
      const bare = await bareText(file.path, text, aim, record)
      if (bare === undefined) return byHand({ why: 'changed-by-hand', detail: '' })
      return { kind: 'edit', file, before: text, bare, after: bare, added: [], removed: blockLinesIn(text) }
    }),
  )
  return { kind: 'remove', directory: aim.directory, changes }
}

/**
 * The file as it was before it had a block of ours: `text`, where it has none; null, where we made the file; undefined,
 * where the block is the person's now.
 */
const bareText = async (
  path: string,
  text: string | null,
  aim: PathAim,
  record: PathRecord,
): Promise<string | null | undefined> => {
  if (text === null || !hasBlock(text)) return text
  const edit = (await record.read()).find((one) => one.path === path)
  const before = edit ? await record.before(edit) : undefined
  if (edit && before !== undefined && edit.afterSha256 === sha256Of(text)) return before
  const hadEnd = typeof before !== 'string' || before === '' || before.endsWith('\n')
  for (const block of dialects.flatMap((dialect) => blocksOf(dialect, aim.directory, aim.undo))) {
    const cut = cutBlock(text, asBytes(block), hadEnd)
    if (cut.kind === 'edit') return cut.text === '' && before === null ? null : cut.text
  }
  return undefined
}

const dialects: readonly BlockDialect[] = ['posix', 'fish', 'nu', 'environment']
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const blockLinesIn = (bytes: string): readonly string[] => {
  const found = /^# >>> groundwork >>>$[^]*?(?:^# <<< groundwork <<<$|$(?![^]))/m.exec(bytes)?.[0] ?? ''
  return linesOf(Buffer.from(found, 'latin1').toString('utf8'))
}

const linesOf = (block: string): readonly string[] => block.trimEnd().split('\n')

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
  const done: PathEdit[] = []
  const problem = await (async (): Promise<string | null> => {
    for (const change of plan.changes) {
      if (change.kind !== 'edit') continue
      const { file, before, bare, after } = change
      await removeLeftovers(file.path)
      if ((await currentText(file.path)) !== before) return `${file.path} has changed meanwhile`
      if (plan.kind === 'add') {
        const missing = await missingParents(file.path)
        await record.keep({ path: file.path, madeDirectories: missing }, bare, after ?? '')
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
  for (const { file, before, bare } of done.reverse()) {
    const complaint = (await currentText(file.path)) === before ? null : await put({ ...file, parsers: [] }, before)
    if (complaint !== null) notRestored.push(file.path)
    else if (plan.kind === 'add' && before === bare) await forget(record, file.path)
    // The block that stood there before stands there again.
    else if (plan.kind === 'add') await record.keep({ path: file.path, madeDirectories: [] }, bare, before ?? '')
  }
  return { ok: false, detail: problem, notRestored }
}

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
