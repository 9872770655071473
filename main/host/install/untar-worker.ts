/** A thread that makes files of a tar, and hashes them. Every entry is hostile until proved harmless. */
import { parentPort, workerData } from 'node:worker_threads'
import { createNameGate } from '../../core/toolchains/archive-names.ts'
import type { ManifestFile } from '../../core/toolchains/manifest.ts'
import { treeLimits } from '../../core/toolchains/module-tree.ts'
import { Told } from '../../core/toolchains/told.ts'
import { readAll, type Pipe } from './shared-pipe.ts'
import { createTarSplitter, type TarEntry } from './tar-splitter.ts'
import { createTreeWriter } from './tree-writer.ts'
import type { ThreadReady } from './thread.ts'
import { failureOf, tooMuchText, type UnpackFailure } from './unpack-failure.ts'

export interface UntarStart {
  /** An existing directory, ours alone. */
  readonly target: string
  /** The tar comes from here. */
  readonly inflated: Pipe
}

export type UntarAnswer =
  /** Files that are written, in the order of the tar; `isLast` where no more will come. */
  | { readonly kind: 'files'; readonly files: readonly ManifestFile[]; readonly isLast: boolean }
  | UnpackFailure
  | ThreadReady

/** Every entry of a release archive is below this. */
const prefix = 'go/'

const { target, inflated } = workerData as UntarStart
const gate = createNameGate(treeLimits.count)
const writer = createTreeWriter(target)
/** As many are told at once. */
const filesAtOnce = 500
/** What was written since the last answer. */
let files: ManifestFile[] = []
let count = 0
const tell = (isLast: boolean): void => {
  parentPort?.postMessage({ kind: 'files', files, isLast } satisfies UntarAnswer)
  files = []
}
let unpackedBytes = 0

/** The place of an entry in the tree; throws where it is not what a Go may hold. */
const placeOf = (entry: TarEntry): string => {
  const shown = (): string => JSON.stringify(entry.path.slice(0, 200))
  const isDirectory = entry.type === 'Directory'
  if (!isDirectory && entry.type !== 'File' && entry.type !== 'OldFile')
    throw new Told({ en: `${shown()} is a ${entry.type}`, 'zh-CN': `${shown()} 的类型是 ${entry.type}` })
  if ((entry.mode & 0o7000) !== 0)
    throw new Told({ en: `${shown()} would run with the rights of another`, 'zh-CN': `${shown()} 会以别人的权限运行` })
  if (!entry.path.startsWith(prefix))
    throw new Told({ en: `${shown()} is not below ${prefix}`, 'zh-CN': `${shown()} 不在 ${prefix} 之下` })
  const path = entry.path.slice(prefix.length)
  if (isDirectory) {
    const directory = path.replace(/\/$/, '')
    const problem = directory === '' ? null : gate.directory(directory)
    if (problem) throw new Told(problem)
    return directory
  }
  const problem = gate.file(path)
  if (problem) throw new Told(problem)
  unpackedBytes += entry.size
  if (entry.size > treeLimits.fileBytes || unpackedBytes > treeLimits.bytes) throw new Told(tooMuchText)
  return path
}

let file = { path: '', size: 0, mode: 0o644, isDirectory: false }

const splitter = createTarSplitter({
  entry: (entry) => {
    const isDirectory = entry.type === 'Directory'
    file = { path: placeOf(entry), size: entry.size, mode: (entry.mode & 0o111) === 0 ? 0o644 : 0o755, isDirectory }
    if (isDirectory) writer.directory(file.path)
    else writer.begin(file.path, file.mode === 0o755)
  },
  data: (part) => writer.write(part),
  end: () => {
    const { path, size, mode, isDirectory } = file
    if (isDirectory) return
    files.push({ path, size, mode, sha256: writer.finish() })
    count += 1
    if (files.length === filesAtOnce) tell(false)
  },
})

parentPort?.postMessage({ kind: 'ready' } satisfies ThreadReady)
try {
  readAll(inflated, (part) => splitter.write(part))
  splitter.end()
  if (count === 0) throw new Told({ en: 'it holds no files', 'zh-CN': '它不含任何文件' })
  tell(true)
} catch (error) {
  // The other thread waits for ever then: whoever started both ends them.
  parentPort?.postMessage(failureOf(error))
}
