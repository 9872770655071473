/** The real terminal: this process's streams and environment. */
import { rename, rm, writeFile } from 'node:fs/promises'
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
  'language' | 'isColoured' | 'isInteractive' | 'columns' | 'now' | 'write' | 'writeError' | 'writeFile' | 'interrupted'
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
    writeFile: async (path, text) => {
      const temporary = `${path}.${process.pid}.tmp`
      try {
        await writeFile(temporary, text, { flag: 'wx' })
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    interrupted: interruption.signal,
  }
}
