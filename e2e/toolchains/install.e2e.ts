/** Installing from a proxy that serves well, badly, and with malice. After each: the whole tree, or none. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { installFailureText } from '../../main/core/toolchains/install-failure.ts'
import { parseManifest, type ManifestFile } from '../../main/core/toolchains/manifest.ts'
import { parseProvenance } from '../../main/core/toolchains/provenance.ts'
import { Discard } from '../../main/core/toolchains/stopping.ts'
import type { Installed } from '../../main/host/install/installation.ts'
import type { InstallPorts } from '../../main/host/install/install-version.ts'
import { setUpPlace } from './installing.ts'
import type { Behaviour, ProxyServer } from './proxy-server.ts'
import {
  goodEntries,
  goodFiles,
  moduleVersion,
  prefix,
  publish,
  version,
  type SmallToolchain,
} from './small-toolchain.ts'

const {
  scratch,
  layout,
  tree,
  serve: serveFile,
  install: installAny,
  installZip: install,
  expectWhole: expectFiles,
  expectNothing,
} = setUpPlace()
const serve = ({ zip }: SmallToolchain, behaviour?: Behaviour): Promise<ProxyServer> => serveFile(zip, behaviour)
const expectWhole = (): void => expectFiles(goodFiles)
/** What the manifest of the tree should be, by reading the tree. */
const manifestOf = (directory: string): readonly ManifestFile[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(directory, path)).isFile())
    .map((path) => {
      const { mode, size } = statSync(join(directory, path))
      const sha256 = createHash('sha256')
        .update(readFileSync(join(directory, path)))
        .digest('hex')
      return { path, sha256, size, mode: mode & 0o7777 }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))

test('a good proxy: whole tree, right modes, proof kept beside it', async () => {
  const toolchain = publish()
  expect(await install(toolchain, [await serve(toolchain)])).toMatchObject({ kind: 'installed' })
  expectWhole()
  expect(statSync(join(tree(), 'bin/go')).mode & 0o777).toBe(0o755)
  expect(statSync(join(tree(), 'pkg/tool/linux_amd64/compile')).mode & 0o777).toBe(0o755)
  expect(statSync(join(tree(), 'src/make.bash')).mode & 0o777).toBe(0o755)
  expect(statSync(join(tree(), 'VERSION')).mode & 0o777).toBe(0o644)
  const provenance = join(layout().directory, '.provenance')
  const kept = parseProvenance(readFileSync(join(provenance, 'go1.99.1.json'), 'utf8'))
  expect(kept).toMatchObject({ proof: { module: 'golang.org/toolchain', recordNumber: 0 }, archive: null })
  expect(manifestOf(tree())).toEqual(
    parseManifest(gunzipSync(readFileSync(join(provenance, 'go1.99.1.mtree.gz'))).toString()),
  )
  expect(readdirSync(provenance).sort()).toEqual(['go1.99.1.json', 'go1.99.1.mtree.gz'])
  expect(await install(toolchain, [])).toMatchObject({ kind: 'already' })
})

test('a file that is too large for memory goes through in parts', async () => {
  const content = `${'large '.repeat(700_000)}${goodEntries.at(-1)?.content.repeat(20) ?? ''}`
  const toolchain = publish([...goodEntries, { name: `${prefix}pkg/large`, content }])
  expect(await install(toolchain, [await serve(toolchain)])).toMatchObject({ kind: 'installed' })
  expectWhole()
  expect(readFileSync(join(tree(), 'pkg/large'), 'utf8')).toBe(content)
})

test('a connection that is cut: the next attempt asks only for the rest', async () => {
  const toolchain = publish()
  const server = await serve(toolchain, { kind: 'cut', share: 0.9, times: 1 })
  expect(await install(toolchain, [server])).toMatchObject({ kind: 'failed', reason: 'not-available' })
  expectNothing()
  expect(await install(toolchain, [server])).toMatchObject({ kind: 'installed' })
  expectWhole()
  const from = Number(/^bytes=(\d+)-$/.exec(server.ranges.at(-1) ?? '')?.[1])
  expect(from).toBeGreaterThan(toolchain.zip.length * 0.8)
})

