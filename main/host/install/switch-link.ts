/** Switching: one rename of a link. There is no moment without a Go. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname, relative } from 'node:path'

export type LinkState =
  { readonly kind: 'absent' } | { readonly kind: 'link'; readonly target: string } | { readonly kind: 'foreign' }

/** What stands at `link`: nothing, a link, or something that is not ours to replace. */
export const readLinkState = async (link: string): Promise<LinkState> => {
  try {
    return { kind: 'link', target: await fs.readlink(link) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'foreign' }
  }
}

/** Makes `link` lead to `tree`, which must exist. The target is relative, so that a home that moves keeps its Go. */
export const switchLink = async (link: string, tree: string): Promise<void> => {
  await fs.mkdir(dirname(link), { recursive: true })
  const temporary = `${link}.${randomUUID()}`
  await fs.symlink(relative(await fs.realpath(dirname(link)), await fs.realpath(tree)), temporary)
  try {
    await fs.rename(temporary, link)
  } catch (error) {
    await fs.rm(temporary, { force: true })
    throw error
  }
  await flushDirectory(dirname(link))
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
