import { createServer, type RequestListener, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createNetwork } from './network.ts'
import { nextAddress } from './redirects.ts'

const servers: Server[] = []
afterEach(() => {
  delete process.env.HTTP_PROXY
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
    await network.close()
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
    if (request.url === '/end') response.end('there')
    else response.writeHead(302, { location: request.url === '/loop' ? '/loop' : '/end' }).end()
  })
  expect(await fetch(`${url}/start`)).toMatchObject({ kind: 'answer', status: 200 })
  expect(await fetch(`${url}/loop`)).toMatchObject({ kind: 'failed', detail: expect.stringContaining('redirected') })
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

test('a proxy of the environment is used', async () => {
  const target = await serve((_, response) => response.end('through'))
  const seen: string[] = []
  const proxy = await serve(() => undefined)
  servers.at(-1)?.on('connect', (request, socket) => {
    seen.push(request.url ?? '')
    const [host = '', port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    socket.on('error', () => onward.destroy())
  })
  process.env.HTTP_PROXY = proxy
  expect(await fetch(target)).toMatchObject({ kind: 'answer', status: 200 })
  expect(seen).toEqual([target.replace('http://', '')])
})
