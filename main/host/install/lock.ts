/**
 * One change at a time: flock(2) on a file, held by a child that ends when this process does, however it ends. So there
 * is no stale lock, and processes of other users respect it too.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const tools = ['/usr/bin/flock', '/bin/flock', '/run/current-system/sw/bin/flock']

export type Locked =
  | { readonly kind: 'held'; readonly release: () => Promise<void> }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly detail: string }

/** Takes the lock, or says that somebody else has it. `path` is made if it is not there; its directory must be. */
export const takeLock = (path: string): Promise<Locked> =>
  new Promise((resolve) => {
    const tool = tools.find((candidate) => existsSync(candidate))
    if (!tool) return resolve({ kind: 'failed', detail: 'flock (util-linux) is not here' })
    // `cat` answers once the lock is held, and ends, with the lock, when our end of the pipe closes.
    const holder = spawn(tool, ['-n', path, 'cat'], { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    let complaint = ''
    holder.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8').slice(0, 500)))
    holder.stdin.on('error', () => undefined)
    holder.once('error', (error) => resolve({ kind: 'failed', detail: error.message }))
    const ended = new Promise<void>((done) => {
      holder.once('exit', (code) => {
        done()
        resolve(
          code === 1 && complaint === ''
            ? { kind: 'busy' }
            : { kind: 'failed', detail: complaint.trim() || `flock ended with ${code}` },
        )
      })
    })
    holder.stdout.once('data', () =>
      resolve({
        kind: 'held',
        release: () => {
          holder.stdin.end()
          return ended
        },
      }),
    )
    holder.stdin.write('\n')
  })
