/** An installed Go, proved again: from what its installation kept, on real files, without a network. */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { judgeTree, type Genuineness } from '../../main/core/toolchains/genuine.ts'
import { recallIntegrity, measureIntegrity } from '../../main/core/toolchains/integrity.ts'
import { userLayout } from '../../main/core/toolchains/own-places.ts'
import { nodeDigests } from '../../main/host/digests.ts'
import { installVersion } from '../../main/host/install/install-version.ts'
import { manifestPath, treePath, type Layout } from '../../main/host/install/layout.ts'
import { createIntegrityMemory } from '../../main/host/kept-integrity.ts'
import { createKeptVersions } from '../../main/host/kept-versions.ts'
import { createLocalHost } from '../../main/host/local.ts'
import { localTrees } from '../../main/host/tree-digests.ts'
import { inOrder, portsFor } from './install-ports.ts'
import { startProxy } from './proxy-server.ts'
import { platform, publish, version, type SmallToolchain } from './small-toolchain.ts'

let home = ''
let environment: Readonly<Record<string, string>> = {}
let layout: Layout = { directory: '', link: '' }
let tree = ''
let toolchain: SmallToolchain

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-verify-'))
  environment = { HOME: home, PATH: '/usr/bin:/bin' }
  layout = userLayout(environment) ?? expect.fail('HOME is set')
  tree = treePath(layout, version.name)
  toolchain = publish()
  const server = await startProxy(toolchain.zip, 'good')
  const route = inOrder({ kind: 'proxy', url: server.url })
  const installed = await installVersion(version, platform, layout, { ...portsFor(toolchain), route })
  await server.close()
  expect(installed).toMatchObject({ kind: 'installed' })
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const host = () => createLocalHost(environment)
const verify = (goroot = tree): Promise<Genuineness> =>
  judgeTree(goroot, {
    host: host(),
    trees: localTrees,
    digests: nodeDigests,
    databases: [],
    lastNote: null,
    keepNote: () => Promise.resolve(),
    database: toolchain.database,
    kept: createKeptVersions(environment),
    now: () => new Date(),
  })

test('as installed: proved by what was kept', async () => {
  expect(await verify()).toMatchObject({
    kind: 'published',
    files: 65,
    by: { kind: 'checksum-database', isKept: true },
  })
})

test('what was changed, is missing and was added is named', async () => {
  appendFileSync(join(tree, 'src/p7/p.go'), 'x')
  unlinkSync(join(tree, 'bin/go'))
  writeFileSync(join(tree, 'src/p7/evil.go'), 'package p')
  symlinkSync('/bin/sh', join(tree, 'bin/gofmt'))
  expect(await verify()).toMatchObject({
    kind: 'differs',
    differences: { changed: ['src/p7/p.go'], missing: ['bin/go'], added: ['src/p7/evil.go'], more: 0 },
    foreign: ['bin/gofmt'],
  })
})

test('a program that lends rights and one that does not run are named', async () => {
  chmodSync(join(tree, 'bin/go'), 0o4755)
  chmodSync(join(tree, 'pkg/tool/linux_amd64/compile'), 0o644)
  expect(await verify()).toMatchObject({
    kind: 'differs',
    differences: { changed: [], missing: [], added: [], more: 0 },
    modes: [
      { path: 'bin/go', mode: '4755' },
      { path: 'pkg/tool/linux_amd64/compile', mode: '0644' },
    ],
  })
})

test('a list that was changed along with the tree is not believed', async () => {
  appendFileSync(join(tree, 'src/p7/p.go'), 'x')
  writeFileSync(manifestPath(layout, version.name), 'changed too')
  expect(await verify()).toMatchObject({ kind: 'differs', differences: null })
})

test('an installation by an earlier version, without a list, is proved all the same', async () => {
  rmSync(manifestPath(layout, version.name))
  expect(await verify()).toMatchObject({ kind: 'published' })
})

test('another tree of that version is proved, and its changes named, by what the installation kept', async () => {
  const copy = join(home, 'copy')
  mkdirSync(copy)
  for (const name of ['VERSION', 'bin/go']) {
    mkdirSync(join(copy, name, '..'), { recursive: true })
    writeFileSync(join(copy, name), name === 'VERSION' ? 'go1.99.1\ntime 2026-01-01T00:00:00Z\n' : 'evil')
  }
  mkdirSync(join(copy, 'pkg/tool/linux_amd64'), { recursive: true })
  const found = await verify(copy)
  expect(found).toMatchObject({ kind: 'differs', differences: { changed: ['bin/go'], added: [] } })
  expect(found.kind === 'differs' && found.differences?.missing).toHaveLength(63)
})

test('what was found is remembered until a file is touched, even by its size and times kept', async () => {
  const memory = createIntegrityMemory(environment)
  const recall = () => recallIntegrity(tree, 'remembered', host(), nodeDigests, memory)
  const glance = () => recallIntegrity(tree, 'glanced', host(), nodeDigests, memory)
  await measureIntegrity(tree, verify, () => new Date(), host(), nodeDigests, memory)
  expect([await recall(), await glance()]).toMatchObject([{ found: { kind: 'published' } }, { found: {} }])
  const path = join(tree, 'src/p7/p.go')
  const { atime, mtime } = statSync(path)
  writeFileSync(path, readFileSync(path, 'utf8').replace(/./, '#'))
  utimesSync(path, atime, mtime)
  expect([await recall(), await glance()]).toEqual([null, null])
})
