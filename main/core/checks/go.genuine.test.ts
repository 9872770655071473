import { describe, expect, test } from 'vitest'
import { CannotAsk } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import type { Differences, WrongMode } from '../toolchains/differences.ts'
import type { Authority, Genuineness } from '../toolchains/genuine.ts'
import { check } from './go.genuine.ts'

const goroot = '/usr/local/go'
const own = '/home/user/.local/share/groundwork/go/go1.26.8'
const at = new Date('2026-11-22T12:00:00Z')
const database: Authority = {
  kind: 'checksum-database',
  isKept: false,
  provedAt: at,
  proof: {
    module: 'golang.org/toolchain',
    version: 'v0.0.1-go1.26.8.linux-amd64',
    hash: 'h1:x',
    recordNumber: 1,
    recordText: '',
    note: `go.sum database tree\n7\n${'A'.repeat(43)}=\n`,
    inclusion: [],
  },
}
const dpkg: Authority = { kind: 'package-manager', manager: 'dpkg', packages: ['golang-1.19-go', 'golang-1.19-src'] }
const published = { kind: 'published', by: database, files: 7, leftOut: null } as const satisfies Genuineness
const goEnv: Genuineness = { ...published, kind: 'published-but-go-env', settings: ['GOTOOLCHAIN=local'] }
const differing = (
  part: Partial<Differences> | null,
  by: Authority = database,
  foreign: readonly string[] = [],
  modes: readonly WrongMode[] = [],
): Genuineness => ({
  kind: 'differs',
  by,
  files: 7,
  differences: part && { changed: [], missing: [], added: [], more: 0, ...part },
  foreign,
  modes,
})
const partly: Genuineness = { ...published, leftOut: { directories: ['doc', 'misc'], files: 9, isListed: false } }
const offline: Genuineness = { kind: 'cannot-tell', reason: 'no-network', detail: 'nobody there' }

/** A machine whose terminal runs the first of `trees`. */
const machine = (trees: Readonly<Record<string, Genuineness>>, remembered: readonly string[] = []): MachinePart => {
  const PATH = [...Object.keys(trees).map((tree) => `${tree}/bin`), '/usr/bin', '/bin'].join(':')
  return {
    environment: { HOME: '/home/user', PATH },
    runs: shellAnswers('/bin/bash', { login: { PATH }, interactive: { PATH } }),
    files: Object.assign(
      { '/usr/bin/env': { mode: '0755' }, '/home/user': { kind: 'directory' as const } },
      ...Object.keys(trees).map((tree) => goTree(tree, 'go1.26.8')),
    ) as MachinePart['files'] & object,
    integrities: Object.fromEntries(Object.entries(trees).map(([tree, found]) => [tree, { tree, found, at }])),
    remembered,
  }
}
const judge = (found: Genuineness) => resultOnMachine(machine({ [goroot]: found }), check, true)

test.each<readonly [string, Genuineness, object]>([
  ['as published', published, { result: 'pass', code: 'genuine' }],
  ['as packaged', { ...published, by: dpkg }, { result: 'pass', code: 'genuine' }],
  ['another go.env', goEnv, { result: 'informational', code: 'go-env' }],
  [
    'a changed compiler',
    differing({ changed: ['pkg/tool/linux_amd64/compile'] }),
    { result: 'fail', severity: 'high' },
  ],
  ['a file more in the standard library', differing({ added: ['src/os/x.go'] }), { result: 'fail', severity: 'high' }],
  ['a program less', differing({ missing: ['bin/gofmt'] }), { result: 'fail', severity: 'high' }],
  ['nobody knows which file', differing(null), { result: 'fail', severity: 'high', code: 'unnamed' }],
  ['a link among the programs', differing({}, database, ['bin/evil']), { result: 'fail', severity: 'high' }],
  [
    'a program that lends root’s rights',
    differing({}, database, [], [{ path: 'bin/go', mode: '4755' }]),
    { result: 'fail', severity: 'high', code: 'differs' },
  ],
  [
    'a test file that does',
    differing({}, database, [], [{ path: 'test/x.go', mode: '4644' }]),
    { result: 'fail', severity: 'medium', code: 'differs' },
  ],
  ['only its licence', differing({ changed: ['LICENSE'] }), { result: 'fail', severity: 'medium' }],
  ['nobody to ask', offline, { result: 'notchecked', code: 'untold' }],
  ['no release', { ...offline, reason: 'not-a-release' }, { result: 'notchecked', code: 'untold' }],
])('asked for by name, %s', async (_, found, expected) => {
  expect(await judge(found)).toMatchObject(expected)
})

