/** A toolchain module small enough for tests, with a checksum database of its own that vouches for it. */
import { createHash } from 'node:crypto'
import { createSmallDatabase, type SmallDatabase } from '../../main/core/testing/node/small-database.ts'
import type { DatabaseSource } from '../../main/core/toolchains/checksum-database/client.ts'
import { parseGoVersion } from '../../main/core/toolchains/go-version.ts'
import { hashFiles } from '../../main/core/toolchains/toolchain-module.ts'
import { nodeDigests } from '../../main/host/digests.ts'
import type { TarEntry } from './small-tar.ts'
import { makeZip, type SmallEntry } from './small-zip.ts'

export const platform = { os: 'linux', arch: 'amd64' } as const
export const moduleVersion = 'v0.0.1-go1.99.1.linux-amd64'
export const prefix = `golang.org/toolchain@${moduleVersion}/`
const parsed = parseGoVersion('1.99.1')
if (!parsed) throw new Error('1.99.1 is a version')
export const version = parsed

/** Something that compresses badly, so that a download takes a while. */
const noise = (seed: number, bytes: number): string => {
  let text = ''
  for (let block = 0; text.length < bytes; block += 1)
    text += createHash('sha512').update(`${seed} ${block}`).digest('base64')
  return text.slice(0, bytes)
}

/** A go that says its version; modules named as in the zip; enough bytes for several batches. */
export const goodEntries: readonly SmallEntry[] = [
  { name: `${prefix}VERSION`, content: 'go1.99.1\ntime 2026-01-01T00:00:00Z\n' },
  { name: `${prefix}bin/go`, content: '#!/bin/sh\necho go version go1.99.1 linux/amd64\n' },
  { name: `${prefix}src/_go.mod`, content: 'module std\n' },
  { name: `${prefix}pkg/tool/linux_amd64/compile`, content: 'tool' },
  { name: `${prefix}src/make.bash`, content: 'echo\n' },
  ...Array.from({ length: 60 }, (_, index) => ({ name: `${prefix}src/p${index}/p.go`, content: noise(index, 60_000) })),
]

/** The same as files of the tree. */
export const goodFiles: readonly { readonly path: string; readonly content: string }[] = goodEntries.map(
  ({ name, content }) => ({ path: name.slice(prefix.length).replace('_go.mod', 'go.mod'), content }),
)

export interface SmallToolchain {
  readonly zip: Buffer
  readonly database: SmallDatabase
  readonly source: DatabaseSource
}

/** `entries` as a module, and a database that says that they are what was published: only the archive itself can be bad. */
export const publish = (entries: readonly SmallEntry[] = goodEntries): SmallToolchain => {
  const files = entries.map(({ name, content }) => ({
    name,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
  const database = createSmallDatabase([`golang.org/toolchain ${moduleVersion} ${hashFiles(files, nodeDigests)}\n`])
  return { zip: makeZip(entries), database, source: { read: (path) => Promise.resolve(database.answer(path, 1)) } }
}

/** The same tree as a release archive has it: below `go/`, with directories and modes. */
export const archiveTreeOf = (entries: readonly SmallEntry[]): readonly TarEntry[] => [
  { name: 'go/', type: '5', mode: 0o755 },
  { name: 'go/bin/', type: '5', mode: 0o755 },
  ...entries.map(({ name, content }) => ({
    name: `go/${name.slice(prefix.length).replace('_go.mod', 'go.mod')}`,
    content,
    mode: /bin\/|pkg\/tool|bash/.test(name) ? 0o755 : 0o644,
  })),
]
