/** Where a version stands, or would: what is there now, and whether anything may be put there. Changes nothing. */
import * as fs from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Text } from '#contract'
import { noLinkText, sharedPlaceText } from '../../core/toolchains/changed.ts'
import type { Place } from '../../core/desk/machine.ts'
import { whyShared } from '../private-directory.ts'
import { treePath, type Layout } from './layout.ts'
import { readLinkState } from './switch-link.ts'

/** The place of `version`, e.g. `go1.26.8`. */
export const readPlace = async (layout: Layout, version: string): Promise<Place> => {
  const tree = treePath(layout, version)
  const [link, isThere, problem, freeBytes] = await Promise.all([
    readLinkState(layout.link),
    fs.lstat(tree).then(
      () => true,
      () => false,
    ),
    sharedProblem(layout.directory),
    freeBytesFor(layout.directory),
  ])
  return {
    layout,
    tree,
    isThere,
    linkTarget: link.kind === 'link' ? resolve(dirname(layout.link), link.target) : null,
    linkProblem: link.kind === 'foreign' ? noLinkText(layout.link) : null,
    problem,
    freeBytes,
  }
}

const sharedProblem = async (directory: string): Promise<Text | null> => {
  const shared = await whyShared(directory, process.geteuid?.() ?? 0)
  return shared === null ? null : sharedPlaceText(directory, shared)
}

/** Of the nearest directory that is there. */
const freeBytesFor = async (directory: string): Promise<number | null> => {
  const room = await fs.statfs(directory).catch(() => null)
  if (room) return room.bavail * room.bsize
  return dirname(directory) === directory ? null : await freeBytesFor(dirname(directory))
}
