/** An X display of the test's own, on a number that is free. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

export interface Display {
  /** For `DISPLAY`, e.g. `:7`. */
  readonly name: string
  readonly stop: () => Promise<void>
}

/** Starts Xvfb with one screen. Rejects where it ends before it is ready. */
export const startDisplay = async (size = '1440x900'): Promise<Display> => {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const exited = once(server, 'exit')
  const ready = once(server.stdio[3] as Readable, 'data')
  const first = await Promise.race([ready, exited.then(() => null)])
  if (first === null) throw new Error('Xvfb ended before it was ready')
  return {
    name: `:${String(first[0]).trim()}`,
    stop: async () => {
      server.kill()
      await exited
    },
  }
}
