/** Installing where the checksum database cannot be reached: by a proof of earlier, kept here or brought along, or not at all. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { proveHash } from '../../main/core/toolchains/checksum-database/client.ts'
import type { KeptVersions } from '../../main/core/toolchains/kept-versions.ts'
import { bundledProofName, formatProvenance, parseProvenance } from '../../main/core/toolchains/provenance.ts'
import { nodeDigests } from '../../main/host/digests.ts'
import { adoptTree } from '../../main/host/install/adopt-tree.ts'
import { adoptedLines, readAdoptable } from '../../main/core/toolchains/adoption.ts'
import { installEnd } from '../../main/core/toolchains/install-ends.ts'
import type { InstallPorts } from '../../main/host/install/install-version.ts'
import { createLocalHost } from '../../main/host/local.ts'
import { setUpPlace } from './installing.ts'
import { noneKept, portsFor } from './install-ports.ts'
import { good, published } from './small-release.ts'
import { moduleVersion, platform, publish, version } from './small-toolchain.ts'

const { scratch, layout, tree, installTarGz, expectNothing } = setUpPlace()
const october = new Date('2026-10-01T00:00:00Z')
const archive = 'go1.99.1.linux-amd64.tar.gz'
const bundle = (): string => join(scratch(), 'bundle')
const install = (kept: Pick<KeptVersions, 'ofVersion'> = noneKept, changed: Partial<InstallPorts> = {}) =>
  installTarGz(published, [bundle()], { databases: [], kept, ...changed })
const proofOf = async ({ source, database } = published): Promise<string> => {
  const { proof } = await proveHash(source, 'golang.org/toolchain', moduleVersion, null, nodeDigests, database)
  return formatProvenance({ proof, archive: null, from: database.name, at: october, provedAt: october })
}
const keeping = (text: string): Pick<KeptVersions, 'ofVersion'> => ({
  ofVersion: (asked) =>
    Promise.resolve(
      asked === moduleVersion
        ? [{ provenance: parseProvenance(text), isDamaged: false, readManifest: () => Promise.resolve(null) }]
        : expect.fail(asked),
    ),
})
const putProof = (text: string): void => writeFileSync(join(bundle(), bundledProofName(archive)), text)

beforeEach(() => {
  mkdirSync(bundle())
  writeFileSync(join(bundle(), archive), good)
})

const expectEarlier = async (installing: ReturnType<typeof install>): Promise<void> => {
  const installed = await installing
  if (installed.kind !== 'installed') expect.fail(JSON.stringify(installed))
  expect(installed.proof).toMatchObject({ isKept: true, provedAt: october })
  const told = installEnd(version, installed).outcome.map(({ en }) => en)
  expect(told.join('\n')).toContain(
    'Proved by the checksum database on 2026-10-01; that proof was checked again now, without the network: h1:',
  )
  const kept = parseProvenance(readFileSync(join(layout().directory, '.provenance/go1.99.1.json'), 'utf8'))
  expect(kept).toMatchObject({ provedAt: october, proof: { module: 'golang.org/toolchain' } })
  expect(kept?.at).not.toEqual(october)
}

test('a proof that is kept here', async () => {
  await expectEarlier(install(keeping(await proofOf())))
})

test('a proof beside the archive in its folder', async () => {
  putProof(await proofOf())
  await expectEarlier(install())
})

test('a proof beside the archive that is named itself', async () => {
  putProof(await proofOf())
  await expectEarlier(installTarGz(published, [join(bundle(), archive)], { databases: [] }))
})

test('who answers and proves nothing is not covered up', async () => {
  putProof(await proofOf())
  const lying = { read: () => Promise.resolve(new TextEncoder().encode('<html>')) }
  expect(await install(keeping(await proofOf()), { databases: [lying] })).toMatchObject({ reason: 'no-proof' })
  expectNothing()
})

describe('nothing is installed', () => {
  const tampered: readonly (readonly [string, () => Promise<string>])[] = [
    ['no proof', () => Promise.resolve('')],
    ['one that is signed by somebody else', () => proofOf(publish([other]))],
    ['another hash', async () => (await proofOf()).replace(/"hash": "h1:./, (hash) => `${hash.slice(0, -1)}_`)],
    ['a record that was rewritten', async () => (await proofOf()).replaceAll(/h1:.{5}/g, 'h1:AAAAA')],
    ['another version', async () => (await proofOf()).replaceAll('go1.99.1', 'go1.99.2')],
  ]
  const other = { name: `golang.org/toolchain@${moduleVersion}/VERSION`, content: 'evil' }

  test.each(tampered)('by %s', async (_, text) => {
    putProof(await text())
    expect(await install()).toMatchObject({ kind: 'failed', reason: 'no-proof' })
    expect(await install(keeping(await text()))).toMatchObject({ kind: 'failed', reason: 'no-proof' })
    expectNothing()
  })

  test('by a pipe in the place of the proof, which nobody waits for', async () => {
    execFileSync('mkfifo', [join(bundle(), bundledProofName(archive))])
    expect(await install()).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  })

  test('by a file of more bytes than any proof', async () => {
    putProof(`${await proofOf()}${' '.repeat(100_000)}`)
    expect(await install()).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  })

  test('by a sound proof, where the archive is another', async () => {
    putProof(await proofOf())
    writeFileSync(join(bundle(), archive), good.subarray(0, good.length - 100))
    expect(await install()).toMatchObject({ kind: 'failed' })
    expectNothing()
  })
})

test('a Go that is here already is taken over by a kept proof, and by none it is not', async () => {
  expect(await installTarGz(published, [bundle()])).toMatchObject({ kind: 'installed' })
  const original = join(scratch(), 'sdk/go1.99.1')
  cpSync(tree(), original, { recursive: true })
  const place = { directory: join(scratch(), 'adopted'), link: join(scratch(), 'adopted-link') }
  const found = await readAdoptable(createLocalHost(), original, platform, place.directory)
  if ('kind' in found) expect.fail(found.kind)
  const adopt = (kept: Pick<KeptVersions, 'ofVersion'>) =>
    adoptTree(found, platform, place, { ...portsFor(published), databases: [], kept })
  expect(await adopt(noneKept)).toMatchObject({ kind: 'refused' })
  const adopted = await adopt(keeping(await proofOf()))
  if (adopted.kind !== 'adopted') expect.fail(JSON.stringify(adopted))
  expect(adoptedLines(adopted)[1]?.en).toContain('Proved by the checksum database on 2026-10-01')
})
