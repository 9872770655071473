/** Unpacks a zip with several threads, while it is still being downloaded. */
import type { Worker } from 'node:worker_threads'
import type { Text } from '#contract'
import type { HashedFile } from '../../core/toolchains/toolchain-module.ts'
import type { PlannedFile } from '../../core/toolchains/module-tree.ts'
import { Told, toldBy } from '../../core/toolchains/told.ts'
import { startThread } from './thread.ts'
import type { UnpackAnswer, UnpackStart } from './unpack-worker.ts'

/** About this many packed bytes go to a thread at once: enough to be worth the message, few enough to share evenly. */
const batchBytes = 512 * 1024
const threads = 2

export class CannotUnpack extends Told {
  /** Whether the disk refused (`ENOSPC`, `EACCES`), not the archive's content. */
  readonly isDisk: boolean
  constructor(text: Text, code: string) {
    super(text)
    // zlib and Node have codes of their own for bad data; the system's are the rest, but for names that
    // only a bad archive has: one that is there twice, one that is too long.
    this.isDisk = /^E[A-Z]+$/.test(code) && code !== 'EEXIST' && code !== 'ENAMETOOLONG'
  }
}

export interface Unpacker {
  /** What to unpack, in files that lie before the directory at `directoryOffset`. Said once. */
  plan(files: readonly PlannedFile[], directoryOffset: number): void
  /** Says that the first `bytes` of the archive are there, so that what lies in them can be unpacked. */
  available(bytes: number): void
  /** Promises the hash of every file once all of them are written. Rejects with `CannotUnpack`. */
  readonly finished: Promise<readonly HashedFile[]>
  /** Ends the threads, whatever they do. */
  close(): Promise<void>
}

/**
 * Unpacks the growing `archive` into the empty directory `target`; neither need exist before there is a plan: the threads
 * start while that is still asked for.
 */
export const startUnpacking = (scripts: URL, { archive, target }: UnpackStart): Unpacker => {
  let ordered: readonly PlannedFile[] = []
  let end = 0
  let isPlanned = false
  // Data of an entry ends before the next entry begins, and the last one's before the directory.
  const endOf = (index: number): number => ordered[index + 1]?.entry.offset ?? end
  const started = Array.from({ length: threads }, () =>
    startThread(new URL('unpack-worker.js', scripts), { archive, target } satisfies UnpackStart),
  )
  const workers = started.map(({ worker }) => worker)
  const idle = new Set(workers)
  /** What each of the others unpacks. */
  const batches = new Map<Worker, readonly PlannedFile[]>()
  const hashes: HashedFile[] = []
  let next = 0
  let ready = 0

  let resolve: (hashes: readonly HashedFile[]) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const finished = new Promise<readonly HashedFile[]>((done, failed) => {
    resolve = done
    reject = failed
  })
  finished.catch(() => undefined)

  const feed = (): void => {
    for (const worker of idle) {
      const batch: PlannedFile[] = []
      let bytes = 0
      while (next < ordered.length && bytes < batchBytes && endOf(next) <= ready) {
        const file = ordered[next]
        if (!file) break
        batch.push(file)
        bytes += file.entry.compressedBytes
        next += 1
      }
      if (batch.length === 0) break
      idle.delete(worker)
      batches.set(worker, batch)
      worker.postMessage(batch)
    }
    if (isPlanned && hashes.length === ordered.length) resolve(hashes)
  }

  for (const worker of workers) {
    worker.on('message', (answer: UnpackAnswer) => {
      if (answer.kind === 'ready') return
      if (answer.kind === 'failed') return reject(new CannotUnpack(answer.text, answer.code))
      batches.get(worker)?.forEach(({ entry }, index) => {
        hashes.push({ name: entry.name, sha256: answer.sha256s[index] ?? '' })
      })
      idle.add(worker)
      feed()
    })
    worker.on('error', (error) => reject(new CannotUnpack(toldBy(error), '')))
  }
  return {
    plan: (files, directoryOffset) => {
      ordered = [...files].sort((a, b) => a.entry.offset - b.entry.offset)
      end = directoryOffset
      isPlanned = true
      feed()
    },
    available: (bytes) => {
      ready = bytes
      feed()
    },
    finished,
    close: async () => {
      await Promise.all(started.map((thread) => thread.end()))
    },
  }
}
