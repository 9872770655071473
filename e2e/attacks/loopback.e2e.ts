/** Loopback against programs of this machine that send what they like. What browsers send is in loopback-browser.e2e.ts. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLoopback, type Loopback, type LoopbackOptions } from '../../main/surfaces/loopback/loopback.ts'
import { openPageFiles } from '../../main/surfaces/page/page-files.ts'
import { assembleForTest, type TestApplication } from '../surfaces/application.ts'
import { builtScript, fixturePage } from '../surfaces/built.ts'
import { until } from '../surfaces/until.ts'
import { ask, openSocket, ownHeaders, upgradeHeaders, type Answered } from './ask.ts'

let app: TestApplication
let loopback: Loopback
const start = async (changed: Partial<LoopbackOptions> = {}): Promise<void> => {
  loopback = await openLoopback({
    application: app.application,
    files: openPageFiles(fixturePage),
    script: builtScript('loopback.js'),
    ...changed,
  })
}
beforeEach(async () => {
  app = assembleForTest('loopback')
  await start()
})
afterEach(async () => {
  await loopback.close()
  app.remove()
})

const ticketOf = ({ address }: Loopback): string => new URL(address).hash.slice('#t='.length)
const exchange = (ticket: string, headers = ownHeaders(loopback.port)): Promise<Answered> =>
  ask(loopback.port, { method: 'POST', path: '/session', headers, body: JSON.stringify({ ticket }) })
const sessionOf = (answer: Answered): string => (JSON.parse(answer.body) as { session: string }).session

const letIn = async (session: string) => {
  const socket = openSocket(loopback.port)
  await socket.opened
  socket.socket.send(JSON.stringify({ session }))
  return socket
}

test('it listens on 127.0.0.1 and nowhere else', () => {
  const port = loopback.port.toString(16).toUpperCase().padStart(4, '0')
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(`:${port}`) && state === '0A')
      .map(([, local]) => local),
  )
  expect(listening).toEqual([`0100007F:${port}`])
})

describe('a name that leads to 127.0.0.1 is not 127.0.0.1', () => {
  const hosts = ['localhost:PORT', 'evil.test:PORT', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.:PORT', '[::1]:PORT']
  const ways = [
    ['reading the page', { method: 'GET', path: '/' }],
    ['showing the ticket', { method: 'POST', path: '/session' }],
    ['opening a socket', { method: 'GET', path: '/socket' }],
  ] as const
  test.each(hosts.flatMap((host) => ways.map((way) => [host, ...way] as const)))('%j, %s', async (host, _, asked) => {
    const own = `http://127.0.0.1:${loopback.port}`
    const extra = asked.path === '/socket' ? upgradeHeaders(own) : asked.path === '/' ? {} : ownHeaders(loopback.port)
    const headers = { ...extra, host: host.replace('PORT', String(loopback.port)) }
    const answer = await ask(loopback.port, { ...asked, headers, ...(asked.method === 'POST' ? { body: '{}' } : {}) })
    expect(answer.status).toBe(421)
  })
})

describe('where a request comes from', () => {
  const document = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  test.each([
    ['no page at all', {}, 200],
    ['our page', { origin: 'OWN', 'sec-fetch-site': 'same-origin' }, 200],
    ['the address bar', { 'sec-fetch-site': 'none', ...document }, 200],
    ['a link or file elsewhere', { 'sec-fetch-site': 'cross-site', ...document }, 200],
    ['another page', { origin: 'http://evil.test' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['localhost', { origin: 'http://localhost:PORT' }, 403],
    ['our address over https', { origin: 'https://127.0.0.1:PORT' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['a script tag elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }, 403],
    ['a page of another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'empty' }, 403],
    ['a frame elsewhere', { 'sec-fetch-site': 'cross-site', ...document, 'sec-fetch-dest': 'iframe' }, 403],
  ])('reading the page from %s', async (_, given, status) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        value.replace('OWN', `http://127.0.0.1:${loopback.port}`).replace('PORT', String(loopback.port)),
      ]),
    )
    expect((await ask(loopback.port, { headers })).status).toBe(status)
  })

  test.each([[undefined], ['null'], ['http://evil.test'], ['http://127.0.0.1:1']])(
    'a ticket and a socket from origin %s are refused, and the ticket stays good',
    async (origin) => {
      const json = { 'content-type': 'application/json' }
      const shown = await exchange(ticketOf(loopback), origin === undefined ? json : { ...json, origin })
      const socket = await ask(loopback.port, { path: '/socket', headers: upgradeHeaders(origin) })
      expect([shown.status, socket.status]).toEqual([403, 403])
      expect((await exchange(ticketOf(loopback))).status).toBe(200)
    },
  )
})

describe('the ticket', () => {
  test('has 256 bits, and stands in the part of the address that is never sent', () => {
    expect(Buffer.from(ticketOf(loopback), 'base64url')).toHaveLength(32)
    expect(new URL(loopback.address).search).toBe('')
    expect(new URL(loopback.address).pathname).toBe('/')
  })

  test('a wrong one is refused, however near, and uses nothing up', async () => {
    const ticket = ticketOf(loopback)
    for (const wrong of ['', 'x', ticket.slice(1), `${ticket}=`, ticket.toUpperCase()]) {
      expect((await exchange(wrong)).status).toBe(403)
    }
    expect((await exchange(ticket)).status).toBe(200)
  })

  test('a second use is refused, cuts the first user off, and ends the app', async () => {
    const session = sessionOf(await exchange(ticketOf(loopback)))
    const first = await letIn(session)
    await until('the first page', () => first.messages[0])
    expect((await exchange(ticketOf(loopback))).status).toBe(403)
    expect(await loopback.ended).toBe('replayed')
    await first.closed
    await expect(ask(loopback.port, {})).rejects.toThrow('ECONNREFUSED')
  })

  test('one that nobody shows in time is worth nothing', async () => {
    await loopback.close()
    await start({ ticketLifeMs: 100 })
    expect(await loopback.ended).toBe('unused')
    await expect(exchange(ticketOf(loopback))).rejects.toThrow('ECONNREFUSED')
  })

  test('reading an address uses nothing up, whatever it says', async () => {
    const ticket = ticketOf(loopback)
    for (const path of [`/?t=${ticket}`, `/session?ticket=${ticket}`, `/session`, '/socket', `/bridge.js?${ticket}`]) {
      await ask(loopback.port, { path })
    }
    expect((await ask(loopback.port, { path: `/session?ticket=${ticket}` })).status).toBe(405)
    expect((await exchange(ticket)).status).toBe(200)
  })
})

describe('what is sent', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'as %j is not read as JSON',
    async (type) => {
      const headers = { ...ownHeaders(loopback.port), 'content-type': type }
      expect((await exchange(ticketOf(loopback), headers)).status).toBe(415)
    },
  )

  test.each(['', '{', 'null', '[]', '{"ticket":1}', '{"ticket":"x","more":1}', '{"__proto__":{"ticket":"x"}}'])(
    '%j is no ticket',
    async (body) => {
      const headers = ownHeaders(loopback.port)
      expect((await ask(loopback.port, { method: 'POST', path: '/session', headers, body })).status).toBe(400)
    },
  )

  test('more than 1 MiB is not read', async () => {
    const body = JSON.stringify({ ticket: 'x'.repeat(1024 * 1024) })
    const headers = ownHeaders(loopback.port)
    const asked = { method: 'POST', path: '/session', body }
    const told = { ...headers, 'content-length': String(body.length) }
    const untold = { ...headers, 'transfer-encoding': 'chunked' }
    for (const sent of [told, untold]) {
      // The connection may be cut while the rest is still being sent.
      const status = await ask(loopback.port, { ...asked, headers: sent }).then(
        (answer) => answer.status,
        (error: unknown) => (error as NodeJS.ErrnoException).code,
      )
      expect([413, 'ECONNRESET', 'EPIPE']).toContain(status)
    }
    expect((await exchange(ticketOf(loopback))).status).toBe(200)
  })

  test.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'])('%s is not understood', async (method) => {
    const headers = ownHeaders(loopback.port)
    for (const path of ['/', '/session']) expect((await ask(loopback.port, { method, path, headers })).status).toBe(405)
  })

  test.each(['/../package.json', '/%2e%2e/package.json', '//etc/passwd', '/..%2f..%2fetc/passwd', '/.git/config'])(
    '%s leads nowhere',
    async (path) => {
      expect([400, 404]).toContain((await ask(loopback.port, { path })).status)
    },
  )
})

test('every answer, refusals too, forbids what a page could do with it, and sets no cookie', async () => {
  const answers = await Promise.all([
    ask(loopback.port, {}),
    ask(loopback.port, { path: '/nothing' }),
    ask(loopback.port, { headers: { host: 'evil.test' } }),
    ask(loopback.port, { method: 'DELETE', headers: ownHeaders(loopback.port) }),
    ask(loopback.port, { path: '/socket', headers: upgradeHeaders('http://evil.test') }),
    exchange(ticketOf(loopback)),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([200, 404, 421, 405, 403, 200])
  for (const { headers } of answers) {
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /default-src 'none'.*connect-src 'self'.*frame-ancestors 'none'/,
      ),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  }
})

describe('the socket', () => {
  test.each([
    ['no session', '{}'],
    ['a wrong session', '{"session":"x"}'],
    ['a call before the session', '{"id":1,"name":"app:describe","input":{}}'],
    ['no JSON', 'hello'],
  ])('%s is not let in', async (_, hello) => {
    await exchange(ticketOf(loopback))
    const { socket, opened, closed, messages } = openSocket(loopback.port)
    await opened
    socket.send(hello)
    expect(await closed).toBe(4403)
    expect(messages).toEqual([])
  })

  test('the ticket itself is no session', async () => {
    const socket = await letIn(ticketOf(loopback))
    expect(await socket.closed).toBe(4403)
  })

  test('a second page is turned away, and the first goes on', async () => {
    const session = sessionOf(await exchange(ticketOf(loopback)))
    const first = await letIn(session)
    await until('the first page', () => first.messages[0])
    const second = await letIn(session)
    expect(await second.closed).toBe(4409)
    first.socket.send('{"id":7,"name":"nothing","input":{}}')
    expect(JSON.parse(await until('an answer', () => first.messages[1]))).toMatchObject({ kind: 'answer', id: 7 })
    first.socket.close()
  })

  test('a page that is loaded anew takes over from itself', async () => {
    const session = sessionOf(await exchange(ticketOf(loopback)))
    const first = await letIn(session)
    await until('the first page', () => first.messages[0])
    const second = await letIn(session)
    first.socket.close()
    expect(await until('the second page', () => second.messages[0])).toBe('ready')
    second.socket.close()
  })

  test('a message of more than 1 MiB, or of bytes, ends the socket', async () => {
    await loopback.close()
    await start({ absenceMs: 60_000 })
    const session = sessionOf(await exchange(ticketOf(loopback)))
    for (const [message, code] of [
      ['x'.repeat(1024 * 1024 + 1), 1009],
      [Buffer.from('{}'), 1003],
    ] as const) {
      const page = await letIn(session)
      await until('the page', () => page.messages[0])
      page.socket.send(message)
      expect(await page.closed).toBe(code)
    }
  })

  test('what makes no sense is not answered', async () => {
    const page = await letIn(sessionOf(await exchange(ticketOf(loopback))))
    await until('the page', () => page.messages[0])
    for (const text of ['', 'null', '{"id":-1,"name":"x"}', '{"id":1}', '[1]', '{"id":1,"name":"x","more":1}']) {
      page.socket.send(text)
    }
    page.socket.send('{"id":9,"name":"x","input":{}}')
    expect(JSON.parse(await until('an answer', () => page.messages[1]))).toMatchObject({ id: 9 })
    page.socket.close()
  })

  test('the app ends when its page is gone for good', async () => {
    await loopback.close()
    await start({ absenceMs: 100 })
    const page = await letIn(sessionOf(await exchange(ticketOf(loopback))))
    await until('the page', () => page.messages[0])
    page.socket.terminate()
    expect(await loopback.ended).toBe('page-closed')
  })

  test('and when its page has been silent for too long', async () => {
    await loopback.close()
    await start({ idleMs: 100 })
    const page = await letIn(sessionOf(await exchange(ticketOf(loopback))))
    expect(await loopback.ended).toBe('idle')
    await page.closed
  })
})
