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

const putLink = async (link: string, target: string): Promise<void> => {
  const temporary = `${link}.${randomUUID()}`
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
