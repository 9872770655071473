/** Switching: one rename of a link. There is no moment without a Go. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import type { LinkState } from '../../core/toolchains/own-places.ts'
import { isThere } from '../is-there.ts'

/** What stands at `link`: nothing, a link, or something that is not ours to replace. */
export const readLinkState = async (link: string): Promise<LinkState> => {
  try {
    return { kind: 'link', target: await fs.readlink(link) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'foreign' }
  }
}

/**
 * Makes `link` lead to `tree`. The target is relative, so that a home that moves keeps its Go. False, and the link as
 * before, where the tree is gone by then: no lock is taken, so a removal may have been faster.
 */
export const switchLink = async (link: string, tree: string): Promise<boolean> => {
  await fs.mkdir(dirname(link), { recursive: true })
  const before = await readLinkState(link)
  const [from, to] = await Promise.all([fs.realpath(dirname(link)), fs.realpath(tree)])
  await putLink(link, relative(from, to))
  const isWhole = await isThere(to)
  if (!isWhole) await (before.kind === 'link' ? putLink(link, before.target) : fs.rm(link, { force: true }))
  await flushDirectory(dirname(link))
  return isWhole
}

/** The name says whose it is, so that the next start knows one that nobody will put in its place any more. */
const temporaryLink = (link: string): string => `${link}.${process.pid}.${randomUUID()}`

/** Which process made a link of that name; null where the name is none of these. */
export const makerOf = (name: string): number | null => {
  const pid = /\.(\d+)\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.exec(name)?.[1]
  return pid === undefined ? null : Number(pid)
}

const putLink = async (link: string, target: string): Promise<void> => {
  const temporary = temporaryLink(link)
  await fs.symlink(target, temporary)
  try {
    await fs.rename(temporary, link)
  } catch (error) {
    await fs.rm(temporary, { force: true })
    throw error
  }
}

/** Makes names in `directory` survive a power cut. */
export const flushDirectory = async (directory: string): Promise<void> => {
  const handle = await fs.open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
