import { createServer, request as forward, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createNetwork } from './network.ts'
import { nextAddress } from './redirects.ts'

const servers: Server[] = []
afterEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) Reflect.deleteProperty(process.env, name)
  for (const server of servers.splice(0)) server.close()
})

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const fetch = async (url: string, options?: Parameters<ReturnType<typeof createNetwork>['fetch']>[1]) => {
  const network = createNetwork('1.2.3')
  try {
    return await network.fetch(url, options)
  } finally {
    network.close()
  }
}

test('an answer comes whole, whatever its status, and says who asked', async () => {
  const url = await serve((request, response) => response.writeHead(403).end(`no, ${request.headers['user-agent']}`))
  const answer = await fetch(url)
  expect(answer).toMatchObject({ kind: 'answer', status: 403 })
  expect(answer.kind === 'answer' && new TextDecoder().decode(answer.body)).toBe('no, Groundwork/1.2.3')
})

test('a range is asked for as it is meant', async () => {
  const url = await serve((request, response) => response.end(request.headers.range))
  for (const [range, header] of [
    [{ from: 5 }, 'bytes=5-'],
    [{ from: 5, to: 9 }, 'bytes=5-9'],
    [{ from: -100 }, 'bytes=-100'],
  ] as const) {
    const answer = await fetch(url, { range })
    expect(answer.kind === 'answer' && new TextDecoder().decode(answer.body)).toBe(header)
  }
})

test.each([
  ['127.0.0.1:1', 'ECONNREFUSED'],
  ['somebody:secret@127.0.0.1:1', 'ECONNREFUSED'],
  ['socks5://somebody:secret@127.0.0.1:1', 'HTTP_PROXY does not name an HTTP proxy'],
  ['http://somebody:secret@:x', 'HTTP_PROXY does not name an HTTP proxy'],
])('HTTP_PROXY=%s is used or refused, never passed by, and shows no password', async (proxy, sentence) => {
  const url = await serve((_, response) => response.end('past it'))
  process.env.HTTP_PROXY = proxy
  const answer = await fetch(url)
  expect(answer).toMatchObject({ kind: 'failed', detail: expect.stringContaining(sentence) })
  expect(JSON.stringify(answer)).not.toContain('secret')
})

test('redirects are followed, but not for ever', async () => {
  const url = await serve((request, response) => {
    const { url: path = '' } = request
    if (path === '/end') response.end('there')
    else if (path.startsWith('/on')) response.writeHead(302, { location: `${path}n` }).end()
    else response.writeHead(302, { location: path === '/loop' ? '/loop' : path === '/away' ? 'ftp://x' : '/end' }).end()
  })
  expect(await fetch(`${url}/start`)).toMatchObject({ kind: 'answer', status: 200 })
  for (const [path, detail] of [
    ['/loop', 'it redirects in a circle, to /loop'],
    ['/on', 'it redirects too often, at last to /on' + 'n'.repeat(11)],
    ['/away', 'it redirected to ftp://x, which is not followed'],
  ] as const) {
    expect(await fetch(`${url}${path}`)).toEqual({ kind: 'failed', reason: 'other', detail })
  }
})

test.each([
  ['/x', 'https://a.test/b', 'https://a.test/x'],
  ['http://b.test/', 'https://a.test/', null],
  ['http://b.test/', 'http://a.test/', 'http://b.test/'],
  ['file:///etc/passwd', 'http://a.test/', null],
  ['javascript:alert(1)', 'https://a.test/', null],
  ['http://[', 'http://a.test/', null],
])('a redirect to %s from %s leads to %s', (location, from, next) => {
  expect(nextAddress(location, from)).toBe(next)
})

test('who answers for the last bytes with a whole that is too large is not waited for', async () => {
  const url = await serve(
    (_, response) => void response.writeHead(200, { 'content-length': 2_000 }).write('the beginning'),
  )
  const answer = await fetch(url, { range: { from: -100 }, maxBytes: 1_000, timeoutMs: 2_000 })
  expect(answer).toMatchObject({ kind: 'failed', reason: 'too-large' })
})

test('more than was allowed is a failure, not a part', async () => {
  const url = await serve((_, response) => response.end('x'.repeat(2_000)))
  expect(await fetch(url, { maxBytes: 1_000 })).toMatchObject({ kind: 'failed', reason: 'too-large' })
})

