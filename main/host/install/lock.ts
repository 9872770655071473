/**
 * One change at a time: flock(2) on a file, held by a child that ends when this process does, however it ends. So there
 * is no stale lock, and processes of other users respect it too.
 */
import { spawn } from 'node:child_process'
import { closeSync, constants, existsSync, fchmodSync, fstatSync, openSync, statSync } from 'node:fs'

const tools = ['/usr/bin/flock', '/bin/flock', '/run/current-system/sw/bin/flock']

export type Locked =
  | { readonly kind: 'held'; readonly release: () => Promise<void> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface LockOptions {
  readonly signal: AbortSignal
  /** Called once if somebody else has it and this has to wait. */
  readonly onWait?: () => void
  /** The file is another program's lock too: its mode is left as it is. */
  readonly isShared?: boolean
}

const waitAfterMs = 300

/** Whoever may read the file may hold the lock, so only we may. A sentence where it is not ours to lock. */
const prepare = (path: string, isShared: boolean): string | null => {
  try {
    // A directory that is there can be locked as it is.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return null
    const file = openSync(
      path,
      constants.O_RDONLY | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      0o600,
    )
    try {
      if (!fstatSync(file).isFile()) return `${path} is no file`
      if (!isShared) fchmodSync(file, 0o600)
      return null
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return problem.includes(path) ? problem : `${path}: ${problem}`
  }
}

/** Takes the lock as soon as it is free. `path` is made if it is not there; its directory must be. */
export const takeLock = (path: string, { signal, onWait, isShared = false }: LockOptions): Promise<Locked> =>
  new Promise((resolve) => {
    const tool = tools.find((candidate) => existsSync(candidate))
    if (!tool) return resolve({ kind: 'failed', detail: 'flock (util-linux) is not here' })
    const problem = prepare(path, isShared)
    if (problem !== null) return resolve({ kind: 'failed', detail: problem })
    if (signal.aborted) return resolve({ kind: 'cancelled' })
    // `cat` answers once the lock is held, and ends, with the lock, when our end of the pipe closes.
    const holder = spawn(tool, [path, 'cat'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      cwd: '/',
      // `cat` is looked for here, not where the person's PATH leads.
      env: { PATH: '/usr/bin:/bin:/run/current-system/sw/bin' },
    })
    const waiting = setTimeout(() => onWait?.(), waitAfterMs)
    const cancel = (): void => {
      holder.kill('SIGKILL')
      resolve({ kind: 'cancelled' })
    }
    signal.addEventListener('abort', cancel, { once: true })
    const settled = (): void => {
      clearTimeout(waiting)
      signal.removeEventListener('abort', cancel)
    }
    let complaint = ''
    holder.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8').slice(0, 500)))
    holder.stdin.on('error', () => undefined)
    holder.once('error', (error) => {
      settled()
      resolve({ kind: 'failed', detail: error.message })
    })
    const ended = new Promise<void>((done) => {
      holder.once('exit', (code) => {
        settled()
        done()
        resolve({ kind: 'failed', detail: complaint.trim() || `flock ended with ${code}` })
      })
    })
    holder.stdout.once('data', () => {
      settled()
      resolve({
        kind: 'held',
        release: () => {
          holder.stdin.end()
          return ended
        },
      })
    })
    holder.stdin.write('\n')
  })
