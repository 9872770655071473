import { beforeEach, expect, test } from 'vitest'
import { nodeDigests } from '../../host/digests.ts'
import type { Ran, ReadableHost } from '../host.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import type { Genuineness } from './genuine.ts'
import { formatRemembered, parseRemembered } from './integrity-json.ts'
import { measureIntegrity, recallIntegrity, type IntegrityMemory } from './integrity.ts'

const by = { kind: 'package-manager', manager: 'dpkg', packages: ['golang-1.19-go'] } as const
const published: Genuineness = { kind: 'published', by, files: 7, leftOut: null }
const now = (): Date => new Date('2026-11-22T12:00:00Z')

const printed = ['-printf', '%p %y %s %T@ %C@ %i\\n']
const withoutTests = ['-name', 'testdata', '-prune', '-o', '!', '-type', 'd', '!', '-name', '*_test.go']
const finding = (stdout: string, knowsPrintf: boolean): Ran =>
  knowsPrintf
    ? { kind: 'exited', code: 0, stdout, stderr: '' }
    : { kind: 'exited', code: 1, stdout: '', stderr: 'find: unrecognized: -printf\n' }

/** A tree whose one file was last touched at `changedAt`; its find may be busybox's, which prints nothing. */
const machine = (changedAt: number, knowsPrintf = true, licenceAt = 0): ReadableHost =>
  createFakeHost({
    files: {
      '/go/bin/go': {},
      '/go/src': { kind: 'link', target: '../share/src' },
      '/share/src/a.go': {},
      '/usr/bin/find': { mode: '0755' },
    },
    runs: [
      {
        argv: ['/usr/bin/find', '/go', '/share/src', '!', '-type', 'd', ...printed],
        ran: finding(`/go/bin/go f 5 1.0 ${changedAt} 77\n/go/LICENSE f 5 1.0 ${licenceAt} 78\n`, knowsPrintf),
      },
      {
        argv: ['/usr/bin/find', '/go/bin', '/share/src', ...withoutTests, ...printed],
        ran: finding(`/go/bin/go f 5 1.0 ${changedAt} 77\n`, knowsPrintf),
      },
    ],
  })

/** Keeps text, as a disk does. */
let texts = new Map<string, string>()
const memory: IntegrityMemory = {
  read: (tree) => Promise.resolve(parseRemembered(texts.get(tree) ?? '')),
  keep: (remembered) => {
    texts.set(remembered.integrity.tree, formatRemembered(remembered))
    return Promise.resolve()
  },
}
beforeEach(() => (texts = new Map()))

const measure = (host: ReadableHost, found: Genuineness) =>
  measureIntegrity('/go', () => Promise.resolve(found), now, host, nodeDigests, memory)
const recall = (host: ReadableHost, effort: 'glanced' | 'remembered' = 'remembered') =>
  recallIntegrity('/go', effort, host, nodeDigests, memory)

test('what was found is remembered until a file is touched', async () => {
  expect(await recall(machine(1))).toBeNull()
  const measured = await measure(machine(1), published)
  expect(measured).toEqual({ tree: '/go', found: published, at: now() })
  expect(await recall(machine(1))).toEqual(measured)
  expect(await recall(machine(2))).toBeNull()
  expect(await recall(machine(1, true, 2))).toBeNull()
})

test('a glance sees what a build goes through, and anything of a tree that differed', async () => {
  await measure(machine(1), published)
  expect(await recall(machine(1, true, 2), 'glanced')).not.toBeNull()
  expect(await recall(machine(2), 'glanced')).toBeNull()
  await measure(machine(1), { kind: 'differs', by, files: 7, differences: null, foreign: [], modes: [] })
  expect(await recall(machine(1), 'glanced')).not.toBeNull()
  expect(await recall(machine(1, true, 2), 'glanced')).toBeNull()
})

test('what is touched while the tree is read counts as touched after', async () => {
  let changedAt = 1
  const slow: ReadableHost = { ...machine(1), run: (command) => machine(changedAt).run(command) }
  const touch = (): Promise<Genuineness> => Promise.resolve(((changedAt = 2), published))
  await measureIntegrity('/go', touch, now, slow, nodeDigests, memory)
  expect(await recall(slow)).toBeNull()
})

test('without GNU find nothing is remembered', async () => {
  await measure(machine(1, false), published)
  expect(texts.size).toBe(0)
  await measure(machine(1), published)
  expect(await recall(machine(1, false))).toBeNull()
  expect(await recall(createFakeHost({}))).toBeNull()
})

test('that nobody answered is not remembered; that it is no release is', async () => {
  await measure(machine(1), { kind: 'cannot-tell', reason: 'no-network', detail: 'x' })
  expect(await recall(machine(1))).toBeNull()
  await measure(machine(1), { kind: 'cannot-tell', reason: 'not-a-release', detail: 'x' })
  expect(await recall(machine(1))).not.toBeNull()
})

test.each<Genuineness>([
  published,
  {
    kind: 'differs',
    by,
    files: 7,
    differences: { changed: ['a'], missing: ['b'], added: ['c'], more: 4 },
    foreign: ['l'],
    modes: [{ path: 'bin/go', mode: '4755' }],
  },
  {
    kind: 'published-but-go-env',
    files: 7,
    leftOut: { directories: ['api'], files: 2, isListed: true },
    settings: ['GOTOOLCHAIN=local'],
    by: {
      kind: 'checksum-database',
      isKept: true,
      provedAt: now(),
      proof: {
        module: 'm',
        version: 'v',
        hash: 'h1:x',
        recordNumber: 1,
        recordText: 't\n',
        note: 'n\n',
        inclusion: [Uint8Array.from({ length: 32 }, (_, index) => 255 - index)],
      },
    },
  },
  {
    kind: 'differs',
    by: {
      kind: 'archive',
      version: 'v',
      archive: { filename: 'f', sha256: 'ab'.repeat(32), origins: ['go.dev'] },
      provedAt: now(),
    },
    files: 0,
    differences: null,
    foreign: [],
    modes: [],
  },
])('written down and read, it is the same', (found) => {
  const remembered = { integrity: { tree: '/go', found, at: now() }, signatures: { all: 'abc', compiledIn: 'def' } }
  expect(parseRemembered(formatRemembered(remembered))).toEqual(remembered)
})

test.each([
  '',
  '{}',
  '[]',
  '{"format":1}',
  formatRemembered({
    integrity: { tree: '/go', found: published, at: now() },
    signatures: { all: 'x', compiledIn: 'y' },
  }).slice(1),
])('what is damaged is as good as nothing: %s', (text) => {
  expect(parseRemembered(text)).toBeNull()
})
