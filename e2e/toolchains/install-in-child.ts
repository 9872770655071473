/** An installation in a process of its own, to be killed or watched: argument, a `ChildWish` as JSON. Prints its phases. */
import { readFile } from 'node:fs/promises'
import { parseGoVersion } from '../../main/core/toolchains/go-version.ts'
import type { Supplier } from '../../main/core/toolchains/route.ts'
import { installVersion } from '../../main/host/install/install-version.ts'
import { inOrder, portsFor } from './install-ports.ts'

export interface ChildWish {
  readonly directory: string
  readonly supplier: Supplier
  /** The key of the database, and what it answers to each path, in base64. */
  readonly key: string
  readonly served: Readonly<Record<string, string>>
  readonly scripts: string
}

const wish = JSON.parse(process.argv[2] ?? '') as ChildWish
const { directory, served } = wish
const version = parseGoVersion('1.99.1')
if (!version) throw new Error('1.99.1 is a version')
const installed = await installVersion(
  version,
  { os: 'linux', arch: 'amd64' },
  { directory, link: `${directory}.link` },
  {
    ...portsFor({
      source: {
        read: (path) => Promise.resolve(served[path] === undefined ? null : Buffer.from(served[path], 'base64')),
      },
      database: { name: 'sum.example.test', key: wish.key },
    }),
    route: inOrder(wish.supplier),
    scripts: new URL(wish.scripts),
    // As a test spoils it.
    isSpoilt: async (tree) => (await readFile(`${tree}/VERSION`, 'utf8')).includes('spoilt'),
    // Long enough to be killed in.
    tryBuild: () => new Promise((built) => setTimeout(() => built({ kind: 'built', ms: 0, cache: 'temporary' }), 300)),
    onProgress: (phase, bytes, total) =>
      process.stdout.write(`${phase} ${total === 0 ? 0 : Math.floor((bytes / total) * 10)}\n`),
    onCleaned: (cleaned) => process.stdout.write(`cleaned ${cleaned.map(({ kind }) => kind).join()}\n`),
  },
)
process.stdout.write(`ended ${installed.kind}\n`)
