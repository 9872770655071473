/** Who of several is taken, and who follows when one fails in the middle: slow, refusing, cut every time, lying. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Text } from '#contract'
import { nameOfSupplier, type Route, type Supplier } from '../../main/core/toolchains/route.ts'
import type { SourceMemory } from '../../main/core/toolchains/source-memory.ts'
import type { Installed } from '../../main/host/install/installation.ts'
import { installVersion, type InstallPorts } from '../../main/host/install/install-version.ts'
import type { Layout } from '../../main/host/install/layout.ts'
import { portsFor } from './install-ports.ts'
import { startProxy, type Behaviour, type ProxyServer } from './proxy-server.ts'
import { makeTarGz } from './small-tar.ts'
import { makeZip } from './small-zip.ts'
import { archiveTreeOf, goodEntries, moduleVersion, platform, prefix, publish, version } from './small-toolchain.ts'

const published = publish()
const evil = publish(goodEntries.map((entry) => ({ ...entry, content: entry.content.replaceAll('a', 'b') })))
const archive = makeTarGz(archiveTreeOf(goodEntries))

let scratch = ''
let layout: Layout = { directory: '', link: '' }
let notices: string[] = []
const servers: ProxyServer[] = []
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-route-'))
  layout = { directory: join(scratch, 'go'), link: join(scratch, 'link') }
  notices = []
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  rmSync(scratch, { recursive: true, force: true })
})

interface Served {
  readonly supplier: Supplier
  readonly server: ProxyServer
}
const serve = async (behaviour: Behaviour, file: Buffer = published.zip): Promise<Served> => {
  const server = await startProxy(file, behaviour)
  servers.push(server)
  const { url } = server
  return { server, supplier: file === archive ? { kind: 'files', filesUrl: `${url}/golang/` } : { kind: 'proxy', url } }
}

const install = (route: Partial<Route>, changed: Partial<InstallPorts> = {}): Promise<Installed> =>
  installVersion(version, platform, layout, {
    ...portsFor(published),
    route: { inOrder: [], raced: [], ...route },
    onNotice: (notice: Text) => notices.push(notice.en),
    ...changed,
  })
const raced = (...served: readonly Served[]): Partial<Route> => ({ raced: served.map(({ supplier }) => supplier) })
const nameOf = ({ supplier }: Served): string =>
  'url' in supplier ? supplier.url : 'filesUrl' in supplier ? supplier.filesUrl : ''

const expectWhole = (): void => {
  for (const { name, content } of goodEntries) {
    const path = join(layout.directory, version.name, name.slice(prefix.length).replace('_go.mod', 'go.mod'))
    expect(readFileSync(path, 'utf8')).toBe(content)
  }
  expect(existsSync(join(layout.directory, '.staging'))).toBe(false)
  expect(readdirSync(join(layout.directory, '.downloads'))).toEqual([])
}
/** Those that were asked for the file itself, not only for its beginning or end. */
const downloadsOf = ({ server }: Served): readonly string[] =>
  server.ranges.filter((range) => range === '-' || /^bytes=\d+-$/.test(range))

const late = { kind: 'late', milliseconds: 700 } as const

