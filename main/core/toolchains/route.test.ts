import { expect, test } from 'vitest'
import { allSources } from './all-sources.ts'
import { nameOfSupplier, routeFor, type Route } from './route.ts'

const published = 'https://cache.golang.org,direct'
const own = ['https://go.dev/dl/mod', 'https://dl.google.com/go/', 'https://golang.google.cn/dl/']
const mirrors = [
  'https://mirrors.aliyun.com/golang/',
  'https://mirrors.hust.edu.cn/golang/',
  'https://mirrors.nju.edu.cn/golang/',
]

/** `inOrder` with the rule behind each, then those that are raced. */
const written = ({ inOrder, raced }: Route) => ({
  inOrder: inOrder.map(
    ({ supplier, anyFailureGoesOn }) => `${nameOfSupplier(supplier)}${anyFailureGoesOn ? '|' : ','}`,
  ),
  raced: raced.map(nameOfSupplier).sort(),
})
const auto = (goproxy: string, isAsked = false) => written(routeFor({ kind: 'auto', isAsked }, goproxy, allSources))

test('nobody named a proxy: the Go project’s own module endpoint, its file hosts and the mirrors, all at once', () => {
  expect(auto('')).toEqual({ inOrder: [], raced: [...own, ...mirrors].sort() })
})

test('a GOPROXY as published is nobody’s own choice: it races with the others', () => {
  expect(auto(published)).toEqual({ inOrder: [], raced: ['https://cache.golang.org', ...own, ...mirrors].sort() })
})

test('a GOPROXY of the person’s own comes first, alone, by its own rules', () => {
  expect(auto('https://a.example,https://b.example|https://c.example')).toEqual({
    inOrder: ['https://a.example,', 'https://b.example|', 'https://c.example,'],
    raced: [...own, ...mirrors].sort(),
  })
})

test('who asks for auto in words has the others asked whatever their own proxy says', () => {
  expect(auto('https://a.example', true).inOrder).toEqual(['https://a.example|'])
})

test('off is the end, even for who asks for auto', () => {
  expect(auto('off', true)).toEqual({ inOrder: [], raced: [] })
  expect(auto('https://a.example,off', true)).toEqual({ inOrder: ['https://a.example,'], raced: [] })
})

test('direct alone means the Go project’s own places, and no third party', () => {
  expect(auto('direct')).toEqual({ inOrder: [], raced: [...own].sort() })
})

test('a password in GOPROXY is in no name', () => {
  expect(auto('https://me:secret@a.example').inOrder).toEqual(['https://***@a.example,'])
})

test('`--from proxy` asks the proxies and nobody else; archives are asked as they were said', () => {
  expect(written(routeFor({ kind: 'proxies' }, 'https://a.example', allSources))).toEqual({
    inOrder: ['https://a.example,'],
    raced: [],
  })
  const places = [
    { kind: 'files', filesUrl: 'https://m.example/' },
    { kind: 'path', path: '/a/b' },
  ] as const
  expect(written(routeFor({ kind: 'archives', places, skipped: [] }, 'off', allSources))).toEqual({
    inOrder: ['https://m.example/|', '/a/b|'],
    raced: [],
  })
})
