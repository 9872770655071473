import { expect, test } from 'vitest'
import { databaseSources } from './database-sources.ts'
import type { Fetched, Network } from './network.ts'
import { provePublished } from './prove-published.ts'
import { nodeDigests } from '../../host/digests.ts'

const text = (status: number, body: string): Fetched => ({
  kind: 'answer',
  status,
  body: new TextEncoder().encode(body),
  headers: {},
})

/** Answers by the start of the address, and remembers what was asked. */
const networkOf = (answers: Readonly<Record<string, Fetched>>): Network & { readonly asked: string[] } => {
  const asked: string[] = []
  return {
    asked,
    fetch: (url) => {
      asked.push(url)
      const found = Object.entries(answers).find(([start]) => url.startsWith(start))
      return Promise.resolve(found?.[1] ?? { kind: 'failed', reason: 'name', detail: 'no such name' })
    },
  }
}

const lookup = 'lookup/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64'

const prove = (goproxy: string, network: Network): ReturnType<typeof provePublished> =>
  provePublished('v0.0.1-go1.26.8.linux-amd64', {
    digests: nodeDigests,
    databases: databaseSources(goproxy, network),
    lastNote: null,
    keepNote: () => Promise.resolve(),
  })

test('each proxy is asked first, then the database itself, then the same database for China', async () => {
  const network = networkOf({ 'https://b.example/sumdb/sum.golang.org/supported': text(404, 'no') })
  const proved = await prove('https://a.example,https://b.example,file:///c,direct', network)
  expect(network.asked).toEqual([
    'https://a.example/sumdb/sum.golang.org/supported',
    'https://b.example/sumdb/sum.golang.org/supported',
    `https://sum.golang.org/${lookup}`,
    `https://sum.golang.google.cn/${lookup}`,
  ])
  expect(proved).toMatchObject({ ok: false, reason: 'no-network' })
  const { detail } = proved as Extract<typeof proved, { readonly ok: false }>
  for (const name of ['a.example', 'b.example', 'sum.golang.org:', 'sum.golang.google.cn:'])
    expect(detail.en).toContain(name)
  expect(detail.en).toContain('https://b.example/sumdb/sum.golang.org does not carry the checksum database')
  expect(detail['zh-CN']).toContain('https://b.example/sumdb/sum.golang.org 不提供校验和数据库')
})

test('a proxy that carries the database is asked before it; what proves nothing leads on to the next', async () => {
  const network = networkOf({ 'https://a.example/sumdb': text(200, 'rubbish') })
  const proved = await prove('https://a.example', network)
  expect(proved).toMatchObject({
    ok: false,
    reason: 'no-proof',
    detail: { 'zh-CN': expect.stringContaining('回答不是数据库的记录') },
  })
  expect(network.asked).toContain(`https://a.example/sumdb/sum.golang.org/${lookup}`)
  expect(network.asked.at(-1)).toBe(`https://sum.golang.google.cn/${lookup}`)
})
