import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatManifest, type ManifestFile } from '../core/toolchains/manifest.ts'
import { formatProvenance, type Provenance } from '../core/toolchains/provenance.ts'
import { createKeptVersions } from './kept-versions.ts'

const version = 'v0.0.1-go1.99.1.linux-amd64'
const files: readonly ManifestFile[] = [{ path: 'bin/go', sha256: 'ab'.repeat(32), size: 5, mode: 0o755 }]
const archive = { filename: 'go1.99.1.linux-amd64.tar.gz', sha256: 'cd'.repeat(32), origins: ['go.dev'] }
const at = new Date('2026-11-22T12:00:00Z')
const provenance: Provenance = { proof: null, archive, from: 'x', at, provedAt: at }

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-kept-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const put = (directory: string, name: string, provenanceText = formatProvenance(provenance)): string => {
  mkdirSync(join(directory, '.provenance'), { recursive: true })
  mkdirSync(join(directory, name), { recursive: true })
  writeFileSync(join(directory, '.provenance', `${name}.json`), provenanceText)
  writeFileSync(join(directory, '.provenance', `${name}.mtree.gz`), gzipSync(formatManifest(files)))
  return join(directory, name)
}

test('what an installation kept is found by its tree and by its version', async () => {
  const kept = createKeptVersions({ HOME: home })
  const tree = put(join(home, '.local/share/groundwork/go'), 'go1.99.1')
  for (const one of [await kept.ofTree(tree), (await kept.ofVersion(version))[0]]) {
    expect(one?.provenance).toEqual(provenance)
    expect(await one?.readManifest()).toEqual(files)
  }
  expect(await kept.ofTree(join(home, '.local/share/groundwork/go/go1.98.1'))).toBeNull()
})

test('also where the folder of the trees is a link', async () => {
  const tree = put(join(home, 'elsewhere'), 'go1.99.1')
  mkdirSync(join(home, '.local/share/groundwork'), { recursive: true })
  symlinkSync(join(home, 'elsewhere'), join(home, '.local/share/groundwork/go'))
  expect((await createKeptVersions({ HOME: home }).ofTree(tree))?.provenance).toEqual(provenance)
})

test('what lies beside a tree of somebody else is not believed', async () => {
  const tree = put(join(home, 'theirs'), 'go1.99.1')
  expect(await createKeptVersions({ HOME: home }).ofTree(tree)).toBeNull()
})

test('nor what everybody could have put beside a tree of ours', async () => {
  const tree = put(join(home, '.local/share/groundwork/go'), 'go1.99.1')
  chmodSync(join(home, '.local/share/groundwork'), 0o777)
  const kept = await createKeptVersions({ HOME: home }).ofTree(tree)
  expect([kept?.provenance, await kept?.readManifest()]).toEqual([null, null])
})

test('what is damaged or missing is as good as nothing; an old installation has no list', async () => {
  const kept = createKeptVersions({ HOME: home })
  const directory = join(home, '.local/share/groundwork/go')
  const tree = put(directory, 'go1.99.1', 'damaged')
  writeFileSync(join(directory, '.provenance/go1.99.1.mtree.gz'), 'damaged')
  const damaged = await kept.ofTree(tree)
  expect([damaged?.provenance, damaged?.isDamaged, await damaged?.readManifest()]).toEqual([null, true, null])
  put(directory, 'go1.99.1')
  rmSync(join(directory, '.provenance/go1.99.1.mtree.gz'))
  const old = await kept.ofTree(tree)
  expect([old?.provenance, old?.isDamaged, await old?.readManifest()]).toEqual([provenance, false, null])
})

test('what other trees taught is kept in the cache, where there is one', async () => {
  const kept = createKeptVersions({ HOME: home })
  await kept.keep(version, provenance, files)
  const [one] = await kept.ofVersion(version)
  expect([one?.provenance, await one?.readManifest()]).toEqual([provenance, files])
  expect(readdirSync(join(home, '.cache/groundwork/proved'))).toHaveLength(2)
  await createKeptVersions({}).keep(version, provenance, files)
  writeFileSync(join(home, 'file'), '')
  await createKeptVersions({ HOME: join(home, 'file') }).keep(version, provenance, files)
})
