/** Memory that is let go at once, and not when the collector gets to it. */
import { MessageChannel } from 'node:worker_threads'

/** A port that is closed: what is transferred to it is gone. */
const { port1: nobody } = new MessageChannel()
nobody.close()

/**
 * Frees the memory of `part`, which is not to be used again. V8 collects such parts only when there are 32 MB of them
 * (src/heap/heap.cc, AllocateExternalBackingStore), a quarter of what an installation takes. One that shares its memory
 * with others is left to the collector.
 */
export const letGo = (part: Buffer): void => {
  const { buffer } = part
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== part.length) return
  try {
    nobody.postMessage(null, [buffer])
  } catch {
    // One that may not be transferred is left to the collector, too.
  }
}
