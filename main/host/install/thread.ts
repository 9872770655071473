/** Threads that unpack: started and ended the same way. */
import { Worker } from 'node:worker_threads'

/** What a thread inflates is garbage once it is written; with little room for young objects that goes soon (−40 MB). */
const resourceLimits = { maxYoungGenerationSizeMb: 1 } as const

/** The first thing that a thread says, once it has made what it needs. */
export interface ThreadReady {
  readonly kind: 'ready'
}

export interface Thread {
  readonly worker: Worker
  /** Ends it, whatever it does, but for making what it needs: a Node whose thread ends while it makes zlib's state aborts. */
  end(): Promise<void>
}

/** Runs `script`; what it says is heard from `worker`, `ThreadReady` first. */
export const startThread = (script: URL, workerData: unknown): Thread => {
  const worker = new Worker(script, { workerData, resourceLimits })
  const begun = new Promise<void>((resolve) => {
    for (const event of ['message', 'error', 'exit']) worker.once(event, () => resolve())
  })
  return {
    worker,
    end: async () => {
      await begun
      await worker.terminate()
    },
  }
}
