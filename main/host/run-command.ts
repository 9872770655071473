/** Runs one program and waits for all of it: no shell, no stdin, its own process group, a limit on time and output. */
import { execa } from 'execa'
import type { Command, Ran } from '../core/host.ts'

const defaultTimeoutMs = 5_000
const defaultMaxBytes = 1024 * 1024

/** Runs `command`; `inherited` is the environment for `base: 'inherit'`. Never rejects. */
export const runCommand = async (command: Command, inherited: Readonly<Record<string, string>>): Promise<Ran> => {
  const timeoutMs = command.timeoutMs ?? defaultTimeoutMs
  const maxBytes = command.maxBytes ?? defaultMaxBytes
  const [file, ...args] = command.argv
  const child = execa(file, args, {
    env: environmentOf(command, inherited),
    extendEnv: false,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    stdin: 'ignore',
    // Its own group and session: everything it starts ends with it, and no terminal of ours is touched.
    detached: true,
    reject: false,
    maxBuffer: maxBytes,
    encoding: 'buffer',
    stripFinalNewline: false,
  })
  const deadline = { passed: false }
  const timer = setTimeout(() => {
    deadline.passed = true
    killGroup(child.pid)
  }, timeoutMs)
  // When the program ends, what it left behind in its group may still hold the pipes: end that too.
  child.once('exit', () => killGroup(child.pid))
  const ended = await child
  clearTimeout(timer)
  const stdout = decode(ended.stdout)
  const stderr = decode(ended.stderr)
  if (deadline.passed) return { kind: 'timeout', afterMs: timeoutMs, stdout, stderr }
  if (ended.isMaxBuffer) return { kind: 'flooded', maxBytes, stdout, stderr }
  if (ended.exitCode !== undefined) return { kind: 'exited', code: ended.exitCode, stdout, stderr }
  if (ended.signal !== undefined) return { kind: 'signalled', signal: ended.signal, stdout, stderr }
  return { kind: 'unstartable', code: ended.code ?? 'UNKNOWN', detail: ended.shortMessage ?? '' }
}

const environmentOf = (command: Command, inherited: Readonly<Record<string, string>>): Record<string, string> => {
  const merged: Record<string, string | undefined> = {
    ...(command.base === 'only' ? {} : inherited),
    LC_ALL: 'C',
    LANGUAGE: '',
    ...command.env,
  }
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone, which is what was wanted.
  }
}

const decoder = new TextDecoder('utf-8', { fatal: false })
const decode = (bytes: Uint8Array | undefined): string => (bytes ? decoder.decode(bytes) : '')
