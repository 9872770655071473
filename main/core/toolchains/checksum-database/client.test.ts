import { describe, expect, test } from 'vitest'
import { nodeDigests } from '../../../host/digests.ts'
import { createSmallDatabase } from '../../testing/node/small-database.ts'
import recorded from '../../testing/recorded/checksum-database.json' with { type: 'json' }
import { toBase64 } from '../base64.ts'
import { checkHashProof, goDatabase, proveHash, type DatabaseSource } from './client.ts'
import {
  hashRecord,
  makeConsistencyProof,
  makeInclusionProof,
  provesConsistency,
  provesInclusion,
} from './merkle-tree.ts'
import { openNote, parseVerifierKey } from './note.ts'
import { Refused } from './refused.ts'
import { hashesFromTiles, tilePath } from './tiles.ts'

const toolchain = 'golang.org/toolchain'
const go126 = 'v0.0.1-go1.26.8.linux-amd64'
const go127 = 'v0.0.1-go1.27rc1.linux-amd64'
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const answers: Readonly<Record<string, string>> = recorded
const real = (path: string): Uint8Array | null => {
  const found = answers[path]
  return found === undefined ? null : Uint8Array.from(Buffer.from(found, 'base64'))
}

/** The real answers, but for what `lie` makes of them. */
const realSource = (
  lie: (path: string, honest: Uint8Array | null) => Uint8Array | null = (_, honest) => honest,
): DatabaseSource => ({
  read: (path) => Promise.resolve(lie(path, real(path))),
})
const latest = decode(real('latest') ?? new Uint8Array())
const prove = (source: DatabaseSource, version = go126, last: string | null = null) =>
  proveHash(source, toolchain, version, last, nodeDigests)

describe('with recorded answers of the real database', () => {
  test('two versions are proved, their trees consistent with a newer real one', async () => {
    const first = await prove(realSource(), go126, latest)
    expect(first.proof.hash).toBe('h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=')
    expect(first.latestNote).toBe(latest)
    const second = await prove(realSource(), go127, latest)
    expect(second.proof.hash).toMatch(/^h1:/)
    expect(second.proof.hash).not.toBe(first.proof.hash)
  })

  test('a kept proof holds without a network, and not when a byte of it changes', async () => {
    const { proof } = await prove(realSource())
    expect(() => checkHashProof(proof, nodeDigests)).not.toThrow()
    const other = proof.hash.replace('h1:Z', 'h1:A')
    for (const changed of [
      { ...proof, hash: other },
      { ...proof, hash: other, recordText: proof.recordText.replace(proof.hash, other) },
      { ...proof, recordNumber: proof.recordNumber + 1 },
      { ...proof, version: go127 },
      { ...proof, inclusion: proof.inclusion.slice(1) },
      { ...proof, inclusion: [...proof.inclusion, new Uint8Array(32)] },
      { ...proof, inclusion: proof.inclusion.map((hash, index) => (index === 3 ? new Uint8Array(32) : hash)) },
      { ...proof, note: proof.note.replace('66332798', '66332799') },
    ]) {
      expect(() => checkHashProof(changed, nodeDigests)).toThrow(Refused)
    }
  })
})

