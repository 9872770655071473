/**
 * Inflating in the calling thread, one thing after the other, with one state and one buffer for all. Node's own synchronous
 * functions build a stream for each call, its streams go through another thread for each part, and a library over them
 * (minizlib) copies every part: garbage of some 30 MB in each thread before it is collected. So this drives the method that
 * they all are made of, which Node keeps for those who do; it is not in its documentation.
 */
import { constants, createGunzip, createInflateRaw } from 'node:zlib'

export interface Inflater {
  /** Begins anew: what follows has nothing to do with what came before. */
  reset(): void
  /** Hands over what `packed` inflates to, in parts that are to be used at once. Throws where it is damaged. */
  write(packed: Uint8Array): void
  /** Throws where the stream is not whole. */
  end(): void
}

/** What Node's streams of zlib have beside what is documented (lib/zlib.js). */
interface Engine {
  readonly _handle: { close(): void } | null
  /** Inflates in this thread, into the one buffer of the stream where that is enough, and lets go of the handle. */
  _processChunk(packed: Uint8Array, flush: number): Buffer
  reset(): void
  removeAllListeners(event: 'error'): void
}

/** This much is inflated at once at most, so that what grows a thousandfold is seen after 16 MB. */
const packedBytes = 16 * 1024
/** Room for what such a part nearly always inflates to: more is made anew each time, and is garbage. */
const chunkSize = 512 * 1024

export const createInflater = (format: 'raw' | 'gzip', take: (part: Buffer) => void): Inflater => {
  const stream = format === 'raw' ? createInflateRaw({ chunkSize }) : createGunzip({ chunkSize })
  const engine = stream as unknown as Engine
  const handle = engine._handle
  const isKnown = typeof engine._processChunk === 'function' && typeof handle?.close === 'function'
  if (handle) handle.close = () => undefined
  const inflate = (packed: Uint8Array, flush: number): Buffer => {
    // A code of the system's: this is no fault of the archive.
    if (!isKnown)
      throw Object.assign(new Error('this Node inflates in a way that is not known here'), { code: 'ENOSYS' })
    const part = engine._processChunk(packed, flush)
    // It takes each call for the last one.
    Object.assign(engine, { _handle: handle })
    engine.removeAllListeners('error')
    return part
  }
  return {
    reset: () => engine.reset(),
    write: (packed) => {
      for (let at = 0; at < packed.length; at += packedBytes) {
        const part = inflate(packed.subarray(at, at + packedBytes), constants.Z_NO_FLUSH)
        if (part.length > 0) take(part)
      }
    },
    end: () => void inflate(new Uint8Array(0), constants.Z_FINISH),
  }
}