test('what differs is named, first what is compiled in', async () => {
  const changed = ['src/a.go', 'src/b.go', 'src/c.go', 'LICENSE']
  const result = await judge(differing({ changed, missing: ['VERSION'], more: 4 }))
  expect(result.summary.en).toBe(
    'go1.26.8 (/usr/local/go) is not as it was published: src/a.go, src/b.go, src/c.go and 6 more.',
  )
  expect(result.evidence.map(({ source }) => source)).toEqual([
    goroot,
    ...[...changed, 'VERSION'].map((path) => `${goroot}/${path}`),
  ])
})

test('rights that no published file has are named with the file', async () => {
  const result = await judge(differing({}, database, [], [{ path: 'bin/go', mode: '4755' }]))
  expect(result.summary.en).toBe('go1.26.8 (/usr/local/go) is not as it was published: bin/go (4755).')
  expect(result.evidence.at(-1)).toMatchObject({ source: `${goroot}/bin/go`, observed: '4755' })
})

test.each<Genuineness>([partly, { ...partly, kind: 'published-but-go-env', settings: ['GOTOOLCHAIN=local'] }])(
  'what no proof covers is not called published: $kind',
  async (found) => {
    const { summary, evidence } = await judge(found)
    expect(summary.en).toContain(' doc and misc, 9 files here, are not part of the proof.')
    expect(summary['zh-CN']).toContain('doc 和 misc（这里有 9 个文件）不在证明范围内。')
    expect(evidence[0]?.observed).toMatchObject({ en: expect.stringContaining('programs and sources as published') })
  },
)

test('a run of all says what is remembered, and else how to ask', async () => {
  const remembered = await resultOnMachine(machine({ [goroot]: published }, [goroot]), check)
  expect(remembered).toMatchObject({ result: 'pass', code: 'untouched' })
  expect(remembered.summary.en).toContain('(2026-11-22)')
  const unread = await resultOnMachine(machine({ [goroot]: published }), check)
  expect(unread).toMatchObject({ result: 'notchecked', code: 'not-looked', fixes: [] })
  expect(unread.evidence).toMatchObject([{ source: goroot, observed: { en: 'not looked at' } }])
  expect(unread.summary.en).toContain('groundwork check go.genuine')
})

test('a bad one that is remembered is told, whatever is not known of the others', async () => {
  const both = machine({ [goroot]: published, [own]: differing({ changed: ['bin/go'] }) }, [own])
  expect(await resultOnMachine(both, check)).toMatchObject({ result: 'fail', severity: 'high' })
  expect(await resultOnMachine({ ...both, remembered: [goroot] }, check)).toMatchObject({ result: 'notchecked' })
})

