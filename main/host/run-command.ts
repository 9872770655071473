/** Runs one program and waits for all of it: no shell, no stdin, its own process group, a limit on time and output. */
import { execa } from 'execa'
import { existsSync, readFileSync } from 'node:fs'
import { foreignProgram, type Command, type Ran } from '../core/host.ts'
import { whyShared } from './private-directory.ts'
import { isRunnableFormat } from './program-format.ts'

const defaultTimeoutMs = 5_000
const defaultMaxBytes = 1024 * 1024
/** How long output may still come after the program itself has ended. What it left behind may hold the pipes for ever. */
const afterExitMs = 300
/**
 * How long a program has to end by itself once it is asked. Start files run programs that hold locks (pyenv rehash), and
 * one that is killed leaves its lock behind: the person's next login then waits a minute for it.
 */
const graceMs = 1_000

/** What runs now. It ends with this process, since in a group of its own it would not hear a Ctrl+C. */
const running = new Set<number>()
process.on('exit', () => {
  const left = [...running].flatMap((pid) => treeOf(pid))
  if (left.length === 0) return
  signalAll(left, 'SIGTERM')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, graceMs)
  signalAll(left, 'SIGKILL')
})

/**
 * Runs `command`; `inherited` is the environment for `base: 'inherit'`. Root runs nothing that another user could have
 * put there, wherever a PATH leads, and nothing in a directory where another user could have put something. Where
 * `signal` aborts, it is ended. Never rejects.
 */
export const runCommand = async (
  command: Command,
  inherited: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Ran> => {
  const timeoutMs = command.timeoutMs ?? defaultTimeoutMs
  const maxBytes = command.maxBytes ?? defaultMaxBytes
  const [file, ...args] = command.argv
  if ([file, ...args].some((word) => word.includes('\0'))) {
    return { kind: 'unstartable', code: 'EINVAL', detail: 'a NUL byte is in no argument' }
  }
  if (process.geteuid?.() === 0 && existsSync(file)) {
    // What a launcher starts may depend on the files where it is started.
    const foreign = (await whyShared(file, 0)) ?? (command.cwd === undefined ? null : await whyShared(command.cwd, 0))
    if (foreign !== null) return { kind: 'unstartable', code: foreignProgram, detail: `not run as root: ${foreign.en}` }
  }
  if (!isRunnableFormat(file)) {
    return { kind: 'unstartable', code: 'ENOEXEC', detail: `${file}: not a program that this machine can run` }
  }
  const child = execa(file, args, {
    env: environmentOf(command, inherited),
    extendEnv: false,
    cwd: command.cwd ?? '/',
    stdin: 'ignore',
    // Its own group and session: everything it starts ends with it, and no terminal of ours is touched.
    detached: true,
    reject: false,
    killSignal: 'SIGKILL',
    maxBuffer: maxBytes,
    encoding: 'buffer',
    stripFinalNewline: false,
  })
  const letGo = (): void => {
    child.stdout.destroy()
    child.stderr.destroy()
  }
  const deadline = { passed: false }
  const timers = [
    setTimeout(() => {
      deadline.passed = true
      if (child.pid !== undefined) end(child.pid)
    }, timeoutMs),
  ]
  const exit: { code: number | null; signal: string | null } = { code: null, signal: null }
  child.once('exit', (code, signal) => {
    Object.assign(exit, { code, signal })
    // What it left behind in its group ends too; what has left the group, a daemon, may live on without our pipes.
    if (child.pid !== undefined && !deadline.passed && hasGroup(child.pid)) end(child.pid)
    timers.push(setTimeout(letGo, afterExitMs))
  })
  const stop = (): void => {
    if (child.pid !== undefined) end(child.pid)
  }
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  if (child.pid !== undefined) running.add(child.pid)
  const ended = await child
  signal?.removeEventListener('abort', stop)
  if (child.pid !== undefined) running.delete(child.pid)
  for (const timer of timers) clearTimeout(timer)
  const stdout = decode(ended.stdout)
  const stderr = decode(ended.stderr)
  if (deadline.passed) return { kind: 'timeout', afterMs: timeoutMs, stdout, stderr }
  if (ended.isMaxBuffer) {
    if (child.pid !== undefined && hasGroup(child.pid)) end(child.pid)
    return { kind: 'flooded', maxBytes, stdout, stderr }
  }
  const endedBy = exit.signal ?? ended.signal
  if (endedBy != null) return { kind: 'signalled', signal: endedBy, stdout, stderr }
  const code = exit.code ?? ended.exitCode
  if (code != null) return { kind: 'exited', code, stdout, stderr }
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

/** Asks `pid` and all that it started to end, and makes it so where that was not heard, what was started since included. */
const end = (pid: number): void => {
  const asked = treeOf(pid)
  signalAll(asked, 'SIGTERM')
  setTimeout(() => signalAll([...asked, ...treeOf(pid)], 'SIGKILL'), graceMs)
}

/** The group of `pid`, as kill(2) names groups, and every descendant that has made a group of its own. */
const treeOf = (pid: number): readonly number[] => [-pid, ...descendantsOf(pid)]

/** Whether anything is left in the group of `pid`. */
const hasGroup = (pid: number): boolean => signal(-pid, 0)

/** Read at once, so that none can slip away meanwhile. */
const descendantsOf = (pid: number): readonly number[] => {
  let children: readonly number[] = []
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number).filter(Boolean)
  } catch {
    // It has just ended, or this kernel does not tell.
  }
  return children.flatMap((child) => [child, ...descendantsOf(child)])
}

const signalAll = (targets: readonly number[], name: NodeJS.Signals): void => {
  for (const target of targets) signal(target, name)
}

/** False where it is gone, which is what was wanted. */
const signal = (target: number, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(target, name)
  } catch {
    return false
  }
}

const decoder = new TextDecoder('utf-8', { fatal: false })
const decode = (bytes: Uint8Array | undefined): string => (bytes ? decoder.decode(bytes) : '')
