/** The port that reads a whole tree of Go: what proving an installed one takes. Changes nothing. */
import type { Looked } from '../host.ts'

export interface TreeFile {
  /** Relative to the tree, with `/`. */
  readonly path: string
  /** `file`, or what is in no published tree: a link, a device, a pipe, a file larger than any of Go. */
  readonly kind: 'file' | 'other'
  /** Bytes. */
  readonly size: number
  /** Permission bits. */
  readonly mode: number
  /** 64 hexadecimal digits; empty for what is no file. */
  readonly sha256: string
}

export interface TreeReading {
  /** Every file below `root`, hashed. A file that cannot be read fails the whole, with its path in `detail`. */
  digestTree(root: string): Promise<Looked<readonly TreeFile[]>>
}
