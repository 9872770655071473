/**
 * Bytes from one thread to another through shared memory. Whoever has nothing to read, or no room to write, is held up
 * until the other one has gone on: both must be threads that do nothing else.
 */

/** A number of bytes that one thread lets grow and others wait for; below zero it is `~bytes`, and these are all. */
export type Mark = Int32Array<SharedArrayBuffer>

export const createMark = (): Mark => new Int32Array(new SharedArrayBuffer(4))

export const setMark = (mark: Mark, bytes: number, isLast = false): void => {
  Atomics.store(mark, 0, isLast ? ~bytes : bytes)
  Atomics.notify(mark, 0)
}

interface Reached {
  readonly bytes: number
  /** It will not grow any more. */
  readonly isLast: boolean
}

const reached = (mark: Mark): Reached => {
  const now = Atomics.load(mark, 0)
  return now < 0 ? { bytes: ~now, isLast: true } : { bytes: now, isLast: false }
}

/** Waits until `mark` is beyond `known`, or will not grow any more. */
export const beyond = (mark: Mark, known: number): Reached => {
  for (;;) {
    const now = reached(mark)
    if (now.bytes > known || now.isLast) return now
    Atomics.wait(mark, 0, now.bytes)
  }
}

/** What both threads are given. Carries less than 2 GiB. */
export interface Pipe {
  readonly room: SharedArrayBuffer
  readonly written: Mark
  readonly read: Mark
}

export const createPipe = (roomBytes: number): Pipe => ({
  room: new SharedArrayBuffer(roomBytes),
  written: createMark(),
  read: createMark(),
})

export interface PipeWriter {
  /** Copies `part`. */
  write(part: Uint8Array): void
  end(): void
}

export const writeInto = ({ room, written, read }: Pipe): PipeWriter => {
  const bytes = new Uint8Array(room)
  let done = 0
  return {
    write: (part) => {
      for (let at = 0; at < part.length;) {
        const free = beyond(read, done - bytes.length).bytes + bytes.length - done
        const place = done % bytes.length
        const some = part.subarray(at, at + Math.min(free, bytes.length - place))
        bytes.set(some, place)
        at += some.length
        done += some.length
        setMark(written, done)
      }
    },
    end: () => setMark(written, done, true),
  }
}

/** Hands over what is there as it comes, in parts that are to be used at once, until the other side has ended. */
export const readAll = ({ room, written, read }: Pipe, take: (part: Buffer) => void): void => {
  for (let done = 0; ;) {
    const { bytes, isLast } = beyond(written, done)
    while (done < bytes) {
      const place = done % room.byteLength
      const part = Buffer.from(room, place, Math.min(bytes - done, room.byteLength - place))
      take(part)
      done += part.length
      setMark(read, done)
    }
    if (isLast) return
  }
}