describe('a race', () => {
  test('is won by who has it and answers first; nobody else is asked for more', async () => {
    const [slow, refusing, page, fast] = await Promise.all([
      serve(late),
      serve('forbidden'),
      serve('captive-portal'),
      serve('good', archive),
    ])
    const result = await install(raced(slow, refusing, page, fast))
    expect(result).toMatchObject({ kind: 'installed', from: `${nameOf(fast)}go1.99.1.linux-amd64.tar.gz` })
    expectWhole()
    for (const other of [slow, refusing, page]) expect(downloadsOf(other)).toEqual([])
    for (const one of [slow, refusing, page, fast]) expect(notices[0]).toContain(nameOf(one))
    expect(notices[0]).toContain(`The fastest is ${nameOf(fast)}`)
  })

  test('may be won by a proxy that sends the whole only', async () => {
    const [whole, refusing] = await Promise.all([serve({ kind: 'whole-only' }), serve('forbidden')])
    expect(await install(raced(whole, refusing))).toMatchObject({ kind: 'installed', from: nameOf(whole) })
    expectWhole()
  })

  test('a dead mirror is named and skipped', async () => {
    const [dead, alive] = await Promise.all([serve('good', archive), serve(late)])
    await dead.server.close()
    expect(await install(raced(dead, alive))).toMatchObject({ kind: 'installed', from: nameOf(alive) })
    expect(notices).toEqual([expect.stringMatching(new RegExp(`Not there: ${nameOf(dead)}: .*ECONNREFUSED`))])
    expectWhole()
  })

  test('a liar that is fast is found out, named, and followed by an honest one', async () => {
    const [liar, honest] = await Promise.all([serve('good', evil.zip), serve(late)])
    expect(await install(raced(liar, honest))).toMatchObject({ kind: 'installed', from: nameOf(honest) })
    expectWhole()
    expect(notices.at(-1)).toMatch(new RegExp(`^${nameOf(liar)}: its hash is .* Going on with ${nameOf(honest)}$`))
  })

  test('a liar whose archive is empty does not hold it up', async () => {
    const [liar, honest] = await Promise.all([serve('good', makeZip([])), serve('good')])
    const inOrder = [liar, honest].map(({ supplier }) => ({ supplier, anyFailureGoesOn: true }))
    expect(await install({ inOrder })).toMatchObject({ kind: 'installed', from: nameOf(honest) })
    expectWhole()
  })

  test('what one proxy has sent, another one goes on with', async () => {
    const [cut, other] = await Promise.all([serve({ kind: 'cut', share: 0.5, times: 99 }), serve(late)])
    expect(await install(raced(cut, other))).toMatchObject({ kind: 'installed', from: nameOf(other) })
    expectWhole()
    expect(downloadsOf(other)).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/)])
  })

  test('from a proxy to an archive and back: each starts over in the other format, which is said, and goes on in its own', async () => {
    const [first, second, third] = await Promise.all([
      serve({ kind: 'cut', share: 0.5, times: 99 }),
      serve({ kind: 'cut', share: 0.5, times: 99 }, archive),
      serve('good'),
    ])
    // In this order, whatever this machine is busy with.
    const steps = [first, second, third].map(({ supplier }) => ({ supplier, anyFailureGoesOn: true }))
    expect(await install({ inOrder: steps })).toMatchObject({ kind: 'installed', from: nameOf(third) })
    expectWhole()
    expect(notices).toEqual([
      expect.stringContaining(`Going on with ${nameOf(second)}, from the start`),
      expect.stringContaining(`Going on with ${nameOf(third)}, from the start`),
    ])
    expect(downloadsOf(third)).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/)])
  })

  test('who is cut every time is still gone on with where there is nobody else', async () => {
    const [cut, refusing] = await Promise.all([serve({ kind: 'cut', share: 0.6, times: 3 }), serve('absent')])
    expect(await install(raced(cut, refusing))).toMatchObject({ kind: 'installed', from: nameOf(cut) })
    expectWhole()
    expect(downloadsOf(cut)).toHaveLength(4)
  })

  test('cut without an end, it ends, and says what each of them said', async () => {
    const [cut, refusing] = await Promise.all([serve({ kind: 'cut', share: 0.1, times: 99 }), serve('forbidden')])
    const result = await install(raced(cut, refusing))
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
    const said = JSON.stringify(result)
    expect(said).toContain(`${nameOf(refusing)}: 403 not found: this version is not held here`)
    expect(said).toContain(nameOf(cut))
    expect(downloadsOf(cut)).toHaveLength(5)
  })

  test('without a proof from the database a module is not even asked for; an archive that a list vouches for is', async () => {
    const [proxy, mirror] = await Promise.all([serve('good'), serve('good', archive)])
    const sha256 = createHash('sha256').update(archive).digest('hex')
    const origins = () => Promise.resolve([{ host: 'go.dev', sha256, bytes: archive.length }])
    expect(await install(raced(proxy, mirror), { databases: [], origins })).toMatchObject({
      kind: 'installed',
      proof: null,
    })
    expect(proxy.server.ranges).toEqual([])
    expectWhole()
  })
})

test('where GOPROXY leaves nobody, nobody is asked for a proof either', async () => {
  const asked: string[] = []
  const source = { read: (path: string) => Promise.resolve(void asked.push(path)).then(() => null) }
  expect(await install({}, { databases: [source] })).toMatchObject({
    kind: 'failed',
    detail: { en: 'GOPROXY leaves nobody to ask' },
  })
  expect(asked).toEqual([])
})

