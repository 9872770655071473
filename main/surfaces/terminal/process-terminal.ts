/** The real terminal: this process's streams and environment. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Language } from '#contract'
import type { Terminal } from './program.ts'

/** Whether to colour: NO_COLOR (https://no-color.org) and a dumb terminal say no, FORCE_COLOR says yes, else a TTY is asked. */
export const wantsColour = (
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean => {
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') return false
  if (environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '' && environment.FORCE_COLOR !== '0')
    return true
  return isTerminal && environment.TERM !== 'dumb'
}

/** The parts of `Terminal` that the process itself gives. */
export const createProcessTerminal = (
  language: Language,
): Pick<
  Terminal,
  | 'ask'
  | 'language'
  | 'isColoured'
  | 'isInteractive'
  | 'columns'
  | 'now'
  | 'write'
  | 'writeError'
  | 'writeFile'
  | 'interrupted'
> => {
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  // `groundwork check | head` closes the pipe early, which is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    language,
    isColoured: wantsColour(process.env, process.stdout.isTTY),
    isInteractive: process.stderr.isTTY,
    now: () => performance.now(),
    columns: process.stdout.isTTY ? process.stdout.columns : 100,
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    writeFile: writeWhole,
    ask: async (question) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return null
      const prompt = createInterface({ input: process.stdin, output: process.stderr })
      // Ctrl+C and Ctrl+D are answers too: no.
      prompt.once('SIGINT', () => interruption.abort())
      const closed = new Promise<string>((resolve) => prompt.once('close', () => resolve('')))
      try {
        return await Promise.race([prompt.question(question, { signal: interruption.signal }).catch(() => ''), closed])
      } finally {
        prompt.close()
      }
    },
    interrupted: interruption.signal,
  }
}

/** Where names stand for what is already open, and only root puts any: `/dev/stdout` is written to, never replaced. */
const devices = ['/dev', '/dev/fd', '/dev/pts', '/proc/self/fd']

/**
 * Writes `text` beside `path` and renames it, so that the file is never half; a link is replaced, not followed. Root
 * could replace `/dev/null` by a file that way: a device is written to, and what else is no file is refused.
 */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  if (devices.includes(dirname(resolve(path)))) return writeThrough(path, text)
  const there = await lstat(path).catch(() => null)
  if (there && !there.isFile() && !there.isSymbolicLink()) throw new Error(`${path} is there and is no file`)
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx' })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const writeThrough = async (path: string, text: string): Promise<void> => {
  const file = await open(path, constants.O_WRONLY | constants.O_NOCTTY)
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}
