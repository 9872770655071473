/** Installing from release archives: from servers good and bad, from files, with every proof there is and with none. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../main/core/toolchains/manifest.ts'
import { parseProvenance } from '../../main/core/toolchains/provenance.ts'
import { Discard } from '../../main/core/toolchains/stopping.ts'
import type { Installed } from '../../main/host/install/installation.ts'
import type { InstallPorts } from '../../main/host/install/install-version.ts'
import { setUpPlace } from './installing.ts'
import type { ProxyServer } from './proxy-server.ts'
import { good, goodTree, originOf, published, sha256 } from './small-release.ts'
import { makeTar, makeTarGz, type TarEntry } from './small-tar.ts'

const { scratch, layout, tree, serve, installTarGz, expectWhole: expectFiles, expectNothing } = setUpPlace()
const nobody: InstallPorts['databases'] = []
const install = (places: readonly (ProxyServer | string)[], changed: Partial<InstallPorts> = {}): Promise<Installed> =>
  installTarGz(published, places, changed)
const expectWhole = (withUnproved = true): void =>
  expectFiles(
    goodTree.flatMap(({ name, content }) =>
      content === undefined || (!withUnproved && name.startsWith('go/test/')) ? [] : [{ path: name.slice(3), content }],
    ),
  )
const namesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(directory, path)).isFile())
    .sort()
const namesInManifest = (): readonly string[] | undefined => {
  const packed = readFileSync(join(layout().directory, '.provenance/go1.99.1.mtree.gz'))
  return parseManifest(gunzipSync(packed).toString())
    ?.map(({ path }) => path)
    .sort()
}

test('both proofs: the whole tree with long and non-ASCII names and the modes of the archive', async () => {
  const installed = await install([await serve(good)], { origins: originOf(good) })
  expect(installed).toMatchObject({
    kind: 'installed',
    proof: { module: 'golang.org/toolchain' },
    archive: { origins: ['go.dev'], sha256: sha256(good) },
  })
  expectWhole()
  expect(statSync(join(tree(), 'bin/go')).mode & 0o7777).toBe(0o755)
  expect(statSync(join(tree(), 'VERSION')).mode & 0o7777).toBe(0o644)
  const kept = parseProvenance(readFileSync(join(layout().directory, '.provenance/go1.99.1.json'), 'utf8'))
  expect(kept).toMatchObject({
    proof: { module: 'golang.org/toolchain' },
    archive: { filename: 'go1.99.1.linux-amd64.tar.gz' },
  })
  expect(namesInManifest()).toEqual(namesIn(tree()))
})

test('files of every size come out as they went in, larger than a batch of the writing thread and smaller', async () => {
  const sizes = [0, 1, 511, 512, 513, 131_071, 131_072, 131_073, 524_287, 524_288, 524_289, 3_000_001]
  const sized = sizes.map((size) => ({ name: `go/test/${size}`, content: `${size} `.repeat(size).slice(0, size) }))
  const archive = makeTarGz([...goodTree, ...sized])
  expect(await install([await serve(archive)], { origins: originOf(archive) })).toMatchObject({ kind: 'installed' })
  expectWhole()
  for (const { name, content } of sized) {
    expect(sha256(readFileSync(join(tree(), name.slice(3)))), name).toBe(sha256(Buffer.from(content)))
  }
})

test('the hash of the origin alone is enough', async () => {
  const installed = await install([await serve(good)], { origins: originOf(good), databases: nobody })
  expect(installed).toMatchObject({ kind: 'installed', proof: null, archive: { origins: ['go.dev'] } })
  expectWhole()
})

test('the checksum database alone is enough, for what it vouches for: the rest is not installed', async () => {
  expect(await install([await serve(good)])).toMatchObject({ kind: 'installed', archive: null })
  expectWhole(false)
  expect(existsSync(join(tree(), 'test'))).toBe(false)
  expect(namesInManifest()).toEqual(namesIn(tree()))
})

test('without any proof nothing is asked of anybody', async () => {
  const server = await serve(good)
  expect(await install([server], { databases: nobody })).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  expect(server.ranges).toEqual([])
  expectNothing()
})

test('a hash that only the host of the bytes vouches for proves nothing', async () => {
  const server = await serve(good)
  const origins = originOf(good, new URL(server.url).host)
  expect(await install([server], { databases: nobody, origins })).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  expectNothing()
})

test('a host that served all of it before is still the one that served it', async () => {
  const server = await serve(good)
  const ports = { databases: nobody, origins: originOf(good, new URL(server.url).host) }
  const abort = new AbortController()
  const onProgress: InstallPorts['onProgress'] = (phase) => phase === 'unpacking' && abort.abort()
  const stopped = await install([server], { ...ports, signal: abort.signal, onProgress })
  expect(stopped).toMatchObject({ kind: 'paused', part: { bytes: good.length } })
  expect(await install([server], ports)).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  expectNothing()
})

test('a host that served the first half counts for nothing either; what comes whole from another one does', async () => {
  const first = await serve(good, { kind: 'cut', share: 0.5, times: 99 })
  const second = await serve(good)
  const origins = originOf(good, new URL(first.url).host)
  expect(await install([first, second], { databases: nobody, origins })).toMatchObject({ kind: 'installed' })
  expectWhole()
  expect(second.ranges).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/), '-'])
})

test('a download of which nobody knows who served it is proved by the checksum database alone', async () => {
  mkdirSync(join(layout().directory, '.downloads'), { recursive: true })
  writeFileSync(join(layout().directory, '.downloads/go1.99.1.tar.gz.part'), good)
  expect(await install([await serve(good)], { origins: originOf(good) })).toMatchObject({ archive: null })
  expectWhole(false)
})

test('origins that do not agree are named', async () => {
  const origins: InstallPorts['origins'] = () =>
    Promise.resolve(
      ['go.dev', 'golang.google.cn'].map((host) => ({ host, sha256: sha256(Buffer.from(host)), bytes: 1 })),
    )
  const result = await install([await serve(good)], { origins })
  expect(result).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  expect(JSON.stringify(result)).toContain('golang.google.cn says')
})

const inChinese: unknown = expect.stringMatching(/[\u4e00-\u9fff]/)

describe('a file of this machine', () => {
  test.each(['the file', 'its folder'])('%s, which stays as it is', async (what) => {
    const file = join(scratch(), 'go1.99.1.linux-amd64.tar.gz')
    writeFileSync(file, good)
    expect(await install([what === 'the file' ? file : scratch()])).toMatchObject({ kind: 'installed', from: file })
    expectWhole(false)
    expect(sha256(readFileSync(file))).toBe(sha256(good))
  })

  test('tampered with, it is refused and stays', async () => {
    const file = join(scratch(), 'evil.tar.gz')
    writeFileSync(
      file,
      makeTarGz(goodTree.map((entry) => ({ ...entry, content: entry.content?.replace('tool', 'evil') ?? '' }))),
    )
    expect(await install([file])).toMatchObject({ kind: 'failed', reason: 'not-genuine' })
    expect(existsSync(file)).toBe(true)
    expectNothing()
  })

  test('that is not there is said', async () => {
    expect(await install([scratch()])).toMatchObject({ kind: 'failed', reason: 'not-available' })
  })
})

describe('servers', () => {
  test('cut once: the next time only the rest is asked for, on condition that it is the same file', async () => {
    const server = await serve(good, { kind: 'cut', share: 0.9, times: 1 })
    expect(await install([server])).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expectNothing()
    expect(await install([server])).toMatchObject({ kind: 'installed' })
    expectWhole(false)
    expect(Number(/^bytes=(\d+)-$/.exec(server.ranges.at(-1) ?? '')?.[1])).toBeGreaterThan(good.length * 0.8)
    expect(server.conditions).toEqual(['"1"'])
  })

  test('another file by now: from the start, and never half of each', async () => {
    const server = await serve(good, { kind: 'cut', share: 0.9, times: 1 })
    await install([server])
    const validator = join(layout().directory, '.downloads/go1.99.1.tar.gz.part.validator')
    writeFileSync(validator, readFileSync(validator, 'utf8').replace('"1"', '"0"'))
    expect(await install([server])).toMatchObject({ kind: 'installed' })
    expectWhole(false)
    expect(server.conditions).toEqual(['"0"'])
  })

  test('cut every time: the next place goes on in the middle', async () => {
    const cut = await serve(good, { kind: 'cut', share: 0.4, times: 99 })
    const whole = await serve(good)
    expect(await install([cut, whole])).toMatchObject({ kind: 'installed', from: expect.stringContaining(whole.url) })
    expectWhole(false)
    expect(whole.ranges).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/)])
  })

  test.each([
    ['no-resume', 'no-resume'],
    ['redirecting', 'redirecting'],
    ['slow', 'slow'],
  ] as const)('%s is good enough', async (_, behaviour) => {
    const cut = await serve(good, { kind: 'cut', share: 0.4, times: 99 })
    expect(await install([cut, await serve(good, behaviour)])).toMatchObject({ kind: 'installed' })
    expectWhole(false)
  })

  test.each([
    ['captive-portal', good.length, 'a web page'],
    ['forbidden', good.length, '403 not found: this version is not held here'],
    [{ kind: 'short', share: 0.7 }, good.length, `not ${good.length}`],
    [{ kind: 'short', share: 0.7 }, null, 'unexpected end of file'],
    ['captive-portal', null, 'a web page'],
  ] as const)('%j with %s bytes known before is told', async (behaviour, bytes, sentence) => {
    const origins = bytes === null ? {} : { origins: originOf(good) }
    const result = await install([await serve(good, behaviour)], origins)
    expect(result.kind).toBe('failed')
    expect(JSON.stringify(result)).toContain(sentence)
    expectNothing()
    expect(await install([await serve(good)], origins)).toMatchObject({ kind: 'installed' })
  })

  test('that redirect in a circle are told', async () => {
    const result = await install([await serve(good, 'circling')])
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expect(JSON.stringify(result)).toContain('it redirects in a circle, to /moved/')
    expectNothing()
  })

  test('a lying beginning spoils nothing for good', async () => {
    const evil = makeTarGz(goodTree.map((entry) => ({ ...entry, content: entry.content?.replaceAll('a', 'b') ?? '' })))
    const liar = await serve(evil, { kind: 'cut', share: 0.5, times: 99 })
    expect(await install([liar, await serve(good)])).toMatchObject({ kind: 'installed' })
    expectWhole(false)
  })

  test.each(['database', 'origin'] as const)('tampered bytes are refused by the %s', async (by) => {
    const evil = makeTarGz([...goodTree, { name: 'go/src/evil.go', content: 'evil' }])
    const ports = by === 'origin' ? { databases: nobody, origins: originOf(good) } : {}
    const result = await install([await serve(evil)], ports)
    expect(result.kind).toBe('failed')
    expectNothing()
    expect(readdirSync(join(layout().directory, '.downloads')).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('hostile entries are refused, though the origin vouches for the archive', () => {
  test.each<readonly [string, TarEntry | readonly TarEntry[]]>([
    ['a way out', { name: 'go/../../evil', content: 'x' }],
    ['a way out, deep', { name: 'go/src/a/../../../../evil', content: 'x' }],
    ['an absolute path', { name: '/evil', content: 'x' }],
    ['an absolute path below go', { name: 'go//evil', content: 'x' }],
    ['a name outside go/', { name: 'evil', content: 'x' }],
    ['a symbolic link', { name: 'go/l', type: '2', linkTo: '/etc' }],
    [
      'a file through a link',
      [
        { name: 'go/l', type: '2', linkTo: '../..' },
        { name: 'go/l/evil', content: 'x' },
      ],
    ],
    ['a hard link', { name: 'go/l', type: '1', linkTo: 'go/VERSION' }],
    ['a character device', { name: 'go/l', type: '3' }],
    ['a block device', { name: 'go/l', type: '4' }],
    ['a pipe', { name: 'go/l', type: '6' }],
    ['an unknown type', { name: 'go/l', type: 'Z' }],
    ['setuid', { name: 'go/bin/evil', content: 'x', mode: 0o4755 }],
    ['setgid', { name: 'go/bin/evil', content: 'x', mode: 0o2755 }],
    ['setuid on a directory', { name: 'go/evil/', type: '5', mode: 0o4755 }],
    ['the same name twice', { name: 'go/VERSION', content: 'go1.99.1\n' }],
    ['a twin by case', { name: 'go/version', content: 'x' }],
    ['a directory that is a file', { name: 'go/VERSION/', type: '5' }],
    ['a directory out', { name: 'go/../../evil/', type: '5' }],
    ['a backslash', { name: 'go/src\\..\\evil', content: 'x' }],
    ['a PAX name out', { name: `go/${'../'.repeat(60)}evil`, content: 'x' }],
    ['a name that is no UTF-8', { name: 'go/\ufffd', content: 'x' }],
  ])('%s', async (_, hostile) => {
    const evil = makeTarGz([...goodTree, ...(Array.isArray(hostile) ? hostile : [hostile])])
    const result = await install([await serve(evil)], { databases: nobody, origins: originOf(evil) })
    expect(result).toMatchObject({ kind: 'failed', reason: 'bad-archive', detail: { 'zh-CN': inChinese } })
    expectNothing()
    expect(existsSync(join(scratch(), 'evil'))).toBe(false)
    expect(existsSync('/evil')).toBe(false)
  })

  test.each([
    ['a tar that is cut', gzipSync(makeTar(goodTree).subarray(0, 100_000))],
    ['a damaged header', gzipSync(Buffer.from(makeTar(goodTree)).fill(7, 1024, 1100))],
    ['an empty archive', makeTarGz([])],
    ['more than any Go', makeTarGz([...goodTree, { name: 'go/big', content: '0'.repeat(256_000_001) }])],
  ])('%s', async (_, evil) => {
    const result = await install([await serve(evil)], { databases: nobody, origins: originOf(evil) })
    expect(result).toMatchObject({ kind: 'failed', reason: 'bad-archive', detail: { 'zh-CN': inChinese } })
    expectNothing()
  })
})

test('two at once: one installs, both end with the whole tree', async () => {
  const server = await serve(good)
  const results = await Promise.all([install([server]), install([server])])
  expect(results.map(({ kind }) => kind).sort()).toEqual(['already', 'installed'])
  expectWhole(false)
})

test('paused, it ends at once, says what came and where, and goes on with it the next time', async () => {
  const abort = new AbortController()
  const onProgress = (phase: string, bytes: number): void => {
    if (phase === 'downloading' && bytes > good.length / 3) abort.abort()
  }
  const paused = await install([await serve(good, 'slow')], { signal: abort.signal, onProgress })
  const part = join(layout().directory, '.downloads/go1.99.1.tar.gz.part')
  expect(paused).toEqual({ kind: 'paused', part: { path: part, bytes: statSync(part).size } })
  expectNothing()
  const next = await serve(good)
  expect(await install([next])).toMatchObject({ kind: 'installed' })
  expect(next.ranges).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/)])
})

test('cancelled, nothing of it stays', async () => {
  const abort = new AbortController()
  const onProgress = (phase: string, bytes: number): void => {
    if (phase === 'downloading' && bytes > good.length / 3) abort.abort(new Discard())
  }
  const cancelled = await install([await serve(good, 'slow')], { signal: abort.signal, onProgress })
  expect(cancelled).toEqual({ kind: 'cancelled' })
  expectNothing()
  expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
})

test('what is there already and longer than the file, where nobody said how long that is, is started over', async () => {
  mkdirSync(join(layout().directory, '.downloads'), { recursive: true })
  writeFileSync(join(layout().directory, '.downloads/go1.99.1.tar.gz.part'), Buffer.concat([good, Buffer.alloc(10)]))
  const server = await serve(good)
  expect(await install([server])).toMatchObject({ kind: 'installed' })
  expect(server.ranges).toEqual([`bytes=${good.length + 10}-`, '-'])
  expectWhole(false)
})

test.runIf(process.getuid?.() === 0)(
  'a disk without room for what only the server says the size of is named before anything is kept',
  async () => {
    mkdirSync(layout().directory)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', layout().directory])
    try {
      const heard: number[] = []
      const onProgress: InstallPorts['onProgress'] = (phase, bytes) => phase === 'downloading' && heard.push(bytes)
      const result = await install([await serve(good)], { onProgress })
      expect(result).toMatchObject({ kind: 'failed', reason: 'unwritable' })
      expect(JSON.stringify(result)).toMatch(/has [\d.]+ MiB free; \d+ MiB are needed/)
      expect(heard).toEqual([])
      expectNothing()
      expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
    } finally {
      execFileSync('umount', [layout().directory])
    }
  },
)

test('what a crash left is used or removed', async () => {
  mkdirSync(join(layout().directory, '.staging/half/bin'), { recursive: true })
  mkdirSync(join(layout().directory, '.downloads'))
  writeFileSync(join(layout().directory, '.downloads/go1.99.1.tar.gz.part'), 'rubbish')
  expect(await install([await serve(good)])).toMatchObject({ kind: 'installed' })
  expectWhole(false)
})
