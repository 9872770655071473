/** The directory at the end of a module's zip: where every file of it lies, known before anything is unpacked. */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { systemText } from '../../core/toolchains/changed.ts'
import { planTree, type PlannedFile } from '../../core/toolchains/module-tree.ts'
import { serverAnswer } from '../../core/toolchains/server-answer.ts'
import { tooLargeText } from '../../core/toolchains/supply-text.ts'
import { BadArchive, parseZipDirectory, parseZipEnd } from '../../core/toolchains/zip-directory.ts'
import { notGot, type NotGot, type Wanted } from './supply.ts'
import { untilStopped } from './until-stopped.ts'

export interface ModuleDirectory {
  /** What to write where, in the order of the archive. */
  readonly files: readonly PlannedFile[]
  /** Where it begins, and so where the files end. */
  readonly offset: number
  /** Of the whole archive. */
  readonly totalBytes: number
}

/** What cmd/go takes for a module at most (golang.org/x/mod/zip, MaxZipFile). */
const maxArchiveBytes = 500 * 1024 * 1024

/** Some 1.4 MB are the directory of a Go, in 2026. */
const usualTailBytes = 2_000_000
const maxTailBytes = 8_000_000

/**
 * Asks for it alone, which is what lets unpacking overlap with downloading. Null where the server knows no ranges, and
 * would send the whole archive. Throws `BadArchive` for what is none of the module `moduleVersion`.
 */
export const askForDirectory = async (
  url: string,
  moduleVersion: string,
  { network, signal }: Pick<Wanted['ports'], 'network' | 'signal'>,
): Promise<ModuleDirectory | NotGot | null> => {
  for (let tailBytes = usualTailBytes; ;) {
    const asking = { range: { from: -tailBytes }, maxBytes: tailBytes, timeoutMs: 60_000, signal }
    const tail = await untilStopped(network.fetch(url, asking), signal)
    if (tail.kind === 'failed') return tail.reason === 'too-large' ? null : notGot(systemText(tail.detail))
    if (tail.status === 200) return null
    const total = Number(/\/(\d+)$/.exec(tail.headers['content-range'] ?? '')?.[1])
    if (total > maxArchiveBytes) return notGot(tooLargeText(total))
    if (tail.status !== 206 || !Number.isSafeInteger(total)) {
      const sentence = serverAnswer(tail.status, new TextDecoder().decode(tail.body.subarray(0, 300)))
      return notGot(systemText(sentence), { status: tail.status })
    }
    const read = readTail(tail.body, total, moduleVersion)
    if (typeof read !== 'number') return read
    if (tailBytes !== usualTailBytes) throw new BadArchive(tooLongText)
    tailBytes = read
  }
}

/** Reads it in the archive at `path`. Throws `BadArchive` for what is no whole one of the module `moduleVersion`. */
export const readDirectory = async (path: string, moduleVersion: string): Promise<ModuleDirectory> => {
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const status = await file.stat()
    const size = status.isFile() ? status.size : 0
    if (size > maxArchiveBytes) throw new BadArchive(tooLargeText(size))
    for (let tailBytes = usualTailBytes; ;) {
      const tail = Buffer.alloc(Math.min(tailBytes, size))
      await file.read(tail, 0, tail.length, size - tail.length)
      const read = readTail(tail, size, moduleVersion)
      if (typeof read !== 'number') return read
      tailBytes = read
    }
  } finally {
    await file.close()
  }
}

const tooLongText = { en: 'its directory is larger than that of any Go', 'zh-CN': '它的目录比任何 Go 的都大' }

/** The directory in the last bytes of an archive, or how many bytes it takes to read it. */
const readTail = (tail: Uint8Array, totalBytes: number, moduleVersion: string): ModuleDirectory | number => {
  const end = parseZipEnd(tail, totalBytes)
  const needed = totalBytes - end.directoryOffset
  if (needed > maxTailBytes) throw new BadArchive(tooLongText)
  const start = tail.length - needed
  if (start < 0) return needed
  const entries = parseZipDirectory(tail.subarray(start, start + end.directoryBytes), end)
  return { files: planTree(entries, moduleVersion), offset: end.directoryOffset, totalBytes }
}
