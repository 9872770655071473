/** Starts a browser with a private profile and a pipe, and cleans up after it. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { browserArguments } from './browser-arguments.ts'
import { createDevtoolsPipe, type DevtoolsPipe } from './devtools-pipe.ts'

export interface BrowserStart {
  /** Absolute path of the browser. */
  readonly program: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isSandboxed: boolean
  readonly debuggingPort?: number
}

export interface Browser {
  readonly pipe: DevtoolsPipe
  /** Resolves when the process has ended and its profile is removed, with the last line it wrote to standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly lastLine: string }>
  /** Asks it to close, and after `patienceMs` makes it. Resolves like `ended`. */
  stop(patienceMs?: number): Promise<void>
}

/** Starts `program`. That it answers is not known yet. Rejects only where no profile directory can be made. */
export const startBrowser = async (start: BrowserStart): Promise<Browser> => {
  // mkdtemp makes the directory 0700: what the browser keeps in it is nobody else's to read.
  const profileDirectory = await mkdtemp(join(tmpdir(), 'groundwork-window-'))
  const child = spawn(start.program, browserArguments({ ...start, profileDirectory }), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: start.environment,
    cwd: '/',
    // Its own group: Ctrl-C in the terminal reaches the app, which then closes the window in order.
    detached: true,
  })
  let lastLine = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastLine = text.trim().split('\n').at(-1)?.slice(0, 500) || lastLine
  })
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
    child.once('error', (error) => {
      lastLine = error.message
      resolve(null)
    })
  })
  const ended = exited.then(async (code) => {
    killGroup(child.pid)
    // Children of the browser may still write for a moment; what is left after a second is left.
    await rm(profileDirectory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined)
    return { code, lastLine }
  })
  const pipe = createDevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  return {
    pipe,
    ended,
    stop: async (patienceMs = 2_000) => {
      pipe.send('Browser.close').catch(() => undefined)
      const timer = setTimeout(() => killGroup(child.pid), patienceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone, which is what was wanted.
  }
}
