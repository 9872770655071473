/**
 * Inflating in the calling thread, one thing after the other, with one state and one buffer for all: Node's own synchronous
 * functions build a stream for each call, and its streams go through another thread for each part.
 */
import { Gunzip, InflateRaw, type ZlibError } from 'minizlib'

export interface Inflater {
  /** Begins anew: what follows has nothing to do with what came before. */
  reset(): void
  /** Hands over what `packed` inflates to, in parts that are to be used at once. Throws where it is damaged. */
  write(packed: Uint8Array): void
  /** Throws where the stream is not whole. */
  end(): void
}

/** This much is inflated at once at most, so that what grows a thousandfold is seen after 16 MB. */
const packedBytes = 16 * 1024

export const createInflater = (format: 'raw' | 'gzip', take: (part: Buffer) => void): Inflater => {
  // Node's own option, which is passed on.
  const options: ConstructorParameters<typeof InflateRaw>[0] & { readonly chunkSize: number } = { chunkSize: 64 * 1024 }
  const stream = format === 'raw' ? new InflateRaw(options) : new Gunzip(options)
  let problem = null as ZlibError | null
  stream.on('error', (error) => (problem ??= error as ZlibError))
  stream.on('data', take)
  const check = (): void => {
    if (problem !== null) throw problem
  }
  return {
    reset: () => void stream.reset(),
    write: (packed) => {
      for (let at = 0; at < packed.length; at += packedBytes) {
        stream.write(Buffer.from(packed.buffer, packed.byteOffset + at, Math.min(packedBytes, packed.length - at)))
        check()
      }
    },
    end: () => {
      stream.end()
      check()
    },
  }
}
