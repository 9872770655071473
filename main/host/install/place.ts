/** Where a version stands, or would: what is there now, and whether anything may be put there. Changes nothing. */
import * as fs from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { noLinkText } from '../../core/toolchains/changed.ts'
import type { Place } from '../../core/desk/machine.ts'
import { isThere } from '../is-there.ts'
import { sharedProblem } from '../private-directory.ts'
import { treePath, type Layout } from './layout.ts'
import { asideOf } from './aside.ts'
import { readLinkState } from './switch-link.ts'

/** The place of `version`, e.g. `go1.26.8`. */
export const readPlace = async (layout: Layout, version: string): Promise<Omit<Place, 'doubt'>> => {
  const tree = treePath(layout, version)
  const [link, isInstalled, problem, freeBytes] = await Promise.all([
    readLinkState(layout.link),
    isThere(tree),
    sharedProblem(layout.directory),
    freeBytesFor(layout.directory),
  ])
  return {
    layout,
    tree,
    isThere: isInstalled,
    linkTarget: link.kind === 'link' ? resolve(dirname(layout.link), link.target) : null,
    linkProblem: link.kind === 'foreign' ? noLinkText(layout.link, await asideOf(layout.link)) : null,
    problem,
    freeBytes,
  }
}

/** Of the nearest directory that is there. */
const freeBytesFor = async (directory: string): Promise<number | null> => {
  const room = await fs.statfs(directory).catch(() => null)
  if (room) return room.bavail * room.bsize
  return dirname(directory) === directory ? null : await freeBytesFor(dirname(directory))
}
