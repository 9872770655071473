import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { nodeDigests } from '../../host/digests.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { createSmallDatabase } from '../testing/node/small-database.ts'
import type { DatabaseSource } from './checksum-database/client.ts'
import { judgeTree, type Genuineness } from './genuine.ts'
import { NoAnswer } from './prove-published.ts'
import { genuineText } from './genuine-text.ts'
import { hashFiles, moduleEntryName } from './toolchain-module.ts'
import type { TreeFile } from './tree-reading.ts'

const linux = { os: 'linux', arch: 'amd64' }
const moduleVersion = 'v0.0.1-go1.26.8.linux-amd64'
const goEnv = 'GOPROXY=x\n\nGOTOOLCHAIN=auto\n'
const published: Readonly<Record<string, string>> = {
  VERSION: 'go1.26.8\ntime 2026-01-01T00:00:00Z\n',
  'go.env': goEnv,
  'bin/go': 'the go command',
  'src/go.mod': 'module std\n',
  'src/cmd/go.mod': 'module cmd\n',
  'src/fmt/print.go': 'package fmt\n',
  'src/é.go': 'package p\n',
  'test/left-out.go': 'not in the module',
  'api/go1.txt': 'not in the module',
}

const file = (path: string, content: string): TreeFile => ({
  path,
  kind: 'file',
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})
const treeOf = (files: Readonly<Record<string, string>>): readonly TreeFile[] =>
  Object.entries(files).map(([path, content]) => file(path, content))

const hashOf = (files: Readonly<Record<string, string>>): string =>
  hashFiles(
    treeOf(files).flatMap(({ path, sha256 }) => {
      const name = moduleEntryName(path, moduleVersion)
      return name === null ? [] : [{ name, sha256 }]
    }),
    nodeDigests,
  )

const database = createSmallDatabase([
  'example.com/a v1.0.0 h1:x\n',
  `golang.org/toolchain ${moduleVersion} ${hashOf(published)}\n`,
  'example.com/b v1.0.0 h1:y\n',
])
const honest: DatabaseSource = { read: (path) => Promise.resolve(database.answer(path, 3)) }
const silent: DatabaseSource = { read: () => Promise.reject(new NoAnswer('nobody there')) }
const lying: DatabaseSource = { read: () => Promise.resolve(new TextEncoder().encode('<html>')) }

const judge = async (
  files: Readonly<Record<string, string>>,
  { databases = [honest], extra = [] as readonly TreeFile[], pinned = database } = {},
): Promise<Genuineness> =>
  judgeTree('/go', linux, {
    host: createFakeHost({
      files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`/go/${path}`, { text }])),
    }),
    trees: { digestTree: () => Promise.resolve({ ok: true, value: [...treeOf(files), ...extra] }) },
    digests: nodeDigests,
    databases,
    lastNote: null,
    keepNote: () => Promise.resolve(),
    database: pinned,
  })

test('a tree as published is told so, with the proof', async () => {
  const found = await judge(published)
  expect(found).toMatchObject({ kind: 'published', files: 7 })
  expect(genuineText(found).en).toContain('Go 1.26.8 as published')
})

test('what the module leaves out does not count', async () => {
  const { 'test/left-out.go': _test, 'api/go1.txt': _api, ...rest } = published
  expect((await judge({ ...rest, 'doc/new.html': 'x' })).kind).toBe('published')
})

test('go.env that pins the toolchain is the one difference that is named and forgiven', async () => {
  const found = await judge({ ...published, 'go.env': goEnv.replace('auto', 'local') })
  expect(found).toMatchObject({ kind: 'published-but-go-env', settings: ['GOTOOLCHAIN=local'] })
})

test.each([
  ['a changed file', { ...published, 'src/fmt/print.go': 'package fmt // evil\n' }],
  ['an added file', { ...published, 'src/fmt/evil.go': 'package fmt\n' }],
  ['a go.env that changes more', { ...published, 'go.env': 'GOPROXY=evil\n\nGOTOOLCHAIN=local\n' }],
  ['a missing file', Object.fromEntries(Object.entries(published).filter(([path]) => path !== 'bin/go'))],
  [
    'two files with each other’s content',
    { ...published, 'bin/go': published['src/go.mod'] ?? '', 'src/go.mod': 'the go command' },
  ],
  ['go.env changed and another file too', { ...published, 'go.env': goEnv.replace('auto', 'local'), 'bin/go': 'evil' }],
])('%s is not as published', async (_, files) => {
  expect((await judge(files)).kind).toBe('differs')
})

test('a link in the tree is named', async () => {
  const found = await judge(published, { extra: [{ path: 'bin/evil', kind: 'other', size: 0, sha256: '' }] })
  expect(found).toMatchObject({ kind: 'differs', foreign: ['bin/evil'] })
})

test.each([
  ['nobody answers', [silent], 'no-network'],
  ['there is nobody to ask', [], 'no-network'],
  ['what is answered proves nothing', [lying], 'no-proof'],
  ['the first is silent, the second lies', [silent, lying], 'no-proof'],
] as const)('it cannot be told where %s', async (_, databases, reason) => {
  expect(await judge(published, { databases: [...databases] })).toMatchObject({ kind: 'cannot-tell', reason })
})

test('the next database is asked where one is silent or lies', async () => {
  expect((await judge(published, { databases: [silent, lying, honest] })).kind).toBe('published')
})

test.each(['devel go1.27-abcdef\n', '', 'go1.26.8-X:custom\n'])('VERSION %j is no release', async (VERSION) => {
  expect(await judge({ ...published, VERSION })).toMatchObject({ kind: 'cannot-tell', reason: 'not-a-release' })
})
