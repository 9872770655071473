/** Unpacks a `tar.gz` in a thread of its own, while it is still being downloaded. */
import { Worker } from 'node:worker_threads'
import { threadLimits } from './thread-limits.ts'
import { CannotUnpack } from './unpacker.ts'
import type { UntarAnswer, UntarMore, UntarredFile, UntarStart } from './untar-worker.ts'

export interface Untarred {
  /** Of the archive as it was read, 64 hexadecimal digits. */
  readonly sha256: string
  readonly files: readonly UntarredFile[]
}

export interface Untarring {
  /** Says that the first `bytes` of the archive are there, and whether these are all. */
  available(bytes: number, isWhole: boolean): void
  /** Promises hashes once everything is written. Rejects with `CannotUnpack`. */
  readonly finished: Promise<Untarred>
  /** Ends the thread, whatever it does. */
  close(): Promise<void>
}

/** Starts unpacking the growing `archive` into the empty directory `target`. */
export const startUntarring = (workerScript: URL, start: UntarStart): Untarring => {
  const worker = new Worker(workerScript, { workerData: start, resourceLimits: threadLimits })
  const finished = new Promise<Untarred>((resolve, reject) => {
    worker.on('message', (answer: UntarAnswer) =>
      answer.kind === 'done' ? resolve(answer) : reject(new CannotUnpack(answer.message, answer.code)),
    )
    worker.on('error', (error) => reject(new CannotUnpack(error.message, '')))
    worker.on('exit', () => reject(new CannotUnpack('the unpacking thread ended', '')))
  })
  finished.catch(() => undefined)
  return {
    available: (bytes, isWhole) => worker.postMessage({ bytes, isWhole } satisfies UntarMore),
    finished,
    close: async () => {
      await worker.terminate()
    },
  }
}
