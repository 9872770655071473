/** Writes the files of a tree, one after the other, and hashes what it writes: a file that is there has a hash. */
import { createHash, type Hash } from 'node:crypto'
import * as fs from 'node:fs'

/** `begin`, any number of `write`, `finish`, for each file in turn. Each throws what the disk says. */
export interface TreeWriter {
  /** Makes the file and the directories above it. */
  begin(path: string, isExecutable: boolean): void
  write(part: Uint8Array): void
  /** The SHA-256 of all that was written to this file, 64 hexadecimal digits. */
  finish(): string
  directory(path: string): void
}

/** Nothing is ever written through something that is already there. */
const onlyNew = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_EXCL

/** Writes below `target`, an existing directory, ours alone; paths are relative to it and proved harmless. */
export const createTreeWriter = (target: string): TreeWriter => {
  const made = new Set([''])
  let file = -1
  let hash: Hash | null = null
  const directory = (path: string): void => {
    if (made.has(path)) return
    fs.mkdirSync(`${target}/${path}`, { recursive: true, mode: 0o755 })
    made.add(path)
  }
  return {
    directory,
    begin: (path, isExecutable) => {
      directory(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
      file = fs.openSync(`${target}/${path}`, onlyNew, isExecutable ? 0o755 : 0o644)
      hash = createHash('sha256')
    },
    write: (part) => {
      for (let at = 0; at < part.length;) at += fs.writeSync(file, part, at)
      hash?.update(part)
    },
    finish: () => {
      fs.closeSync(file)
      // Its number may be that of any other file of the process by now.
      file = -1
      return hash?.digest('hex') ?? ''
    },
  }
}