describe('a module proxy in files', () => {
  const proxyIn = (folder: string): Supplier => ({ kind: 'proxy', url: `file://${folder.replaceAll(' ', '%20')}` })
  const keep = (zip: Buffer): Supplier => {
    const folder = join(scratch, 'my proxy')
    mkdirSync(join(folder, 'golang.org/toolchain/@v'), { recursive: true })
    writeFileSync(join(folder, `golang.org/toolchain/@v/${moduleVersion}.zip`), zip)
    return proxyIn(folder)
  }
  const only = (supplier: Supplier): Partial<Route> => ({ inOrder: [{ supplier, anyFailureGoesOn: false }] })

  test('is read as the go command reads it', async () => {
    const supplier = keep(published.zip)
    expect(await install(only(supplier))).toMatchObject({
      kind: 'installed',
      from: nameOfSupplier(supplier),
      proof: { module: 'golang.org/toolchain' },
    })
    expectWhole()
  })

  test('is believed no more than any other', async () => {
    expect(await install(only(keep(evil.zip)))).toMatchObject({ kind: 'failed', reason: 'not-genuine' })
    expect(await install(only(keep(published.zip)), { databases: [] })).toMatchObject({ reason: 'no-proof' })
    expect(existsSync(join(layout.directory, version.name))).toBe(false)
  })

  test('that has no such file is followed by the next, also after a comma', async () => {
    const next = await serve('good')
    const inOrder = [proxyIn(scratch), next.supplier].map((supplier) => ({ supplier, anyFailureGoesOn: false }))
    expect(await install({ inOrder })).toMatchObject({ kind: 'installed', from: nameOf(next) })
    expect(notices).toEqual([expect.stringContaining(`${moduleVersion}.zip`)])
  })

  test('on another machine is not looked for', async () => {
    const result = await install(only({ kind: 'proxy', url: 'file://server/share' }))
    expect(result).toMatchObject({ kind: 'failed', reason: 'not-available' })
    expect(JSON.stringify(result)).toContain('file:///FOLDER')
  })
})

describe('who was the fastest', () => {
  const remembering = (name: string | null): SourceMemory & { name: string | null } => {
    const memory = {
      name,
      read: () => Promise.resolve(memory.name),
      keep: (kept: string | null) => {
        memory.name = kept
        return Promise.resolve()
      },
    }
    return memory
  }

  test('is remembered, and asked alone the next time', async () => {
    const [slow, fast] = await Promise.all([serve(late), serve('good')])
    const memory = remembering(null)
    await install(raced(slow, fast), { memory })
    expect(memory.name).toBe(nameOf(fast))
    rmSync(layout.directory, { recursive: true })
    const before = slow.server.ranges.length
    expect(await install(raced(slow, fast), { memory })).toMatchObject({ kind: 'installed', from: nameOf(fast) })
    expect(slow.server.ranges.length).toBe(before)
  })

  test.each<Behaviour>(['forbidden', { kind: 'cut', share: 0.2, times: 99 }])(
    'and forgotten when it fails: %j',
    async (behaviour) => {
      const [known, other] = await Promise.all([serve(behaviour), serve('good')])
      const memory = remembering(nameOf(known))
      expect(await install(raced(known, other), { memory })).toMatchObject({ kind: 'installed', from: nameOf(other) })
      expect(memory.name).toBe(nameOf(other))
      expectWhole()
    },
  )
})

describe('a GOPROXY of one’s own', () => {
  const chosen = (served: Served, anyFailureGoesOn: boolean): Route['inOrder'][number] => ({
    supplier: served.supplier,
    anyFailureGoesOn,
  })

  test('that has it is the only one that is asked', async () => {
    const [own, other] = await Promise.all([serve('good'), serve('good')])
    expect(await install({ inOrder: [chosen(own, false)], ...raced(other) })).toMatchObject({ from: nameOf(own) })
    expect(other.server.ranges).toEqual([])
  })

  test('that refuses is shown with its own sentence, and nobody else is asked', async () => {
    const [own, next, other] = await Promise.all([serve('forbidden'), serve('good'), serve('good')])
    const result = await install({ inOrder: [chosen(own, false), chosen(next, false)], ...raced(other) })
    expect(result).toMatchObject({
      kind: 'failed',
      detail: { en: `${nameOf(own)}: 403 not found: this version is not held here` },
    })
    expect([...next.server.ranges, ...other.server.ranges]).toEqual([])
  })

  test.each<[string, Behaviour, boolean]>([
    ['that has no such file', 'absent', false],
    ['that fails, with | behind it', 'forbidden', true],
    ['that is cut, with | behind it', { kind: 'cut', share: 0.5, times: 99 }, true],
  ])('%s is followed by the others', async (_, behaviour, anyFailureGoesOn) => {
    const [own, other] = await Promise.all([serve(behaviour), serve('good')])
    const result = await install({ inOrder: [chosen(own, anyFailureGoesOn)], ...raced(other) })
    expect(result).toMatchObject({ kind: 'installed', from: nameOf(other) })
    expectWhole()
    expect(notices.at(-1)).toContain(nameOf(own))
  })
})
