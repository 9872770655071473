import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { nodeDigests } from '../../host/digests.ts'
import type { Ran } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { createSmallDatabase } from '../testing/node/small-database.ts'
import { proveHash, type DatabaseSource } from './checksum-database/client.ts'
import { judgeTree, type Authority, type Genuineness } from './genuine.ts'
import type { KeptVersion, KeptVersions } from './kept-versions.ts'
import type { ManifestFile } from './manifest.ts'
import type { Provenance } from './provenance.ts'
import { NoAnswer } from './prove-published.ts'
import { differenceLines, genuineText, genuineTextWithFiles, genuineWord } from './genuine-text.ts'
import { hashFiles, moduleEntryName } from './toolchain-module.ts'
import type { TreeFile } from './tree-reading.ts'

const moduleVersion = 'v0.0.1-go1.26.8.linux-amd64'
const otherVersion = 'v0.0.1-go1.26.7.linux-amd64'
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

const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex')
const file = (path: string, content: string): TreeFile => ({
  path,
  kind: 'file',
  size: content.length,
  mode: path.startsWith('bin/') ? 0o755 : 0o644,
  sha256: sha256Of(content),
})
/** What was published, without these and with `more`. */
const without = (
  paths: readonly string[],
  more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(published).filter(([path]) => !paths.includes(path))),
  ...more,
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
  `golang.org/toolchain ${otherVersion} ${hashOf({ ...published, 'bin/go': 'evil' })}\n`,
])
const evilDatabase = createSmallDatabase(['x\n', 'y\n', 'z\n'], database)
const exited = (stdout: string, code = 0): Ran => ({ kind: 'exited', code, stdout, stderr: '' })
const honest: DatabaseSource = { read: (path) => Promise.resolve(database.answer(path, 3)) }
const silent: DatabaseSource = { read: () => Promise.reject(new NoAnswer({ en: 'nobody there', 'zh-CN': '没有人' })) }
const october = new Date('2026-10-01T00:00:00Z')
const today = new Date('2026-11-22T12:00:00Z')
const lying: DatabaseSource = { read: () => Promise.resolve(new TextEncoder().encode('<html>')) }

/** What this machine keeps, in memory. */
const keeping = (own: KeptVersion | null = null, others: readonly KeptVersion[] = []): Memory => {
  const kept: Memory['kept'] = []
  return {
    kept,
    ofTree: () => Promise.resolve(own),
    ofVersion: () => Promise.resolve(others),
    keep: (version, provenance, files) => {
      kept.push({ version, provenance, files })
      return Promise.resolve()
    },
  }
}
const anything: KeptVersions = keeping()
interface Kept {
  readonly version: string
  readonly provenance: Provenance
  readonly files: readonly ManifestFile[]
}
interface Memory extends KeptVersions {
  readonly kept: Kept[]
}