describe('a lying server is refused', () => {
  const lookup = `lookup/${toolchain}@${go126}`
  const onLookup = (change: (text: string) => string) =>
    realSource((path, honest) => (path === lookup && honest ? encode(change(decode(honest))) : honest))

  test.each([
    ['an empty answer', onLookup(() => ''), 'empty'],
    ['a web page', onLookup(() => '<html>sign in</html>\n'), 'not a record'],
    [
      'a record that is real and signed, but about another version',
      realSource((path, honest) => (path === lookup ? real(`lookup/${toolchain}@${go127}`) : honest)),
      'not about',
    ],
    ['a record with the line twice', onLookup((text) => text.replace(/^(\d+\n)(.*\n)/, '$1$2$2')), 'not about'],
    ['a changed hash', onLookup((text) => text.replace('h1:ZOmG', 'h1:AOmG')), 'not in the signed tree'],
    ['another record number', onLookup((text) => text.replace(/^\d+/, '61743985')), 'not in the signed tree'],
    ['a number beyond the tree', onLookup((text) => text.replace(/^\d+/, '99999999')), 'not in a tree'],
    ['a changed tree size', onLookup((text) => text.replace('66332798', '66332797')), 'signature'],
    ['no signature', onLookup((text) => text.replace(/\n\u2014.*\n$/, '\n')), 'makes no sense'],
    [
      'somebody else’s signature',
      onLookup((text) => text.replace('\u2014 sum.golang.org', '\u2014 sum.example.org')),
      'not signed by',
    ],
    ['another key under the same name', onLookup((text) => text.replace('Az3grh', 'Bz3grh')), 'not signed by'],
    ['nothing', realSource((path, honest) => (path === lookup ? null : honest)), 'does not know'],
    [
      'a changed tile',
      realSource((path, honest) => (path.startsWith('tile/8/1/') && honest ? honest.map((byte) => byte ^ 1) : honest)),
      'not in the signed tree',
    ],
    [
      'a short tile',
      realSource((path, honest) => (path.startsWith('tile/') ? (honest?.subarray(0, 40) ?? null) : honest)),
      'not a tile',
    ],
    ['no tiles', realSource((path, honest) => (path.startsWith('tile/') ? null : honest)), 'not served'],
  ])('%s', async (_, source, message) => {
    await expect(prove(source)).rejects.toThrow(Refused)
    await expect(prove(source)).rejects.toThrow(message)
  })

  test('a database that shows another history than before', async () => {
    const records = Array.from(
      { length: 700 },
      (_, index) => `example.com/m${index} v1.0.0 h1:${toBase64(new Uint8Array(32).fill(index))}\n`,
    )
    const honest = createSmallDatabase(records)
    const changed = records.with(3, `example.com/m3 v1.0.0 h1:${toBase64(new Uint8Array(32).fill(9))}\n`)
    const ask = (database: typeof honest, last: string | null) =>
      proveHash(
        { read: (path) => Promise.resolve(database.answer(path, 700)) },
        'example.com/m500',
        'v1.0.0',
        last,
        nodeDigests,
        database,
      )
    const { latestNote } = await ask(honest, honest.note(517))
    expect(latestNote).toBe(honest.note(700))
    // The same key signs a tree over records that were changed after the fact; each answer by itself is sound.
    const rewritten = createSmallDatabase(changed, honest)
    await expect(ask(rewritten, null)).resolves.toBeDefined()
    await expect(ask(rewritten, honest.note(517))).rejects.toThrow('does not contain the tree')
    await expect(ask(rewritten, honest.note(700))).rejects.toThrow('does not contain the tree')
  })
})

test('the pinned key is a key, and a key with another hash is none', () => {
  expect(parseVerifierKey(goDatabase.key, nodeDigests).name).toBe('sum.golang.org')
  expect(() => parseVerifierKey(goDatabase.key.replace('033de0ae', '033de0af'), nodeDigests)).toThrow(Refused)
})

test('a note with a text of several lines keeps all of them, and one that is not signed by us at all is refused', () => {
  const database = createSmallDatabase(['a v1 h1:x\n'])
  const key = parseVerifierKey(database.key, nodeDigests)
  expect(openNote(database.note(1), key, nodeDigests)).toMatch(/^go.sum database tree\n1\n/)
  expect(() => openNote(latest, key, nodeDigests)).toThrow('not signed by')
})

test('inclusion and consistency hold for every record of every small tree, and never for a wrong one', async () => {
  const records = Array.from({ length: 40 }, (_, index) => `m v${index} h1:\n`)
  const database = createSmallDatabase(records)
  const head = (size: number) => ({ size, hash: database.hash(0, size) })
  const hashOf = (from: number, to: number) => Promise.resolve(database.hash(from, to))
  for (let size = 1; size <= records.length; size += 1) {
    for (let record = 0; record < size; record += 1) {
      const own = hashRecord(encode(records[record] ?? ''), nodeDigests)
      const inclusion = await makeInclusionProof(record, size, hashOf)
      expect(provesInclusion(inclusion, record, own, head(size), nodeDigests)).toBe(true)
      expect(provesInclusion(inclusion, record, hashRecord(encode('x'), nodeDigests), head(size), nodeDigests)).toBe(
        false,
      )
      const older = head(record + 1)
      const consistency = await makeConsistencyProof(older.size, size, hashOf)
      expect(provesConsistency(consistency, older, head(size), nodeDigests)).toBe(true)
      const forged = { size: older.size, hash: hashRecord(older.hash, nodeDigests) }
      expect(provesConsistency(consistency, forged, head(size), nodeDigests)).toBe(false)
    }
  }
})

test('hashes from tiles are those of the records, across tiles and levels', async () => {
  const records = Array.from({ length: 1_400 }, (_, index) => `m v${index} h1:\n`)
  const database = createSmallDatabase(records)
  const hashOf = hashesFromTiles(1_400, (path) => Promise.resolve(database.answer(path, 1_400)), nodeDigests)
  for (const [from, to] of [
    [0, 1_024],
    [1_024, 1_400],
    [512, 768],
    [1_399, 1_400],
    [0, 1_400],
    [1_280, 1_400],
  ] as const) {
    expect(toBase64(await hashOf(from, to))).toBe(toBase64(database.hash(from, to)))
  }
})

test.each([
  [0, 0, 256, 'tile/8/0/000'],
  [1, 999, 3, 'tile/8/1/999.p/3'],
  [0, 241_187, 256, 'tile/8/0/x241/187'],
  [0, 1_234_067, 256, 'tile/8/0/x001/x234/067'],
])('tile %i/%i with %i hashes is %s', (level, index, count, path) => {
  expect(tilePath(level, index, count)).toBe(path)
})