test('no answer in time, nobody there and no such name are told apart', async () => {
  const silent = await serve(() => undefined)
  expect(await fetch(silent, { timeoutMs: 100 })).toMatchObject({ kind: 'failed', reason: 'timeout' })
  expect(await fetch('http://127.0.0.1:9')).toMatchObject({ kind: 'failed', reason: 'refused' })
  expect(await fetch('http://no-such-host.invalid')).toMatchObject({ kind: 'failed', reason: 'name' })
})

/** A proxy as Go and curl expect one: whole addresses for http, tunnels for https. `seen` is what it was asked. */
const serveProxy = async (seen: string[], refusal = '403 Forbidden\r\nContent-Length: 0'): Promise<string> => {
  const proxy = await serve((request, response) => {
    seen.push(`${request.headers['proxy-authorization'] ?? ''} ${request.url}`)
    const address = new URL(request.url ?? '')
    const onward = forward(address, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502)))
    onward.on('error', () => response.writeHead(502).end())
    onward.end()
  })
  servers.at(-1)?.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`)
    socket.end(`HTTP/1.1 ${refusal}\r\n\r\nbody`)
  })
  return proxy
}

test('a proxy of the environment is asked as it expects, by whom it lets in', async () => {
  const target = await serve((_, response) => response.end('through'))
  const seen: string[] = []
  const proxy = await serveProxy(seen)
  process.env.HTTP_PROXY = proxy.replace('://', '://somebody:secret@')
  expect(await fetch(`${target}/file?a=1`)).toMatchObject({ kind: 'answer', status: 200 })
  expect(seen).toEqual([`Basic ${Buffer.from('somebody:secret').toString('base64')} ${target}/file?a=1`])
})

test.each([
  ['403 Forbidden\r\nContent-Length: 0', 403],
  ['302 Found\r\nLocation: https://hostile.example.test/\r\nContent-Length: 0', 302],
  ['404 Not Found\r\nContent-Length: 0', 404],
  ['206 Partial Content\r\nContent-Range: bytes 0-3/4\r\nContent-Length: 4', 206],
])('for https it is a tunnel, and what the proxy says against it is no answer: %s', async (refusal, status) => {
  const seen: string[] = []
  process.env.HTTPS_PROXY = (await serveProxy(seen, refusal)).replace('http://', '')
  expect(await fetch('https://modules.example.test/')).toEqual({
    kind: 'failed',
    reason: 'other',
    detail: `the proxy refused the connection: ${status}`,
  })
  expect(seen).toEqual(['CONNECT modules.example.test:443'])
})

test('an answer that wants to speak something else is a failure at once', async () => {
  const url = await serve(() => undefined)
  servers.at(-1)?.on('connection', (socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')
  })
  expect(await fetch(url)).toMatchObject({ kind: 'failed', detail: expect.stringContaining('something else') })
})

test.each(['127.0.0.1', '*', 'example.test,127.0.0.1', ' 127.0.0.1 '])('NO_PROXY=%s leads past it', async (list) => {
  const target = await serve((_, response) => response.end('past'))
  const seen: string[] = []
  process.env.HTTP_PROXY = await serveProxy(seen)
  process.env.NO_PROXY = list
  expect(await fetch(target)).toMatchObject({ kind: 'answer', status: 200 })
  expect(seen).toEqual([])
})

test('a proxy that takes the connection and says nothing ends at the limit, and is let go', async () => {
  const proxy = createTcpServer((socket) => socket.on('error', () => undefined).resume())
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready))
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  expect(await fetch('https://modules.example.test/', { timeoutMs: 100 })).toMatchObject({ reason: 'timeout' })
  // It would never close if a connection were left.
  await new Promise((closed) => proxy.close(closed))
})

test('an answer that ends before its end is a failure, not a part', async () => {
  const url = await serve((request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => request.socket.destroy())
  })
  expect(await fetch(url)).toMatchObject({ kind: 'failed', reason: 'other' })
})

test('a connection that the server has ended meanwhile is no failure', async () => {
  const url = await serve((_, response) => response.end('here'))
  const server = servers.at(-1)
  const network = createNetwork('1.2.3')
  try {
    for (let round = 0; round < 3; round += 1) {
      expect(await network.fetch(url)).toMatchObject({ kind: 'answer', status: 200 })
      server?.closeAllConnections()
    }
  } finally {
    network.close()
  }
})
