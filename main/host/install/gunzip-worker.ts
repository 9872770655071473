/**
 * A thread that reads a growing `tar.gz`, every byte once, so that what it hashed is what was unpacked: it inflates, and
 * another thread makes files of what comes out.
 */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { treeLimits } from '../../core/toolchains/module-tree.ts'
import { Told } from '../../core/toolchains/told.ts'
import { createInflater } from './inflater.ts'
import { beyond, writeInto, type Mark, type Pipe } from './shared-pipe.ts'
import type { ThreadReady } from './thread.ts'
import { failureOf, tooMuchText, type UnpackFailure } from './unpack-failure.ts'

export interface GunzipStart {
  readonly archive: string
  /** How much of the archive is there. */
  readonly available: Mark
  /** Takes what is inflated. */
  readonly inflated: Pipe
}

export type GunzipAnswer =
  /** All was read; `sha256` is of the archive, 64 hexadecimal digits. */
  { readonly kind: 'read'; readonly sha256: string } | UnpackFailure | ThreadReady

const partBytes = 64 * 1024

const { archive, available, inflated } = workerData as GunzipStart
const descriptor = fs.openSync(archive, fs.constants.O_RDONLY)
const whole = createHash('sha256')
const writer = writeInto(inflated)

let inflatedBytes = 0
const inflater = createInflater('gzip', (part) => {
  inflatedBytes += part.length
  if (inflatedBytes > treeLimits.bytes * 1.2) throw new Told(tooMuchText)
  writer.write(part)
})

const read = (): GunzipAnswer => {
  const room = Buffer.allocUnsafeSlow(partBytes)
  for (let at = 0; ;) {
    const { bytes, isLast } = beyond(available, at)
    while (at < bytes) {
      const count = fs.readSync(descriptor, room, 0, Math.min(room.length, bytes - at), at)
      if (count === 0) throw new Told({ en: `it ends after ${at} bytes`, 'zh-CN': `它在 ${at} 字节之后就结束了` })
      at += count
      const part = room.subarray(0, count)
      whole.update(part)
      inflater.write(part)
    }
    if (isLast) break
  }
  inflater.end()
  writer.end()
  return { kind: 'read', sha256: whole.digest('hex') }
}

const answer = (): GunzipAnswer => {
  try {
    return read()
  } catch (error) {
    return failureOf(error)
  }
}

parentPort?.postMessage({ kind: 'ready' } satisfies ThreadReady)
parentPort?.postMessage(answer())
