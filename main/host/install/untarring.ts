/** Unpacks a `tar.gz` in threads of its own, while it is still being downloaded: one inflates, one makes files. */
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { toldBy } from '../../core/toolchains/told.ts'
import type { GunzipAnswer, GunzipStart } from './gunzip-worker.ts'
import { createMark, createPipe, setMark } from './shared-pipe.ts'
import { startThread, type Thread } from './thread.ts'
import { CannotUnpack } from './unpacker.ts'
import type { UntarAnswer, UntarStart } from './untar-worker.ts'

export interface Untarred {
  /** Of the archive as it was read, 64 hexadecimal digits. */
  readonly sha256: string
  readonly files: readonly ManifestFile[]
}

export interface Untarring {
  /** Says that the first `bytes` of the archive are there, and whether these are all. */
  available(bytes: number, isWhole: boolean): void
  /** Promises hashes once everything is written. Rejects with `CannotUnpack`. */
  readonly finished: Promise<Untarred>
  /** Ends the threads, whatever they do. */
  close(): Promise<void>
}

/** As much may be on its way to the thread that makes files. */
const pipeBytes = 2 * 1024 * 1024

/** Starts unpacking the growing `archive` into `target`, an existing directory, ours alone. */
export const startUntarring = (scripts: URL, archive: string, target: string): Untarring => {
  const inflated = createPipe(pipeBytes)
  const available = createMark()
  const start = (name: string, workerData: GunzipStart | UntarStart): Thread =>
    startThread(new URL(name, scripts), workerData)
  const reader = start('gunzip-worker.js', { archive, available, inflated } satisfies GunzipStart)
  const writer = start('untar-worker.js', { target, inflated } satisfies UntarStart)
  const finished = new Promise<Untarred>((resolve, reject) => {
    const files: ManifestFile[] = []
    let sha256: string | null = null
    let isWritten = false
    const settle = (): void => {
      if (sha256 !== null && isWritten) resolve({ sha256, files })
    }
    reader.worker.on('message', (answer: GunzipAnswer) => {
      if (answer.kind === 'ready') return
      if (answer.kind === 'failed') return reject(new CannotUnpack(answer.text, answer.code))
      sha256 = answer.sha256
      settle()
    })
    writer.worker.on('message', (answer: UntarAnswer) => {
      if (answer.kind === 'ready') return
      if (answer.kind === 'failed') return reject(new CannotUnpack(answer.text, answer.code))
      isWritten = answer.isLast
      files.push(...answer.files)
      settle()
    })
    const ended = new CannotUnpack({ en: 'an unpacking thread ended', 'zh-CN': '一个解压线程结束了' }, '')
    reader.worker.on('exit', () => {
      if (sha256 === null) reject(ended)
    })
    writer.worker.on('exit', () => {
      if (!isWritten) reject(ended)
    })
    for (const { worker } of [reader, writer]) {
      worker.on('error', (error) => reject(new CannotUnpack(toldBy(error), '')))
    }
  })
  finished.catch(() => undefined)
  return {
    available: (bytes, isWhole) => setMark(available, bytes, isWhole),
    finished,
    close: async () => {
      await Promise.all([reader.end(), writer.end()])
    },
  }
}
