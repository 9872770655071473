/** Files for the writing thread, gathered into batches: whoever reads the archive is not kept waiting by the disk. */
import { Worker } from 'node:worker_threads'
import { threadLimits } from './thread-limits.ts'
import type { WriteAnswer, WriteBatch, WriteStart, WriteStep } from './write-worker.ts'

export interface WriteAhead {
  /** All that follows belongs to this file, until it ends. */
  begin(path: string, isExecutable: boolean): void
  /** Copies `part`; between two calls of `rest` at most `partBytes` in all. */
  write(part: Uint8Array): void
  end(): void
  directory(path: string): void
  /** Resolves when there is room for more; rejects with what the disk said. */
  rest(): Promise<void>
  /** Promises the SHA-256 of every file, in order, when all are written. */
  finish(): Promise<readonly string[]>
}

/** A batch is sent when it has this much. */
const batchBytes = 512 * 1024
/** As many are filled, or written, or on their way. */
const batches = 4

/** `script` is the built writing thread; it ends with the thread that calls this. */
export const createWriteAhead = (script: URL, target: string, partBytes: number): WriteAhead => {
  const worker = new Worker(script, { workerData: { target } satisfies WriteStart, resourceLimits: threadLimits })
  const free = Array.from({ length: batches }, () => new ArrayBuffer(batchBytes + partBytes))
  const hashes: string[] = []
  let problem: Error | null = null
  let wake = (): void => undefined
  worker.on('message', (answer: WriteAnswer) => {
    if (answer.kind === 'done') {
      free.push(answer.bytes)
      hashes.push(...answer.hashes)
    } else problem ??= Object.assign(new Error(answer.message), { code: answer.code })
    wake()
  })
  worker.on('error', (error) => {
    problem ??= error
    wake()
  })
  const until = async (isSo: () => boolean): Promise<void> => {
    while (problem === null && !isSo()) await new Promise<void>((resolve) => (wake = resolve))
    if (problem !== null) throw problem
  }

  let bytes = free.pop() ?? new ArrayBuffer(0)
  let room = new Uint8Array(bytes)
  let filled = 0
  let steps: WriteStep[] = []
  let directories: string[] = []
  let file = { path: '', isExecutable: false }
  let from = 0
  let begins = false

  /** What there is of the file so far becomes a step. */
  const step = (ends: boolean): void => {
    steps.push({ ...file, from, to: filled, begins, ends })
    from = filled
    begins = false
  }
  const send = (): void => {
    worker.postMessage({ bytes, directories, steps } satisfies WriteBatch, [bytes])
    steps = []
    directories = []
    filled = 0
    from = 0
  }
  let isOpen = false
  return {
    directory: (path) => void directories.push(path),
    begin: (path, isExecutable) => {
      file = { path, isExecutable }
      from = filled
      begins = true
      isOpen = true
    },
    write: (part) => {
      room.set(part, filled)
      filled += part.length
    },
    end: () => {
      step(true)
      isOpen = false
    },
    rest: async () => {
      if (filled < batchBytes) return
      if (isOpen) step(false)
      send()
      await until(() => free.length > 0)
      bytes = free.pop() ?? bytes
      room = new Uint8Array(bytes)
    },
    finish: async () => {
      send()
      await until(() => free.length === batches)
      return hashes
    },
  }
}
