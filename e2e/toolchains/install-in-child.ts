/**
 * An installation, or the taking over of a Go, in a process of its own, to be killed or watched: argument, a `ChildWish` as
 * JSON. Prints its phases.
 */
import { readFile } from 'node:fs/promises'
import { readAdoptable } from '../../main/core/toolchains/adoption.ts'
import type { Built } from '../../main/core/toolchains/built.ts'
import type { Cleaned } from '../../main/core/toolchains/cleaned.ts'
import { adoptTree } from '../../main/host/install/adopt-tree.ts'
import { createLocalHost } from '../../main/host/local.ts'
import { parseGoVersion } from '../../main/core/toolchains/go-version.ts'
import type { Supplier } from '../../main/core/toolchains/route.ts'
import { installVersion } from '../../main/host/install/install-version.ts'
import { inOrder, portsFor } from './install-ports.ts'

export interface ChildWish {
  readonly directory: string
  /** Whom to install from, or the tree to take over. */
  readonly from: Supplier | string
  /** The key of the database, and what it answers to each path, in base64. */
  readonly key: string
  readonly served: Readonly<Record<string, string>>
  readonly scripts: string
}

const wish = JSON.parse(process.argv[2] ?? '') as ChildWish
const { directory, served } = wish
const version = parseGoVersion('1.99.1')
if (!version) throw new Error('1.99.1 is a version')
const platform = { os: 'linux', arch: 'amd64' }
const layout = { directory, link: `${directory}.link` }
const ports = {
  ...portsFor({
    source: {
      read: (path) => Promise.resolve(served[path] === undefined ? null : Buffer.from(served[path], 'base64')),
    },
    database: { name: 'sum.example.test', key: wish.key },
  }),
  scripts: new URL(wish.scripts),
  // As a test spoils it.
  isSpoilt: async (tree: string) => (await readFile(`${tree}/VERSION`, 'utf8')).includes('spoilt'),
  // Long enough to be killed in.
  tryBuild: () =>
    new Promise<Built>((built) => setTimeout(() => built({ kind: 'built', ms: 0, cache: 'temporary' }), 300)),
  onProgress: (phase: string, bytes: number, total: number) =>
    process.stdout.write(`${phase} ${total === 0 ? 0 : Math.floor((bytes / total) * 10)}\n`),
  onCleaned: (cleaned: readonly Cleaned[]) =>
    process.stdout.write(`cleaned ${cleaned.map(({ kind }) => kind).join()}\n`),
}
const taken = async () => {
  if (typeof wish.from !== 'string')
    return installVersion(version, platform, layout, { ...ports, route: inOrder(wish.from) })
  const original = await readAdoptable(createLocalHost(), wish.from, platform, directory)
  return 'kind' in original ? original : adoptTree(original, platform, layout, ports)
}
process.stdout.write(`ended ${(await taken()).kind}\n`)