const judge = async (
  files: Readonly<Record<string, string>>,
  { databases = [honest], extra = [] as readonly TreeFile[], pinned = database, kept = anything } = {},
): Promise<Genuineness> =>
  judgeTree('/go', {
    host: createFakeHost({
      files: Object.fromEntries([
        ...Object.entries(files).map(([path, text]) => [`/go/${path}`, { text }]),
        ['/go/pkg/tool/linux_amd64', { kind: 'directory' }],
      ]),
    }),
    kept,
    now: () => today,
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

test('of what the module leaves out nothing is claimed, and that is said', async () => {
  const { 'test/left-out.go': _test, 'api/go1.txt': _api, ...rest } = published
  expect(await judge(rest)).toMatchObject({ kind: 'published', leftOut: null })
  const found = await judge({ ...rest, 'doc/new.html': 'x', 'misc/evil.go': 'x' })
  expect(found).toMatchObject({
    kind: 'published',
    files: 7,
    leftOut: { directories: ['doc', 'misc'], files: 2, isListed: false },
  })
  expect(genuineText(found).en).toContain(
    'all 7 files that build programs are the published ones, and there is no other of them. doc and misc, 2 files here, are not part of the proof.',
  )
  expect(genuineWord(found).en).toBe('programs and sources as published (checksum database)')
  const set = await judge({ ...published, 'go.env': goEnv.replace('auto', 'local') })
  expect(genuineText(set).en).toContain('api and test, 2 files here, are not part of the proof.')
  expect(genuineWord(set).en).toContain('programs and sources as published, but go.env')
})

describe('what was unpacked from an archive is compared whole, by the list kept beside the tree', () => {
  const judgeListed = (files: Readonly<Record<string, string>>, listed = published): Promise<Genuineness> =>
    judge(files, {
      kept: keeping({ provenance: null, isDamaged: false, readManifest: () => Promise.resolve(treeOf(listed)) }),
    })

  test('as it was', async () => {
    const found = await judgeListed(published)
    expect(found).toMatchObject({
      kind: 'published',
      leftOut: { directories: ['api', 'test'], files: 2, isListed: true },
    })
    expect(genuineText(found).en).toContain('api and test, 2 files here, are as they were when it was unpacked.')
    expect(genuineWord(found).en).toBe('as published (checksum database)')
  })

  test('changed, missing and added', async () => {
    const { 'api/go1.txt': _api, ...rest } = published
    expect(await judgeListed({ ...rest, 'test/left-out.go': 'changed', 'misc/evil.go': 'x' })).toMatchObject({
      kind: 'differs',
      differences: { changed: ['test/left-out.go'], missing: ['api/go1.txt'], added: ['misc/evil.go'] },
    })
  })

  test('a list that does not have the proved hash says nothing of them', async () => {
    const found = await judgeListed(published, { ...published, LICENSE: 'more', 'doc/x': 'x' })
    expect(found).toMatchObject({ kind: 'published', leftOut: { isListed: false } })
  })
})

describe('permission bits', () => {
  const judgeWith = (path: string, mode: number, more: Parameters<typeof judge>[1] = {}): Promise<Genuineness> => {
    const { [path]: content = '', ...rest } = published
    return judge(rest, { ...more, extra: [{ ...file(path, content), mode }] })
  }

  test.each([
    ['a program that lends its owner’s rights', 'bin/go', 0o4755],
    ['one that lends its group’s', 'bin/go', 0o2755],
    ['a source file that does', 'src/fmt/print.go', 0o4644],
    ['one that no proof covers', 'test/left-out.go', 0o4644],
    ['a program that does not run', 'bin/go', 0o644],
    ['a program that runs for its owner alone, though others may read it', 'bin/go', 0o744],
  ])('%s is named', async (_, path, mode) => {
    const named = `${path} (${mode.toString(8).padStart(4, '0')})`
    for (const kept of [
      anything,
      keeping({ provenance: null, isDamaged: false, readManifest: () => Promise.resolve(treeOf(published)) }),
    ]) {
      const found = await judgeWith(path, mode, { kept })
      expect(found).toMatchObject({ kind: 'differs', modes: [{ path }], differences: { changed: [], more: 0 } })
      expect(genuineText(found).en).toContain('This is not Go 1.26.8 as published: files with other rights: 1. Do not')
      expect(genuineTextWithFiles(found).en).toContain(`Files with other rights: ${named}.`)
      expect(differenceLines(found, 'en')).toEqual([`  with other rights  ${named}`])
      expect(genuineWord(found).en).toBe('CHANGED: 1 (checksum database)')
    }
  })

  test.each([
    ['bin/go', 0o700],
    ['bin/go', 0o555],
    ['src/fmt/print.go', 0o444],
    ['src/fmt/print.go', 0o755],
  ])('%s of %o is a matter of whose tree it is', async (path, mode) => {
    expect(await judgeWith(path, mode)).toMatchObject({ kind: 'published' })
  })
})

test('go.env that pins the toolchain is the one difference that is named and forgiven', async () => {
  const found = await judge({ ...published, 'go.env': goEnv.replace('auto', 'local') })
  expect(found).toMatchObject({ kind: 'published-but-go-env', settings: ['GOTOOLCHAIN=local'] })
})

test.each([
  ['a changed file', { ...published, 'src/fmt/print.go': 'package fmt // evil\n' }],
  ['an added file', { ...published, 'src/fmt/evil.go': 'package fmt\n' }],
  ['a go.env that changes more', { ...published, 'go.env': 'GOPROXY=evil\n\nGOTOOLCHAIN=local\n' }],
  ['a missing file', without(['bin/go'], {})],
  [
    'two files with each other’s content',
    { ...published, 'bin/go': published['src/go.mod'] ?? '', 'src/go.mod': 'the go command' },
  ],
  ['a nested module that is none any more', without(['src/cmd/go.mod'], { 'src/cmd/_go.mod': 'module cmd\n' })],
  [
    'a name that reads as two files',
    without(['bin/go', 'go.env'], {
      [`bin/go\n${sha256Of(goEnv)}  golang.org/toolchain@${moduleVersion}/go.env`]: 'the go command',
    }),
  ],
  ['go.env changed and another file too', { ...published, 'go.env': goEnv.replace('auto', 'local'), 'bin/go': 'evil' }],
])('%s is not as published', async (_, files) => {
  expect((await judge(files)).kind).toBe('differs')
})

test('a link in the tree is named', async () => {
  const found = await judge(published, { extra: [{ path: 'bin/evil', kind: 'other', size: 0, mode: 0, sha256: '' }] })
  expect(found).toMatchObject({ kind: 'differs', foreign: ['bin/evil'] })
})

test.each([
  ['nobody answers', [silent], 'no-network'],
  ['there is nobody to ask', [], 'not-asked'],
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

describe('without a network', () => {
  const proofOf = async (): Promise<Provenance> => {
    const found = await judge(published)
    const by = found.kind === 'published' && found.by.kind === 'checksum-database' ? found.by : expect.fail(found.kind)
    return { proof: by.proof, archive: null, from: 'somewhere', at: today, provedAt: october }
  }
  const keptWith = (provenance: Provenance | null, files: readonly ManifestFile[] | null = null): KeptVersion => ({
    provenance,
    isDamaged: false,
    readManifest: () => Promise.resolve(files),
  })
  const archive = { filename: 'go1.26.8.linux-amd64.tar.gz', sha256: 'ab'.repeat(32), origins: ['go.dev'] }
  const byArchive: Provenance = { proof: null, archive, from: 'a mirror', at: today, provedAt: october }

  test('the proof that was kept with the tree is checked again, and it is said when it was made', async () => {
    const kept = keeping(keptWith(await proofOf()))
    const found = await judge(published, { databases: [silent], kept })
    expect(found).toMatchObject({ kind: 'published', by: { kind: 'checksum-database', isKept: true } })
    expect(genuineText(found).en).toContain('Proved on 2026-10-01')
    expect(genuineText(found).en).toContain('signed tree of 3 records; checked again now without the network')
    expect((await judge({ ...published, 'bin/go': 'evil' }, { databases: [], kept })).kind).toBe('differs')
  })

  test('so is one that another tree of that version taught', async () => {
    const kept = keeping(null, [keptWith(null), keptWith(await proofOf())])
    expect(await judge(published, { databases: [], kept })).toMatchObject({ kind: 'published' })
  })

  test.each<readonly [string, (proof: NonNullable<Provenance['proof']>) => NonNullable<Provenance['proof']>]>([
    ['another hash', (proof) => ({ ...proof, hash: hashOf({ ...published, 'bin/go': 'evil' }) })],
    ['a record that was rewritten', (proof) => ({ ...proof, recordText: proof.recordText.replace('h1:', 'h1:A') })],
    ['a note of another tree', (proof) => ({ ...proof, note: evilDatabase.note(3) })],
    ['another path to the root', (proof) => ({ ...proof, inclusion: [...proof.inclusion].reverse() })],
    ['another version', (proof) => ({ ...proof, version: 'v0.0.1-go1.26.7.linux-amd64' })],
    ['another module', (proof) => ({ ...proof, module: 'example.com/a' })],
  ])('%s in a kept proof proves nothing', async (_, tamper) => {
    const { proof, ...rest } = await proofOf()
    const kept = keeping(keptWith({ ...rest, proof: proof && tamper(proof) }))
    const found = await judge(published, { databases: [silent], kept })
    expect(found).toMatchObject({ kind: 'cannot-tell', reason: 'unsound-proof' })
    expect(genuineText(found).en).toContain(
      'is kept here is damaged or does not hold, and the checksum database could not be asked (nobody there).',
    )
  })

  test('a sound proof about another version is none about this', async () => {
    const source: DatabaseSource = { read: (path) => Promise.resolve(database.answer(path, 4)) }
    const { proof } = await proveHash(source, 'golang.org/toolchain', otherVersion, null, nodeDigests, database)
    const kept = keeping(keptWith({ proof, archive: null, from: 'somewhere', at: today, provedAt: today }))
    const found = await judge({ ...published, 'bin/go': 'evil' }, { databases: [], kept })
    expect(found).toMatchObject({ kind: 'cannot-tell', reason: 'unsound-proof' })
    expect(genuineText(found).en).toContain('does not hold, and nobody was asked.')
  })

  test('who answers and proves nothing is not covered up by what was kept', async () => {
    const kept = keeping(keptWith(await proofOf()))
    expect(await judge(published, { databases: [lying], kept })).toMatchObject({ reason: 'no-proof' })
  })

  test('what came from an archive is held against the list that was kept then', async () => {
    const kept = keeping(keptWith(byArchive, treeOf(published)))
    const found = await judge(published, { databases: [], kept })
    expect(found).toMatchObject({ kind: 'published', by: { kind: 'archive' }, files: Object.keys(published).length })
    expect(genuineText(found).en).toContain('go1.26.8.linux-amd64.tar.gz')
    expect(await judge({ ...published, 'test/left-out.go': 'changed' }, { databases: [], kept })).toMatchObject({
      kind: 'differs',
      differences: { changed: ['test/left-out.go'] },
    })
  })

  test('an archive without such a list proves nothing, nor does one that is kept for another tree', async () => {
    const listless = await judge(published, { databases: [], kept: keeping(keptWith(byArchive)) })
    expect(listless).toMatchObject({ reason: 'no-list' })
    expect(genuineText(listless).en).toContain('the list of its files that was kept when it was unpacked is missing')
    const kept = keeping(null, [keptWith(byArchive, treeOf(published))])
    expect(await judge(published, { databases: [], kept })).toMatchObject({ reason: 'not-asked' })
  })

  test('that nobody was asked is not called that nobody could be', async () => {
    const found = await judge(published, { databases: [] })
    expect(genuineText(found).en).toBe(
      'It cannot be told whether this Go is as published: nobody was asked, and no proof of this version is kept here.',
    )
    expect(genuineText(found)['zh-CN']).not.toContain('（）')
  })

  test('a proof that is damaged is not called absent', async () => {
    const kept = keeping({ ...keptWith(null), isDamaged: true })
    const found = await judge(published, { databases: [], kept })
    expect(genuineText(found).en).toContain('the proof of this version that is kept here is damaged or does not hold')
  })
})

describe('which files differ', () => {
  const listing = (files: Readonly<Record<string, string>>): KeptVersion => ({
    provenance: null,
    isDamaged: false,
    readManifest: () => Promise.resolve(treeOf(files)),
  })
  const { 'bin/go': _go, ...withoutGo } = published
  const changed = { ...withoutGo, 'src/fmt/print.go': 'evil', 'src/fmt/evil.go': 'evil', LICENSE: 'more' }

  test('they are named where anything of that version is kept, what is compiled in first', async () => {
    const found = await judge(changed, { kept: keeping(null, [listing(published)]) })
    expect(found).toMatchObject({
      kind: 'differs',
      differences: {
        changed: ['src/fmt/print.go'],
        missing: ['bin/go'],
        added: ['src/fmt/evil.go', 'LICENSE'],
        more: 0,
      },
    })
    expect(genuineText(found).en).toContain('changed: 1, missing: 1, added: 2')
    expect(genuineTextWithFiles(found).en).toContain('Files added: src/fmt/evil.go, LICENSE.')
    expect(genuineTextWithFiles(found)['zh-CN']).toContain('缺少的文件：bin/go。')
  })

  test('a list that does not have the proved hash is not believed', async () => {
    const kept = keeping(listing(changed), [listing({ ...published, LICENSE: 'more' })])
    const found = await judge(changed, { kept })
    expect(found).toMatchObject({ kind: 'differs', differences: null })
    expect(genuineText(found).en).toContain('Which one is not known here')
  })

  test('another genuine copy on this machine is read where nothing is kept, its own go.env forgiven', async () => {
    const copy = { ...published, 'go.env': goEnv.replace('auto', 'local') }
    const tree = '/usr/local/go'
    const host = createFakeHost({
      files: {
        '/go/VERSION': { text: published.VERSION },
        [`${tree}/VERSION`]: { text: published.VERSION },
        [`${tree}/bin/go`]: { mode: '0755' },
        [`${tree}/go.env`]: { text: copy['go.env'] },
        ...Object.fromEntries(['/go', tree].map((root) => [`${root}/pkg/tool/linux_amd64`, { kind: 'directory' }])),
      },
    })
    const digestTree = (root: string) =>
      Promise.resolve({ ok: true, value: treeOf(root === tree ? copy : changed) } as const)
    const proving = { digests: nodeDigests, databases: [honest], lastNote: null, keepNote: () => Promise.resolve() }
    const ports = { host, trees: { digestTree }, kept: keeping(), now: () => today, database }
    expect(await judgeTree('/go', { ...ports, ...proving })).toMatchObject({
      kind: 'differs',
      differences: { changed: ['src/fmt/print.go'], missing: ['bin/go'] },
    })
  })

  test('go.env alone: all that it sets is named', async () => {
    const kept = keeping(null, [listing(published)])
    const found = await judge({ ...published, 'go.env': '# mine\nGOPROXY=mine\n\nGOTOOLCHAIN=local\n' }, { kept })
    expect(found).toMatchObject({ kind: 'published-but-go-env', settings: ['GOPROXY=mine', 'GOTOOLCHAIN=local'] })
  })

  test('what was proved once is kept: the proof, and the files as published', async () => {
    const kept = keeping()
    await judge({ ...published, 'go.env': goEnv.replace('auto', 'local') }, { kept })
    const [first] = kept.kept
    expect(first?.version).toBe(moduleVersion)
    expect(first?.provenance).toMatchObject({ at: today, archive: null })
    const inModule = treeOf(published).filter(({ path }) => moduleEntryName(path, moduleVersion) !== null)
    expect(first?.files).toEqual(inModule)
    await judge({ ...published, 'bin/go': 'evil' }, { kept })
    await judge(published, { kept: { ...kept, ofTree: () => Promise.resolve(listing(published)) } })
    expect(kept.kept).toHaveLength(1)
  })
})

test('cmd/go leaves _go.mod beside the go.mod that it made of it: one entry, as long as they say the same', async () => {
  const cached = { ...published, 'src/_go.mod': published['src/go.mod'] ?? '', 'src/cmd/_go.mod': 'module cmd\n' }
  expect(await judge(cached)).toMatchObject({ kind: 'published', files: 7 })
  expect(await judge({ ...cached, 'src/_go.mod': 'another' })).toMatchObject({ kind: 'differs' })
})

test('a tree for another processor is held against the release for that', async () => {
  const host = createFakeHost({
    files: { '/go/VERSION': { text: published.VERSION }, '/go/pkg/tool/linux_arm64': { kind: 'directory' } },
  })
  const asked: string[] = []
  const source: DatabaseSource = { read: (path) => (asked.push(path), Promise.resolve(null)) }
  const ports = {
    host,
    trees: { digestTree: () => Promise.resolve({ ok: true, value: [] } as const) },
    kept: keeping(),
  }
  const proving = { digests: nodeDigests, databases: [source], lastNote: null, keepNote: () => Promise.resolve() }
  await judgeTree('/go', { ...ports, ...proving, now: () => today })
  expect(asked[0]).toContain('go1.26.8.linux-arm64')
})

test.each([
  ['/nix/store/abc-go-1.26.8/share/go', 'nix'],
  ['/opt/homebrew/Cellar/go/1.26.8/libexec', 'homebrew'],
  ['/snap/go/10730', 'snap'],
  ['/home/user/.gvm/gos/go1.26.8', 'gvm'],
  ['/usr/lib/go', 'package'],
])('who builds Go for themselves is not blamed for another Go: %s', async (goroot, source) => {
  const judgeAt = (files: Readonly<Record<string, string>>): Promise<Genuineness> => {
    const tools = { [`${goroot}/pkg/tool/linux_amd64`]: { kind: 'directory' as const } }
    return judgeTree(goroot, {
      host: createFakeHost({ files: { [`${goroot}/VERSION`]: { text: published.VERSION }, ...tools } }),
      trees: { digestTree: () => Promise.resolve({ ok: true, value: treeOf(files) }) },
      digests: nodeDigests,
      databases: [honest],
      lastNote: null,
      keepNote: () => Promise.resolve(),
      database,
      kept: keeping(),
      now: () => today,
    })
  }
  expect(await judgeAt(published)).toMatchObject({ kind: 'published' })
  const other = await judgeAt({ ...published, 'bin/go': 'built again' })
  expect(other).toMatchObject({ kind: 'cannot-tell', reason: 'other-build', detail: source })
  expect(genuineText(other).en).toContain(`(${source}) builds Go for themselves`)
})

describe('a distribution’s own', () => {
  const goroot = '/usr/lib/go-1.19'
  const source = '/usr/share/go-1.19/src'
  const packages = ['golang-1.19-go', 'golang-1.19-src']
  const owned = [`${goroot}/VERSION`, `${goroot}/bin/go`, `${goroot}/pkg/tool`, `${source}/fmt/print.go`]
  const debian = (verified: string, found: readonly string[], code = 0): MachinePart => ({
    files: {
      ...Object.fromEntries(owned.map((path) => [path, path.endsWith('tool') ? { kind: 'directory' as const } : {}])),
      [`${goroot}/src`]: { kind: 'link', target: '../../share/go-1.19/src' },
      '/usr/bin/dpkg': { mode: '0755' },
      '/usr/bin/dpkg-query': { mode: '0755' },
      '/usr/bin/find': { mode: '0755' },
    },
    runs: [
      {
        argv: [
          '/usr/bin/dpkg-query',
          '-S',
          `${goroot}/bin/go`,
          `${goroot}/VERSION`,
          `${goroot}/pkg/tool`,
          `${source}/fmt/print.go`,
        ],
        ran: exited(
          `golang-1.19-go: ${goroot}/bin/go\ngolang-1.19-go: ${goroot}/VERSION\ngolang-1.19-src: ${source}/fmt/print.go\n`,
        ),
      },
      { argv: ['/usr/bin/dpkg', '--verify-format', 'rpm', '-V', ...packages], ran: exited(verified, code) },
      { argv: ['/usr/bin/dpkg', '-L', ...packages], ran: exited(`/.\n/usr\n${owned.join('\n')}\n`) },
      { argv: ['/usr/bin/find', goroot, source, '!', '-type', 'd', '-print'], ran: exited(`${found.join('\n')}\n`) },
      { argv: ['/usr/bin/dpkg-query', '-S', `${source}/fmt/evil.go`], ran: exited('', 1) },
      {
        argv: ['/usr/bin/dpkg-query', '-S', `${source}/runtime/race.syso`],
        ran: exited(`golang-1.19-race: ${source}/runtime/race.syso\n`),
      },
    ],
  })
  const files = [`${goroot}/VERSION`, `${goroot}/bin/go`, `${goroot}/src`, `${source}/fmt/print.go`]
  const judgeOn = (machine: MachinePart): Promise<Genuineness> =>
    judgeTree(goroot, {
      host: createFakeHost(machine),
      trees: { digestTree: () => expect.fail('its packages answer for it') },
      digests: nodeDigests,
      databases: [],
      lastNote: null,
      keepNote: () => Promise.resolve(),
      kept: keeping(),
      now: () => today,
    })
  const by: Authority = { kind: 'package-manager', manager: 'dpkg', packages }

  test('is as packaged where dpkg finds no change and every file is a package’s', async () => {
    const found = await judgeOn(
      debian('', [...files.filter((path) => path !== `${goroot}/src`), `${source}/runtime/race.syso`]),
    )
    expect(found).toMatchObject({ kind: 'published', by })
    expect(genuineText(found).en).toContain('dpkg says so')
  })

  test('differs where dpkg says so, and where a file is nobody’s; what is outside of the tree is no matter', async () => {
    const said = `??5??????   ${goroot}/bin/go\nmissing     ${source}/fmt/print.go\nmissing   /usr/share/doc/golang-1.19-go/README\n`
    const found = await judgeOn(debian(said, [`${goroot}/bin/go`, `${source}/fmt/evil.go`], 1))
    expect(found).toMatchObject({
      kind: 'differs',
      by,
      differences: { changed: ['bin/go'], missing: ['src/fmt/print.go'], added: ['src/fmt/evil.go'], more: 0 },
    })
  })

  test('cannot be told where dpkg only fails', async () => {
    expect(await judgeOn(debian('', [], 2))).toMatchObject({ kind: 'cannot-tell', reason: 'silent-manager' })
  })
})
