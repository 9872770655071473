/** A thread that writes the files of a tree, and hashes them, while the thread that reads the archive goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import { createTreeWriter } from './tree-writer.ts'

export interface WriteStart {
  /** An existing directory, ours alone. */
  readonly target: string
}

/** A part of a file, or all of it, in the order of the archive. */
export interface WriteStep {
  /** Relative to the target, proved harmless. */
  readonly path: string
  readonly isExecutable: boolean
  /** Where its bytes are in the batch. */
  readonly from: number
  readonly to: number
  readonly begins: boolean
  readonly ends: boolean
}

export interface WriteBatch {
  /** Comes back with the answer, to be used again. */
  readonly bytes: ArrayBuffer
  readonly directories: readonly string[]
  readonly steps: readonly WriteStep[]
}

export type WriteAnswer =
  /** The SHA-256 of every file that ended, in order. */
  | { readonly kind: 'done'; readonly bytes: ArrayBuffer; readonly hashes: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string }

const writer = createTreeWriter((workerData as WriteStart).target)

const writeBatch = ({ bytes, directories, steps }: WriteBatch): WriteAnswer => {
  try {
    const hashes: string[] = []
    for (const directory of directories) writer.directory(directory)
    for (const { path, isExecutable, from, to, begins, ends } of steps) {
      if (begins) writer.begin(path, isExecutable)
      writer.write(new Uint8Array(bytes, from, to - from))
      if (ends) hashes.push(writer.finish())
    }
    return { kind: 'done', bytes, hashes }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error), code }
  }
}

parentPort?.on('message', (batch: WriteBatch) => {
  const answer = writeBatch(batch)
  parentPort?.postMessage(answer, answer.kind === 'done' ? [answer.bytes] : [])
})