test('a connection that is cut: the next proxy goes on in the middle', async () => {
  const toolchain = publish()
  const cut = await serve(toolchain, { kind: 'cut', share: 0.4, times: 99 })
  const good = await serve(toolchain)
  expect(await install(toolchain, [cut, good])).toMatchObject({ kind: 'installed', from: good.url })
  expectWhole()
  expect(good.ranges.some((range) => /^bytes=[1-9]\d*-$/.test(range))).toBe(true)
})

test.each([
  ['does not know ranges', 'no-resume'],
  ['redirects', 'redirecting'],
] as const)('a proxy that %s is good enough', async (_, behaviour) => {
  const toolchain = publish()
  const cut = await serve(toolchain, { kind: 'cut', share: 0.4, times: 99 })
  expect(await install(toolchain, [cut, await serve(toolchain, behaviour)])).toMatchObject({ kind: 'installed' })
  expectWhole()
})

describe('a proxy that sends the whole only, whatever range is asked for', () => {
  const wholeOnly = { kind: 'whole-only' } as const

  test.each([
    ['larger than is asked for', goodEntries.length],
    ['smaller', 9],
  ])('%s: all is there, by the same proof, and the progress is real', async (_, count) => {
    const toolchain = publish(goodEntries.slice(0, count))
    const server = await serve(toolchain, wholeOnly)
    const heard: number[] = []
    const onProgress: InstallPorts['onProgress'] = (phase, bytes, total) => {
      if (phase !== 'downloading') return
      expect(total).toBe(toolchain.zip.length)
      heard.push(bytes)
    }
    expect(await install(toolchain, [server], { onProgress })).toMatchObject({
      kind: 'installed',
      from: server.url,
      proof: { module: 'golang.org/toolchain' },
    })
    expectFiles(goodFiles.slice(0, count))
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect([heard[0], heard.at(-1)]).toEqual([0, toolchain.zip.length])
    // Looked for its end, then got once.
    expect(server.ranges).toEqual([expect.stringMatching(/^bytes=-\d+$/), '-'])
  })

  test('without saying how long it is', async () => {
    const toolchain = publish()
    expect(await install(toolchain, [await serve(toolchain, { ...wholeOnly, says: 'nothing' })])).toMatchObject({
      kind: 'installed',
    })
    expectWhole()
  })

  test.each([true, false])('cut, it is asked again; that it resumes (%s) is made use of', async (resumes) => {
    const toolchain = publish()
    const server = await serve(toolchain, { ...wholeOnly, cuts: 1, resumes })
    expect(await install(toolchain, [server])).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expectNothing()
    const part = join(layout().directory, '.downloads/go1.99.1.zip.part')
    const have = statSync(part).size
    expect(have).toBeGreaterThan(toolchain.zip.length / 3)
    const heard: number[] = []
    const onProgress: InstallPorts['onProgress'] = (phase, bytes) => phase === 'downloading' && heard.push(bytes)
    expect(await install(toolchain, [server], { onProgress })).toMatchObject({ kind: 'installed' })
    expectWhole()
    expect(server.ranges.at(-1)).toBe(`bytes=${have}-`)
    expect(heard[0]).toBe(resumes ? have : 0)
  })

  test('what it sent in part, one that knows ranges goes on with, and the other way round', async () => {
    const toolchain = publish()
    const cutWhole = await serve(toolchain, { ...wholeOnly, cuts: 99 })
    const cut = await serve(toolchain, { kind: 'cut', share: 0.5, times: 99 })
    const last = await serve(toolchain, { ...wholeOnly, resumes: true })
    expect(await install(toolchain, [cutWhole, cut, last])).toMatchObject({ kind: 'installed', from: last.url })
    expectWhole()
    for (const one of [cut, last]) expect(one.ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/)
  })

  test('stopped when all was there, it is not sent again', async () => {
    const toolchain = publish()
    const server = await serve(toolchain, wholeOnly)
    const abort = new AbortController()
    const onProgress: InstallPorts['onProgress'] = (phase) => phase === 'unpacking' && abort.abort()
    const paused = await install(toolchain, [server], { signal: abort.signal, onProgress })
    expect(paused).toMatchObject({ kind: 'paused', part: { bytes: toolchain.zip.length } })
    expectNothing()
    expect(await install(toolchain, [server])).toMatchObject({ kind: 'installed' })
    expectWhole()
    expect(server.ranges.filter((range) => !range.startsWith('bytes=-'))).toEqual(['-'])
  })

  test('what it says of the length is not believed', async () => {
    const toolchain = publish()
    const less = await install(toolchain, [await serve(toolchain, { ...wholeOnly, says: 'less' })])
    expect(less).toMatchObject({ kind: 'failed', reason: 'bad-archive' })
    expect(JSON.stringify(less)).toContain('it does not end as a zip does')
    expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
    const more = await serve(toolchain, { ...wholeOnly, says: 'more' })
    expect(await install(toolchain, [more])).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expectNothing()
    // What is there is proved by itself.
    expect(await install(toolchain, [more])).toMatchObject({ kind: 'installed' })
    expectWhole()
  })

  test.each(['bytes', 'the directory', 'rubbish that was there before'])(
    '%s that are wrong are refused',
    async (what) => {
      const toolchain = publish()
      const evil = publish(goodEntries.map((entry) => ({ ...entry, content: entry.content.replaceAll('a', 'b') })))
      const damaged = Buffer.from(toolchain.zip)
      damaged.fill(7, damaged.length - 500, damaged.length - 100)
      if (what.startsWith('rubbish')) {
        mkdirSync(join(layout().directory, '.downloads'), { recursive: true })
        writeFileSync(join(layout().directory, '.downloads/go1.99.1.zip.part'), evil.zip)
      }
      const result = await install(toolchain, [
        await serveFile(what === 'the directory' ? damaged : evil.zip, wholeOnly),
      ])
      expect(result).toMatchObject({
        kind: 'failed',
        reason: what === 'the directory' ? 'bad-archive' : 'not-genuine',
      })
      expectNothing()
      expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
      expect(await install(toolchain, [await serve(toolchain, wholeOnly)])).toMatchObject({ kind: 'installed' })
      expectWhole()
    },
  )

  test('more than any Go has is not even begun', async () => {
    const toolchain = publish()
    const endless = createServer((_, response) => {
      response.writeHead(200, { 'content-length': 600 * 1024 * 1024 }).write(toolchain.zip)
    })
    await new Promise<void>((ready) => endless.listen(0, '127.0.0.1', ready))
    const { port } = endless.address() as AddressInfo
    const result = await install(toolchain, [{ ...(await serve(toolchain)), url: `http://127.0.0.1:${port}` }])
    endless.closeAllConnections()
    endless.close()
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expect(JSON.stringify(result)).toContain('more than any Go has')
    expectNothing()
  })
})

