/** A real Chromium, spoken to over `--remote-debugging-pipe`: JSON messages that end with a NUL byte. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** What DevTools answers and announces; read with care by whoever asks. */
export type Parameters = Readonly<Record<string, unknown>>

export interface DevTools {
  /** Sends a command; `session` is a target's, or null for the browser. Rejects with DevTools' own words. */
  send(method: string, parameters?: Parameters, session?: string | null): Promise<Parameters>
  /** Hears every event. */
  listen(listener: (method: string, parameters: Parameters, session: string | null) => void): void
  /** The port that a test can attach to. */
  port(): Promise<number>
  /** Ends the browser and forgets its profile; synchronous, so that it can be the last thing a process does. */
  end(): void
}

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable']

/** Starts a headless Chromium with a profile of its own and the app's own `switches`. */
export const startChromium = (switches: readonly string[]): DevTools => {
  const program = process.env.GROUNDWORK_TEST_CHROMIUM ?? programs.find((path) => existsSync(path))
  if (!program) throw new Error(`no Chromium at ${programs.join(', ')}`)
  const profile = mkdtempSync(join(tmpdir(), 'groundwork-stand-in-'))
  const child = spawn(
    program,
    [
      '--headless=new',
      '--remote-debugging-pipe',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-startup-window',
      '--no-first-run',
      '--disable-extensions',
      '--disable-gpu',
      ...switches,
    ],
    // A group of its own, so that its end is the end of all its processes.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  )
  return speak(child, profile)
}

const speak = (child: ChildProcess, profile: string): DevTools => {
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable]
  const waiting = new Map<number, { resolve: (answer: Parameters) => void; reject: (error: Error) => void }>()
  const listeners: ((method: string, parameters: Parameters, session: string | null) => void)[] = []
  let lastId = 0
  let pending = Buffer.alloc(0)

  const take = (text: string): void => {
    const message = JSON.parse(text) as {
      id?: number
      method?: string
      params?: Parameters
      result?: Parameters
      error?: { message: string }
      sessionId?: string
    }
    if (message.id === undefined) {
      for (const listener of listeners) listener(message.method ?? '', message.params ?? {}, message.sessionId ?? null)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(message.error.message))
    else asked?.resolve(message.result ?? {})
  }

  output.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    for (let end = pending.indexOf(0); end >= 0; end = pending.indexOf(0)) {
      const text = pending.subarray(0, end).toString()
      pending = pending.subarray(end + 1)
      take(text)
    }
  })
  // What is written to a browser that is gone is lost, as the browser is.
  input.on('error', () => undefined)
  child.on('error', (error) => {
    throw error
  })

  return {
    send: (method, parameters = {}, session = null) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1)
        waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) })
        const message = { id, method, params: parameters, ...(session === null ? {} : { sessionId: session }) }
        input.write(`${JSON.stringify(message)}\0`)
      }),
    listen: (listener) => {
      listeners.push(listener)
    },
    port: async () => {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        const file = join(profile, 'DevToolsActivePort')
        const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
        if (port > 0) return port
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error('Chromium opened no port')
    },
    end: () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
      try {
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 })
      } catch {
        // The last of the browser's processes still writes: a profile is left, which no test is about.
      }
    },
  }
}
