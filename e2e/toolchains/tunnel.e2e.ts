/** HTTPS: trusted is whom the system trusts, directly and through the tunnel of a proxy. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createProxy, type Server } from 'node:http'
import { createServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Fetched } from '../../main/core/toolchains/network.ts'
import { createNetwork } from '../../main/host/network.ts'

const names = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'SSL_CERT_FILE'] as const
const before = Object.fromEntries(names.map((name) => [name, process.env[name]]))
const host = 'modules.example.test'

let scratch = ''
let target: Server
let proxy: Server
let asked: (string | undefined)[] = []
const portOf = (server: Server): number => (server.address() as AddressInfo).port

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-tls-'))
  const [key, certificate] = [join(scratch, 'key.pem'), join(scratch, 'certificate.pem')]
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host},IP:127.0.0.1`]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2']
  const openssl = spawnSync('openssl', [...made, ...names], { encoding: 'utf8' })
  if (openssl.status !== 0) throw new Error(openssl.error?.message ?? openssl.stderr)
  target = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) =>
    response.end(`${request.headers.host} ${request.url}`),
  )
  proxy = createProxy((_, response) => response.writeHead(501).end())
  proxy.on('connect', (request, client) => {
    asked.push(request.url)
    const onward = connect(portOf(target), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(client)
      client.pipe(onward)
    })
    onward.on('error', () => client.destroy())
    client.on('error', () => onward.destroy())
  })
  for (const server of [target, proxy]) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
const setEnvironment = (values: Readonly<Record<string, string | undefined>>): void => {
  for (const name of names) {
    if (values[name] === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = values[name]
  }
}
afterEach(() => {
  setEnvironment(before)
  asked = []
})
afterAll(() => {
  for (const server of [target, proxy]) {
    server.closeAllConnections()
    server.close()
  }
  rmSync(scratch, { recursive: true, force: true })
})

const fetch = async (url: string): Promise<Fetched> => {
  const network = createNetwork('test')
  try {
    return await network.fetch(url)
  } finally {
    network.close()
  }
}
const text = (fetched: Fetched): unknown =>
  fetched.kind === 'answer' ? new TextDecoder().decode(fetched.body) : fetched

test('a server whose certificate the system trusts is asked; another is not', async () => {
  const url = `https://127.0.0.1:${portOf(target)}/here`
  setEnvironment({ SSL_CERT_FILE: join(scratch, 'certificate.pem') })
  expect(text(await fetch(url))).toBe(`127.0.0.1:${portOf(target)} /here`)
  setEnvironment({})
  expect(await fetch(url)).toMatchObject({ kind: 'failed', reason: 'tls' })
})

test('through a tunnel, too: it is the server behind it that has to prove who it is', async () => {
  const HTTPS_PROXY = `http://127.0.0.1:${portOf(proxy)}`
  setEnvironment({ HTTPS_PROXY, SSL_CERT_FILE: join(scratch, 'certificate.pem') })
  expect(text(await fetch(`https://${host}/behind`))).toBe(`${host} /behind`)
  expect(asked).toEqual([`${host}:443`])
  // The same server under another name.
  expect(await fetch('https://other.example.test/')).toMatchObject({ kind: 'failed', reason: 'tls' })
  setEnvironment({ HTTPS_PROXY })
  expect(await fetch(`https://${host}/behind`)).toMatchObject({ kind: 'failed', reason: 'tls' })
})

test('a server that is asked for by its number, too: what the proxy can prove of itself is not enough', async () => {
  // A proxy that answers instead of the server, with a good certificate: its own.
  const HTTPS_PROXY = `http://127.0.0.1:${portOf(proxy)}`
  setEnvironment({ HTTPS_PROXY, SSL_CERT_FILE: join(scratch, 'certificate.pem') })
  for (const url of ['https://10.1.2.3/', 'https://[fd00::1]/'])
    expect(await fetch(url)).toMatchObject({ kind: 'failed', reason: 'tls' })
  expect(text(await fetch('https://127.0.0.1/own'))).toBe('127.0.0.1 /own')
})
