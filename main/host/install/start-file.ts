/** One start file: whether it may be edited, and the edit itself, which replaces the file whole or not at all. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { PathFile } from '../../core/toolchains/path-files.ts'
import type { Refusal } from '../../core/toolchains/path-plan.ts'
import { runCommand } from '../run-command.ts'
import { flushDirectory } from './switch-link.ts'

export type ReadFile =
  /** Bytes as characters of one byte each; null where there is no such file. */
  { readonly ok: true; readonly text: string | null } | { readonly ok: false; readonly refusal: Refusal }

const maxBytes = 1024 * 1024

/** Reads `file` for an edit. `root` is where links above the file are no matter: the person's home. */
export const readStartFile = async (file: PathFile, root: string): Promise<ReadFile> => {
  const refuse = (why: Refusal['why'], detail = ''): ReadFile => ({ ok: false, refusal: { why, detail } })
  try {
    const parent = await existingParent(file.path)
    const real = join(await fs.realpath(root), relative(root, parent))
    if ((await fs.realpath(parent)) !== real) return refuse('link', `${parent} → ${await fs.realpath(parent)}`)
    const status = await fs.lstat(file.path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    })
    if (status?.isSymbolicLink()) return refuse('link', `→ ${await fs.readlink(file.path)}`)
    if (status && !status.isFile()) return refuse('not-a-file')
    if (status && status.nlink > 1) return refuse('hard-link')
    if (status && status.size > maxBytes) return refuse('too-large')
    if (status && status.uid !== process.getuid?.()) return refuse('not-yours', `uid ${status.uid}`)
    for (const path of status ? [file.path, parent] : [parent]) {
      const problem = await fs.access(path, constants.W_OK).then(() => null, codeOf)
      if (problem !== null) return refuse('not-writable', `${path}: ${problem}`)
    }
    const text = status ? await fs.readFile(file.path, 'latin1') : null
    const [first] = file.parsers
    const complaint = text !== null && first ? await complaintOf(first, file.path) : null
    return complaint === null ? { ok: true, text } : refuse('does-not-parse', complaint)
  } catch (error) {
    return refuse('not-writable', error instanceof Error ? error.message : String(error))
  }
}

/** Puts `text` in the place of `file`: written beside it, read by its shells, renamed. Null, or why not. */
export const writeStartFile = async (file: PathFile, text: string): Promise<string | null> => {
  const temporary = join(dirname(file.path), `.groundwork-${randomUUID()}${/\.\w+$/.exec(file.path)?.[0] ?? ''}`)
  try {
    const isThere = (await fs.lstat(file.path).catch(() => null)) !== null
    if (isThere) {
      // cp keeps what Node does not know: access lists, labels.
      const copied = await runCommand({ argv: [await copier(), '-a', file.path, temporary] }, {})
      if (copied.kind !== 'exited' || copied.code !== 0)
        return 'stderr' in copied ? copied.stderr.trim() : copied.detail
    }
    const handle = await fs.open(temporary, isThere ? 'r+' : 'wx', 0o644)
    try {
      if (!isThere && file.mode !== undefined) await handle.chmod(file.mode)
      await handle.truncate(0)
      await handle.writeFile(text, 'latin1')
      await handle.sync()
    } finally {
      await handle.close()
    }
    for (const parser of file.parsers) {
      const wasUnderstood = !isThere || (await complaintOf(parser, file.path)) === null
      const complaint = wasUnderstood ? await complaintOf(parser, temporary) : null
      if (complaint !== null) return complaint
    }
    await fs.rename(temporary, file.path)
    await flushDirectory(dirname(file.path))
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await fs.rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** The directories above `path` that are not there, the outermost first. */
export const missingParents = async (path: string): Promise<readonly string[]> => {
  const parent = await existingParent(path)
  const missing: string[] = []
  for (let directory = dirname(path); directory !== parent; directory = dirname(directory)) missing.unshift(directory)
  return missing
}

/** Removes what an edit in the directory of `path` left behind when it was killed. Nobody else may be editing. */
export const removeLeftovers = async (path: string): Promise<void> => {
  const names = await fs.readdir(dirname(path)).catch(() => [])
  const left = names.filter((name) => /^\.groundwork-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\w+)?$/.test(name))
  for (const name of left) await fs.rm(join(dirname(path), name), { force: true })
}

/** What the shell has against a file, read but not run; null where nothing. */
const complaintOf = async (parser: PathFile['parsers'][number], path: string): Promise<string | null> => {
  const ran = await runCommand({ argv: [...parser, path], base: 'only', env: { HOME: '/', PATH: '/usr/bin:/bin' } }, {})
  if (ran.kind === 'exited' && ran.code === 0) return null
  const said = ran.kind === 'unstartable' ? ran.detail : ran.stderr.trim().split('\n').slice(0, 3).join('\n')
  return said === '' ? `${parser.join(' ')}: ${ran.kind}` : said
}

const copier = async (): Promise<string> => {
  const isThere = await fs.access('/usr/bin/cp', constants.X_OK).then(
    () => true,
    () => false,
  )
  return isThere ? '/usr/bin/cp' : '/bin/cp'
}

const existingParent = async (path: string): Promise<string> => {
  let parent = dirname(path)
  while (parent !== '/' && !(await fs.lstat(parent).catch(() => null))) parent = dirname(parent)
  return parent
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
