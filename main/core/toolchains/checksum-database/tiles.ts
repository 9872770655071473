/** The database serves its tree's hashes in tiles of 256 (golang.org/x/mod/sumdb/tlog): height 8, level by level. */
import type { Digests } from '../digests.ts'
import { hashPair, splitOf, type HashOfRange } from './merkle-tree.ts'
import { Refused } from './refused.ts'

const width = 256
const hashBytes = 32

/** Reads one tile by its path below the database, e.g. `tile/8/0/x001/234.p/17`; null where it is not served. */
export type ReadTile = (path: string) => Promise<Uint8Array | null>

/** The path of tile `index` at `level`, of which `count` hashes (1 to 256) are there. */
export const tilePath = (level: number, index: number, count: number): string => {
  let name = String(index % 1000).padStart(3, '0')
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    name = `x${String(rest % 1000).padStart(3, '0')}/${name}`
  }
  return `tile/8/${level}/${name}${count === width ? '' : `.p/${count}`}`
}

/** Hashes of ranges of a tree with `size` records, read from its tiles; each tile is read once. Nothing is trusted. */
export const hashesFromTiles = (size: number, read: ReadTile, digests: Digests): HashOfRange => {
  const tiles = new Map<string, Promise<Uint8Array>>()

  const readTile = (level: number, index: number): Promise<Uint8Array> => {
    const complete = Math.floor(size / width ** level)
    const count = Math.min(width, complete - index * width)
    const path = tilePath(level, index, count)
    let tile = tiles.get(path)
    if (!tile) {
      tile = (async () => {
        // A part of a tile may no longer be served once the tile is whole; its beginning is the same.
        const bytes = (await read(path)) ?? (count < width ? await read(tilePath(level, index, width)) : null)
        if (!bytes || bytes.length < count * hashBytes || bytes.length > width * hashBytes) {
          throw new Refused({
            en: `${path} is not served, or is not a tile`,
            'zh-CN': `没有提供 ${path}，或者它不是数据块`,
          })
        }
        return bytes.subarray(0, count * hashBytes)
      })()
      tiles.set(path, tile)
    }
    return tile
  }

  /** Of the perfect subtree with 2 ** height records that is number `index` of its height. */
  const perfect = async (height: number, index: number): Promise<Uint8Array> => {
    const level = Math.floor(height / 8)
    const span = 2 ** (height % 8)
    const first = index * span
    const tile = await readTile(level, Math.floor(first / width))
    const hashes = Array.from({ length: span }, (_, offset) => {
      const start = ((first % width) + offset) * hashBytes
      return tile.subarray(start, start + hashBytes)
    })
    return combine(hashes, digests)
  }

  const hashOf: HashOfRange = async (from, to) => {
    const count = to - from
    const height = Math.log2(count)
    if (Number.isInteger(height) && from % count === 0) return perfect(height, from / count)
    const middle = from + splitOf(count)
    return hashPair(await hashOf(from, middle), await hashOf(middle, to), digests)
  }
  return hashOf
}

const combine = (hashes: readonly Uint8Array[], digests: Digests): Uint8Array => {
  const [first, second] = hashes
  if (!first) throw new Refused({ en: 'a tile is too short', 'zh-CN': '一个数据块太短' })
  if (!second) return first
  const middle = hashes.length / 2
  return hashPair(combine(hashes.slice(0, middle), digests), combine(hashes.slice(middle), digests), digests)
}
