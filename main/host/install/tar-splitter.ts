/**
 * Takes a tar apart as it comes. The streams of the `tar` package, one for each entry, are not used: they take as long as
 * all of the inflating. Every number is hostile.
 */
import { Pax } from 'tar/pax'
import { Told } from '../../core/toolchains/told.ts'
import { blockBytes as block, readHeader } from './tar-header.ts'

export interface TarEntry {
  readonly path: string
  /** e.g. `File`, `Directory`, `SymbolicLink`. */
  readonly type: string
  readonly mode: number
  /** Bytes. */
  readonly size: number
}

/** Hears of each entry, then its content in parts that are to be used at once, then its end. What it throws ends all. */
export interface TarTaker {
  entry(entry: TarEntry): void
  data(part: Buffer): void
  end(): void
}

export interface TarSplitter {
  /** Takes the next part, and keeps nothing of it; throws where it is no tar. */
  write(part: Buffer): void
  /** Throws where the tar is not whole. */
  end(): void
}

/** Names and their like are far shorter. */
const maxMetaBytes = 1024 * 1024

export const createTarSplitter = (taker: TarTaker): TarSplitter => {
  /** The beginning of a header whose rest is in the next part. */
  const held = Buffer.alloc(block)
  let heldBytes = 0
  /** What is still to come of this entry, and what fills its last block. */
  let left = 0
  let padding = 0
  /** Content that says something about the next entry, or all that follow. */
  let meta: { readonly type: string; readonly parts: Buffer[] } | null = null
  let ofNext: Pax | undefined
  let ofAll: Pax | undefined
  let nullBlocks = 0

  const finish = (): void => {
    if (meta === null) return taker.end()
    const text = Buffer.concat(meta.parts).toString('utf8')
    if (meta.type === 'ExtendedHeader') ofNext = Pax.parse(text, ofNext)
    else if (meta.type === 'GlobalExtendedHeader') ofAll = Pax.parse(text, ofAll, true)
    else ofNext = new Pax({ ...ofNext, path: text.replace(/\0.*$/s, '') })
    meta = null
  }

  const begin = (buffer: Buffer, at: number): void => {
    const entry = readHeader(buffer, at, ofNext, ofAll)
    if (entry === null) return void (nullBlocks += 1)
    nullBlocks = 0
    const { type, size } = entry
    left = size
    padding = (block - (size % block)) % block
    if (type === 'ExtendedHeader' || type === 'GlobalExtendedHeader' || type === 'NextFileHasLongPath') {
      if (size > maxMetaBytes)
        throw new Told({ en: 'a header of it is longer than any name', 'zh-CN': '它的一个头部比任何名称都长' })
      meta = { type, parts: [] }
    } else {
      ofNext = undefined
      taker.entry(entry)
    }
    if (left === 0) finish()
  }

  return {
    write: (chunk) => {
      // Two empty blocks are the end; what follows is nobody's.
      for (let at = 0; at < chunk.length && nullBlocks < 2;) {
        if (left > 0) {
          const part = chunk.subarray(at, at + left)
          at += part.length
          left -= part.length
          if (meta === null) taker.data(part)
          else meta.parts.push(Buffer.from(part))
          if (left === 0) finish()
        } else if (padding > 0) {
          const skipped = Math.min(padding, chunk.length - at)
          at += skipped
          padding -= skipped
        } else if (heldBytes === 0 && chunk.length - at >= block) {
          begin(chunk, at)
          at += block
        } else {
          const taken = chunk.copy(held, heldBytes, at, at + block - heldBytes)
          at += taken
          heldBytes += taken
          if (heldBytes < block) continue
          heldBytes = 0
          begin(held, 0)
        }
      }
    },
    end: () => {
      if (nullBlocks === 0) throw new Told({ en: 'it is cut', 'zh-CN': '它不完整' })
    },
  }
}