describe('a zip of this machine', () => {
  const zipName = `${moduleVersion}.zip`
  const installFrom = (path: string, changed?: Partial<InstallPorts>): Promise<Installed> =>
    installAny(publish(), [{ kind: 'path', path }], changed)

  test.each([
    ['itself', 'any.name', 'any.name'],
    ['in a folder, under its published name', zipName, '.'],
    ['in a folder that is laid out as a proxy', `golang.org/toolchain/@v/${zipName}`, '.'],
    ['behind a link', zipName, 'link'],
  ])('%s: proved as always, and left as it is', async (_, at, said) => {
    const { zip } = publish()
    const file = join(scratch(), at)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, zip)
    symlinkSync(at, join(scratch(), 'link'))
    expect(await installFrom(join(scratch(), said))).toMatchObject({
      kind: 'installed',
      proof: { module: 'golang.org/toolchain' },
      archive: null,
    })
    expectWhole()
    expect(readFileSync(file).equals(zip)).toBe(true)
  })

  test.each([
    ['other bytes', publish(goodEntries.map((one) => ({ ...one, content: `${one.content} ` }))).zip, 'not-genuine'],
    ['half of it', publish().zip.subarray(0, 1_000_000), 'bad-archive'],
    ['its beginning', Buffer.from('PK'), 'bad-archive'],
  ])('%s: refused, and left as it is', async (_, bytes, reason) => {
    const file = join(scratch(), zipName)
    writeFileSync(file, bytes)
    expect(await installFrom(file)).toMatchObject({ kind: 'failed', reason })
    expectNothing()
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  test('a list of the Go project’s does not vouch for it: without the checksum database it is not unpacked', async () => {
    const { zip } = publish()
    writeFileSync(join(scratch(), zipName), zip)
    const origins: InstallPorts['origins'] = () =>
      Promise.resolve([{ host: 'go.dev', sha256: createHash('sha256').update(zip).digest('hex'), bytes: zip.length }])
    expect(await installFrom(join(scratch(), zipName), { databases: [], origins })).toMatchObject({
      kind: 'failed',
      reason: 'no-proof',
    })
    expectNothing()
  })

  test('none at all is said, with the names that would do', async () => {
    const result = await installFrom(scratch())
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expect(JSON.stringify(result)).toContain(`holds neither go1.99.1.linux-amd64.tar.gz nor ${zipName}`)
    expect(JSON.stringify(await installFrom('/nowhere/at.all'))).toContain('there is no archive at /nowhere/at.all')
  })
})

test.each([
  ['captive-portal', '200'],
  ['forbidden', 'not found: this version is not held here'],
] as const)('what a proxy says is passed on: %s', async (behaviour, sentence) => {
  const toolchain = publish()
  const result = await install(toolchain, [await serve(toolchain, behaviour)])
  expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
  expect(JSON.stringify(result)).toContain(sentence)
  expectNothing()
})

test('no proxy at all is said', async () => {
  expect(await install(publish(), [])).toMatchObject({
    kind: 'failed',
    reason: 'not-available',
    detail: { en: 'GOPROXY leaves nobody to ask' },
  })
})

describe('malice', () => {
  test('bytes that are not the published ones are refused, and not kept', async () => {
    const published = publish()
    const evil = publish(
      goodEntries.map((entry) =>
        entry.name.endsWith('/p7/p.go') ? { ...entry, content: `${entry.content}evil` } : entry,
      ),
    )
    const result = await install(published, [await serve(evil)])
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-genuine' })
    expectNothing()
    expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
    expect(await install(published, [await serve(published)])).toMatchObject({ kind: 'installed' })
    expectWhole()
  })

  test('a wrong beginning from one proxy spoils nothing for good', async () => {
    const published = publish()
    const evil = publish(goodEntries.map((entry) => ({ ...entry, content: entry.content.replaceAll('a', 'b') })))
    const liar = await serve(evil, { kind: 'cut', share: 0.5, times: 99 })
    expect(await install(published, [liar, await serve(published)])).toMatchObject({ kind: 'installed' })
    expectWhole()
  })

  test.each([
    ['a way out', `${prefix}../../../../evil`],
    ['a way out deep inside', `${prefix}src/a/../../../../evil`],
    ['an absolute path', `${prefix}/evil`],
    ['another module', 'example.com/evil@v1.0.0/evil'],
    ['a twin by case', `${prefix}BIN/go`],
    ['a file where a directory is', `${prefix}src`],
    ['a backslash', `${prefix}src\\..\\evil`],
  ])('an archive with %s is refused whole, though the database vouches for it', async (_, name) => {
    const evil = publish([...goodEntries, { name, content: 'evil' }])
    expect(await install(evil, [await serve(evil)])).toMatchObject({ kind: 'failed', reason: 'bad-archive' })
    expectNothing()
    expect(existsSync(join(scratch(), 'evil'))).toBe(false)
    expect(existsSync('/evil')).toBe(false)
  })

  test('an entry that unpacks to more than it says is stopped', async () => {
    const evil = publish([...goodEntries, { name: `${prefix}bomb`, content: '0'.repeat(5_000_000), claimedBytes: 10 }])
    expect(await install(evil, [await serve(evil)])).toMatchObject({ kind: 'failed', reason: 'bad-archive' })
    expectNothing()
  })

  test.each([1_500_000, 6_000_000])(
    'a large entry that says %d bytes and has another number is refused',
    async (says) => {
      const evil = publish([
        ...goodEntries,
        { name: `${prefix}bomb`, content: '0'.repeat(5_000_000), claimedBytes: says },
      ])
      const result = await install(evil, [await serve(evil)])
      expect(result).toMatchObject({ kind: 'failed', reason: 'bad-archive' })
      expect(JSON.stringify(result)).toContain(`has not the ${says} bytes`)
      expectNothing()
    },
  )

  test('a Go that does not run is not installed', async () => {
    const broken = publish(
      goodEntries.map((entry) => (entry.name.endsWith('bin/go') ? { ...entry, content: '#!/nope\n' } : entry)),
    )
    expect(await install(broken, [await serve(broken)])).toMatchObject({ kind: 'failed', reason: 'does-not-run' })
    expectNothing()
  })

  test('a version that the database has no record of: there is none, which another network would not change', async () => {
    const toolchain = publish()
    const unknown = { read: () => Promise.resolve(null) }
    const result = await install(toolchain, [await serve(toolchain)], { databases: [unknown] })
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-released' })
    if (result.kind !== 'failed') throw new Error(result.kind)
    const { en, 'zh-CN': zh } = installFailureText(version, result.reason, result.detail)
    expect(en).toContain('there is no go1.99.1, as far as')
    expect(zh).toContain('没有 go1.99.1 这个版本')
    expectNothing()
  })

  test('without a proof nothing is installed', async () => {
    const toolchain = publish()
    const lying = { read: () => Promise.resolve(new TextEncoder().encode('')) }
    expect(await install(toolchain, [await serve(toolchain)], { databases: [lying] })).toMatchObject({
      kind: 'failed',
      reason: 'no-proof',
    })
    expectNothing()
  })
})

test('two at once, five times: one downloads, both end with the whole tree', async () => {
  for (let round = 0; round < 5; round += 1) {
    const toolchain = publish()
    const server = await serve(toolchain)
    const results = await Promise.all([install(toolchain, [server]), install(toolchain, [server])])
    expect(results.map(({ kind }) => kind).sort()).toEqual(['already', 'installed'])
    expectWhole()
    rmSync(layout().directory, { recursive: true })
  }
})

test('paused, it ends at once, says what came and where, and goes on with it the next time', async () => {
  const toolchain = publish()
  const abort = new AbortController()
  const slow = await serve(toolchain, 'slow')
  const running = install(toolchain, [slow], {
    signal: abort.signal,
    onProgress: (phase, bytes) => {
      if (phase === 'downloading' && bytes > toolchain.zip.length / 3) abort.abort()
    },
  })
  const part = join(layout().directory, '.downloads/go1.99.1.zip.part')
  const paused = await running
  expect(paused).toEqual({ kind: 'paused', part: { path: part, bytes: statSync(part).size } })
  expect(statSync(part).size).toBeGreaterThan(toolchain.zip.length / 3)
  expectNothing()
  const good = await serve(toolchain)
  expect(await install(toolchain, [good])).toMatchObject({ kind: 'installed' })
  expectWhole()
  expect(good.ranges.some((range) => /^bytes=[1-9]\d*-$/.test(range))).toBe(true)
})

test('cancelled, nothing of it stays', async () => {
  const toolchain = publish()
  const abort = new AbortController()
  const running = install(toolchain, [await serve(toolchain, 'slow')], {
    signal: abort.signal,
    onProgress: (phase, bytes) => {
      if (phase === 'downloading' && bytes > toolchain.zip.length / 3) abort.abort(new Discard())
    },
  })
  expect(await running).toEqual({ kind: 'cancelled' })
  expectNothing()
  expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
})

test.each(['proving', 'unpacking', 'trying', 'flushing'])(
  'stopped while %s, it ends there, and the next start goes on',
  async (stage) => {
    const toolchain = publish()
    const server = await serve(toolchain)
    const abort = new AbortController()
    const stopped = await install(toolchain, [server], {
      signal: abort.signal,
      onProgress: (phase) => {
        if (phase === stage) abort.abort()
      },
    })
    expect(stopped.kind).toBe('paused')
    expect(stopped).toHaveProperty(
      stage === 'proving' ? 'part' : 'part.bytes',
      stage === 'proving' ? null : toolchain.zip.length,
    )
    expectNothing()
    expect(await install(toolchain, [server])).toMatchObject({ kind: 'installed' })
    expectWhole()
  },
)

test('stopped while another installs, it leaves the download of that one alone', async () => {
  const toolchain = publish()
  const slow = await serve(toolchain, 'slow')
  const abort = new AbortController()
  let holds = (): void => undefined
  const held = new Promise<void>((resolve) => (holds = resolve))
  const first = install(toolchain, [slow], { onProgress: (phase) => phase === 'downloading' && holds() })
  await held
  const second = install(toolchain, [slow], {
    signal: abort.signal,
    onProgress: (phase) => {
      if (phase === 'waiting') abort.abort(new Discard())
    },
  })
  expect(await second).toEqual({ kind: 'cancelled' })
  expect(await first).toMatchObject({ kind: 'installed' })
  expectWhole()
})

test('a download that grew too long or holds rubbish is started over', async () => {
  const toolchain = publish()
  mkdirSync(join(layout().directory, '.downloads'), { recursive: true })
  const part = join(layout().directory, '.downloads/go1.99.1.zip.part')
  execFileSync('sh', ['-c', 'yes rubbish | head -c 100 > "$1"', 'sh', part])
  truncateSync(part, toolchain.zip.length + 10)
  expect(await install(toolchain, [await serve(toolchain)])).toMatchObject({ kind: 'installed' })
  expectWhole()
})

test.runIf(process.getuid?.() === 0)('a disk without room is named before anything is downloaded', async () => {
  mkdirSync(layout().directory)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', layout().directory])
  try {
    const toolchain = publish()
    const result = await install(toolchain, [await serve(toolchain)])
    expect(result).toMatchObject({ kind: 'failed', reason: 'unwritable' })
    expect(JSON.stringify(result)).toMatch(/has [\d.]+ [KM]iB free; 6 MiB are needed/)
    expectNothing()
    const whole = await install(toolchain, [await serve(toolchain, { kind: 'whole-only' })])
    expect(JSON.stringify(whole)).toMatch(/has [\d.]+ [KM]iB free; 5\.\d MiB are needed/)
    expectNothing()
    expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
  } finally {
    execFileSync('umount', [layout().directory])
  }
})

test.runIf(process.getuid?.() === 0)('a disk that became read-only is said, with the path', async () => {
  const { directory } = layout()
  mkdirSync(join(directory, '.downloads'), { recursive: true, mode: 0o700 })
  writeFileSync(join(directory, '.lock'), '')
  execFileSync('mount', ['--bind', directory, directory])
  try {
    execFileSync('mount', ['-o', 'remount,bind,ro', directory])
    const toolchain = publish()
    const result = await install(toolchain, [await serve(toolchain)])
    expect(result).toMatchObject({ kind: 'failed', reason: 'unwritable' })
    expect(JSON.stringify(result)).toMatch(new RegExp(`${directory}/.lock: EROFS`))
  } finally {
    execFileSync('umount', [directory])
  }
})

describe('what others can see, take or change', () => {
  const part = (): string => join(layout().directory, '.downloads/go1.99.1.zip.part')

  test('a directory that everybody may write to gets nothing', async () => {
    mkdirSync(layout().directory)
    chmodSync(layout().directory, 0o777)
    const toolchain = publish()
    const result = await install(toolchain, [await serve(toolchain)])
    expect(result).toMatchObject({ kind: 'failed', reason: 'unwritable' })
    expect(JSON.stringify(result)).toContain('everybody may write')
    expect(readdirSync(layout().directory)).toEqual([])
  })

  test.each(['hard link', 'symbolic link', 'pipe', 'directory'])(
    'a %s in place of the download harms nothing',
    async (kind) => {
      const precious = join(scratch(), 'precious')
      writeFileSync(precious, 'kept')
      mkdirSync(dirname(part()), { recursive: true })
      if (kind === 'hard link') linkSync(precious, part())
      else if (kind === 'symbolic link') symlinkSync(precious, part())
      else if (kind === 'pipe') execFileSync('mkfifo', [part()])
      else mkdirSync(join(part(), 'in the way'), { recursive: true })
      const toolchain = publish()
      expect(await install(toolchain, [await serve(toolchain)])).toMatchObject({ kind: 'installed' })
      expectWhole()
      expect(readFileSync(precious, 'utf8')).toBe('kept')
    },
  )

  test.each(['pipe', 'symbolic link'])('a %s in place of the lock is named, and not waited for', async (kind) => {
    mkdirSync(layout().directory)
    const lock = join(layout().directory, '.lock')
    if (kind === 'pipe') execFileSync('mkfifo', [lock])
    else symlinkSync(join(scratch(), 'made'), lock)
    const toolchain = publish()
    expect(await install(toolchain, [await serve(toolchain)])).toMatchObject({ kind: 'failed', reason: 'unwritable' })
    expect(existsSync(join(scratch(), 'made'))).toBe(false)
  })

  test('nobody else can hold the lock, or look at what is unfinished', async () => {
    const toolchain = publish()
    await install(toolchain, [await serve(toolchain)])
    expect(statSync(join(layout().directory, '.lock')).mode & 0o777).toBe(0o600)
    expect(statSync(join(layout().directory, '.downloads')).mode & 0o777).toBe(0o700)
    expect(statSync(tree()).mode & 0o777).toBe(0o755)
  })

  test('a password in GOPROXY goes to that proxy, and nowhere else', async () => {
    const toolchain = publish()
    const good = await serve(toolchain)
    const bad = await serve(toolchain, 'forbidden')
    const named = (server: ProxyServer): ProxyServer => ({
      ...server,
      url: server.url.replace('//', '//someone:hush%21@'),
    })
    const refused = await install(toolchain, [named(bad)])
    expect(refused).toMatchObject({ kind: 'failed', reason: 'not-available' })
    const installed = await install(toolchain, [named(good)])
    expect(installed).toMatchObject({ kind: 'installed' })
    const kept = readFileSync(join(layout().directory, '.provenance/go1.99.1.json'), 'utf8')
    expect(JSON.stringify([refused, installed]) + kept).not.toMatch(/hush|someone/)
    expect(good.authorizations).toEqual([`Basic ${btoa('someone:hush!')}`])
  })

  test('an answer without an end is not waited for', async () => {
    const toolchain = publish()
    const result = await install(toolchain, [await serve(toolchain, 'endless-refusal')])
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
  })

  test('a file that would fill the memory is refused before it is unpacked', async () => {
    const evil = publish([...goodEntries, { name: `${prefix}bomb`, content: '0', claimedBytes: 300_000_000 }])
    const result = await install(evil, [await serve(evil)])
    expect(result).toMatchObject({ kind: 'failed', reason: 'bad-archive' })
    expect(JSON.stringify(result)).toContain('unpacks to 300000000 bytes')
  })

  test('a damaged note of the database is as good as none', async () => {
    const toolchain = publish()
    const notes = { read: () => Promise.resolve('damaged'), keep: () => Promise.resolve() }
    expect(await install(toolchain, [await serve(toolchain)], { notes })).toMatchObject({ kind: 'installed' })
  })
})