describe('many trees', () => {
  const sdk = (index: number): string => `/home/user/sdk/go1.26.${index}`
  const cached = '/home/user/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.3.linux-amd64'
  /** One on PATH, `count` in the usual places, one in the module cache; `bad` has a changed compiler. */
  const many = (count: number, bad: string, remembered: readonly string[] = []): MachinePart => {
    const one = machine({ [goroot]: published }, remembered)
    const trees = [...Array.from({ length: count }, (_, index) => sdk(index)), cached]
    const found = (tree: string): Genuineness => (tree === bad ? differing({ changed: ['bin/go'] }) : published)
    return {
      ...one,
      files: Object.assign({ ...one.files }, ...trees.map((tree) => goTree(tree, 'go1.26.8'))) as MachinePart['files'] &
        object,
      integrities: Object.fromEntries([goroot, ...trees].map((tree) => [tree, { tree, found: found(tree), at }])),
    }
  }

  test.each([sdk(0), sdk(7), cached])('off PATH too each is looked at, also the last: %s', async (bad) => {
    const result = await resultOnMachine(many(8, bad), check, true)
    expect(result).toMatchObject({ result: 'fail', severity: 'high' })
    expect(result.summary.en).toContain(`(${bad}) is not as it was published`)
  })

  test('all are in the evidence, the first in the sentence', async () => {
    const result = await resultOnMachine(many(8, ''), check, true)
    expect(result).toMatchObject({ result: 'pass', code: 'genuine' })
    expect(result.evidence).toHaveLength(10)
    expect(result.summary.en).toMatch(/^As published: go1\.26\.8 \(\/usr\/local\/go\), .*, and 7 more\. /)
    expect(result.summary['zh-CN']).toContain('和另外 7 个。')
  })

  test('those beyond the most that are read at once are named, and count where they are remembered', async () => {
    const result = await resultOnMachine(many(19, ''), check, true)
    expect(result).toMatchObject({ result: 'notchecked', code: 'not-all' })
    const unread = result.evidence.filter(({ observed }) => JSON.stringify(observed).includes('not looked at'))
    expect(unread).toHaveLength(1)
    expect(result.summary.en).toContain(unread[0]?.source)
    expect(await resultOnMachine(many(19, '', [unread[0]?.source ?? '']), check, true)).toMatchObject({
      result: 'pass',
    })
  })

  test('what the go command downloaded is removed, so that it downloads it again', async () => {
    const { fixes } = await resultOnMachine(many(0, cached), check, true)
    expect(fixes).toMatchObject([{ id: 'clean', commands: ['groundwork go clean'], undo: { level: 'none' } }])
  })
})

test('without a Go the question does not arise; of a mounted disk it cannot be answered', async () => {
  expect(await resultOnMachine({}, check, true)).toMatchObject({ result: 'notapplicable', code: 'no-go' })
  const disk = createFakeHost(machine({ [goroot]: published }))
  const integrity = () => Promise.reject(new CannotAsk('needs-local', goroot))
  expect(await resultOn({ ...disk, canRun: false, integrity }, check)).toMatchObject({
    result: 'notchecked',
    code: 'needs-local',
  })
})

test('the same version is put beside it, and used', async () => {
  const { fixes } = await judge(differing({ changed: ['bin/go'] }))
  expect(fixes).toMatchObject([
    {
      id: 'use',
      commands: ['groundwork go install 1.26.8', 'groundwork go use 1.26.8'],
      undo: {
        level: 'full',
        commands: ['groundwork go path --remove', 'rm ~/.local/go', 'groundwork go remove 1.26.8'],
      },
    },
  ])
})

test('one of our own is moved aside, since its place is taken', async () => {
  const { fixes } = await resultOnMachine(machine({ [own]: differing({ changed: ['bin/go'] }) }), check, true)
  expect(fixes).toMatchObject([
    {
      id: 'again',
      privilege: 'user',
      commands: [`mv ${own} ${own}.changed`, 'groundwork go install 1.26.8'],
      undo: { commands: [`mv ${own} ${own}.again`, `mv ${own}.changed ${own}`] },
    },
  ])
  expect(fixes[0]?.tradeoff?.en).toBe(
    `Until the installation has ended there is no ${own}: the link that leads to it leads nowhere, and no go runs from there. If it fails, move ${own}.changed back.`,
  )
  const system = '/usr/local/lib/groundwork/go/go1.26.8'
  const asRoot = await resultOnMachine(machine({ [system]: differing({ changed: ['bin/go'] }) }), check, true)
  expect(asRoot.fixes[0]?.commands).toEqual([
    `sudo mv ${system} ${system}.changed`,
    'sudo groundwork go install 1.26.8 --system',
  ])
})

test('packages are installed again by their manager', async () => {
  const { fixes } = await judge(differing({ changed: ['bin/go'] }, dpkg))
  expect(fixes).toMatchObject([
    { id: 'package', commands: ['sudo apt-get install --reinstall golang-1.19-go golang-1.19-src'] },
  ])
})
