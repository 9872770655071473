/**
 * Behind a proxy that HTTP_PROXY names, where no other way leads out: the catalogue, the proof and the download all go
 * through it, and past it where NO_PROXY says so. The names asked for exist only behind it.
 */
import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCatalogue } from '../../main/core/toolchains/catalogue.ts'
import { goDatabase } from '../../main/core/toolchains/checksum-database/client.ts'
import { databaseSources } from '../../main/core/toolchains/database-sources.ts'
import type { Supplier } from '../../main/core/toolchains/route.ts'
import type { Installed } from '../../main/host/install/installation.ts'
import { installVersion } from '../../main/host/install/install-version.ts'
import { createNetwork } from '../../main/host/network.ts'
import { nothingKept, portsFor } from './install-ports.ts'
import { startProxy, type ProxyServer } from './proxy-server.ts'
import { moduleVersion, platform, publish, version } from './small-toolchain.ts'

const outside = 'modules.example.test'
const toolchain = publish()
const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const

let files: ProxyServer
let origin: Server
let proxy: Server
/** The addresses that the proxy was asked for. */
let asked: string[] = []
let scratch = ''
const before = Object.fromEntries(names.map((name) => [name, process.env[name]]))

const portOf = (server: Server): number => (server.address() as AddressInfo).port
const listen = (server: Server): Promise<void> => new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const setEnvironment = (values: Readonly<Record<string, string>>): void => {
  for (const name of names) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, values)
}

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-proxy-'))
  asked = []
  files = await startProxy(toolchain.zip, 'good')
  // A module proxy as there are: the zip, a list of versions, and the checksum database.
  origin = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const [, path] = new RegExp(`^/sumdb/${goDatabase.name}/(.*)$`).exec(pathname) ?? []
    if (pathname.endsWith('/@v/list')) return void response.end(`${moduleVersion}\n`)
    if (path === 'supported') return void response.end()
    if (path !== undefined) {
      const answer = toolchain.database.answer(path, 1)
      if (!answer) response.statusCode = 404
      return void response.end(answer)
    }
    // The file itself, wherever the ranges lead.
    response.writeHead(302, { location: `${files.url}${pathname}` }).end()
  })
  proxy = createServer((request, response) => {
    asked.push(request.url ?? '')
    const address = new URL(request.url ?? '')
    const [hostname, port] =
      address.hostname === outside ? ['127.0.0.1', portOf(origin)] : [address.hostname, address.port]
    const { pathname, search } = address
    const onward = forward({ hostname, port, path: `${pathname}${search}`, headers: request.headers }, (answer) => {
      answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))
    })
    onward.on('error', () => response.writeHead(502).end())
    onward.end()
  })
  await Promise.all([listen(origin), listen(proxy)])
})
afterEach(async () => {
  for (const name of names) {
    const value = before[name]
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
  for (const server of [origin, proxy]) {
    server.closeAllConnections()
    server.close()
  }
  await files.close()
  rmSync(scratch, { recursive: true, force: true })
})

const install = async (address: string): Promise<Installed> => {
  const network = createNetwork('test')
  const layout = { directory: join(scratch, 'go'), link: join(scratch, 'link') }
  const supplier: Supplier = { kind: 'proxy', url: address }
  try {
    return await installVersion(version, platform, layout, {
      ...portsFor(toolchain),
      network,
      databases: databaseSources(address, network),
      route: { inOrder: [], raced: [supplier, { kind: 'proxy', url: 'http://nobody.example.test' }] },
    })
  } finally {
    network.close()
  }
}

test.each(['HTTP_PROXY', 'http_proxy'])('proof, race and download go through %s', async (name) => {
  setEnvironment({ [name]: `http://127.0.0.1:${portOf(proxy)}` })
  expect(await install(`http://${outside}`)).toMatchObject({ kind: 'installed', from: `http://${outside}` })
  expect(asked.some((address) => address.startsWith(`http://${outside}/sumdb/`))).toBe(true)
  // The download was redirected, and went through it too.
  expect(asked.some((address) => address.startsWith(files.url))).toBe(true)
})

test('the catalogue goes through it', async () => {
  setEnvironment({ HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}` })
  const network = createNetwork('test')
  try {
    const proxies = [{ url: `http://${outside}`, anyFailureGoesOn: true }]
    const catalogue = await readCatalogue([], proxies, { network, kept: nothingKept, now: () => new Date() })
    expect(catalogue.versions.map((one) => one.version.name)).toEqual([version.name])
    expect(asked).toContain(`http://${outside}/golang.org/toolchain/@v/list`)
  } finally {
    network.close()
  }
})

test('NO_PROXY leads past it', async () => {
  setEnvironment({ HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NO_PROXY: '127.0.0.1' })
  expect(await install(`http://127.0.0.1:${portOf(origin)}`)).toMatchObject({ kind: 'installed' })
  expect(asked.filter((address) => address.startsWith('http://127.0.0.1'))).toEqual([])
})

test('a proxy that is not there is what is said, of everybody', async () => {
  setEnvironment({ HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' })
  const result = await install(`http://${outside}`)
  expect(result).toMatchObject({ kind: 'failed', reason: 'no-proof' })
  for (const name of [outside, goDatabase.name, 'sum.golang.google.cn']) expect(JSON.stringify(result)).toContain(name)
  expect(JSON.stringify(result)).toContain('ECONNREFUSED')
})
