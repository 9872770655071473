import { expect, test } from 'vitest'
import type { GoRow } from '#contract'
import { headlineOf, inOrder, integrityWordOf, presenceOf, sessionUseOf } from './rows.ts'

const terminal = { en: 'terminal', 'zh-CN': '终端' }
const login = { en: 'login shell', 'zh-CN': '登录 shell' }

const row = (version: string, changed: Partial<GoRow> = {}): GoRow => ({
  id: version,
  version,
  tree: `/trees/${version}`,
  source: { en: 'Groundwork', 'zh-CN': 'Groundwork' },
  runsIn: [],
  hiddenIn: [],
  isActive: false,
  own: null,
  foreignPlatform: null,
  integrity: null,
  provenance: null,
  warnings: [],
  can: [],
  ...changed,
})
const own = (version: string, isCurrent: boolean, scope: 'user' | 'system' = 'user'): GoRow =>
  row(version, { id: `${scope} ${version}`, own: { scope, isCurrent } })

test.each([
  [
    { isActive: true, runsIn: [terminal] },
    { kind: 'active', sessions: [terminal] },
  ],
  [
    { runsIn: [login], hiddenIn: [terminal] },
    { kind: 'runs', sessions: [login] },
  ],
  [{ hiddenIn: [terminal] }, { kind: 'hidden', sessions: [terminal] }],
  [{}, { kind: 'unused', sessions: [] }],
] as const)('what %j is to the sessions', (changed, use) => {
  expect(sessionUseOf(row('go1.26.8', changed as Partial<GoRow>))).toEqual(use)
})

test('the active one is first, then what runs, then what the link leads to; others keep their order', () => {
  const rows = [
    row('a'),
    row('hidden', { hiddenIn: [terminal] }),
    own('linked', true),
    row('runs', { runsIn: [login] }),
    row('active', { isActive: true }),
    row('b'),
  ]
  expect(inOrder(rows).map(({ version }) => version)).toEqual(['active', 'runs', 'linked', 'a', 'hidden', 'b'])
})

test('without a proof the word is that nobody looked, or that it was proved when it came', () => {
  const at = '2026-11-22T10:00:00Z'
  const provenance = { from: 'go.dev', proofs: [], at }
  expect(integrityWordOf(row('a'))).toBe('not-proved')
  expect(integrityWordOf(row('a', { integrity: { word: 'differs', text: terminal, by: null, at }, provenance }))).toBe(
    'differs',
  )
  expect(integrityWordOf(row('a', { provenance }))).toBe('proved-then')
})

test('the headline tells no Go, none that a terminal finds, and the one it finds apart', () => {
  const active = row('go1.26.8', { isActive: true })
  expect(headlineOf({ rows: [], strangers: [], cleaned: [] })).toEqual({ kind: 'none' })
  expect(headlineOf({ rows: [row('a'), row('b')], strangers: [], cleaned: [] })).toEqual({ kind: 'hidden', count: 2 })
  expect(headlineOf({ rows: [row('a'), active], strangers: [], cleaned: [] })).toEqual({
    kind: 'active',
    row: active,
    count: 2,
  })
})

test('a version is here as ours for the asked scope, in use, as somebody else’s, or not at all', () => {
  const rows = [
    row('go1.26.8'),
    own('go1.27.4', false),
    own('go1.26.11', true),
    own('go1.25.3', false, 'system'),
    row('go1.24.1', { foreignPlatform: 'linux-arm64' }),
  ]
  const kindOf = (version: string): string => presenceOf(version, 'user', rows).kind
  expect(kindOf('go1.27.4')).toBe('own')
  expect(kindOf('go1.26.11')).toBe('current')
  expect(kindOf('go1.26.8')).toBe('other')
  expect(kindOf('go1.25.3')).toBe('other')
  expect(presenceOf('go1.25.3', 'system', rows).kind).toBe('own')
  expect(kindOf('go1.24.1')).toBe('absent')
})
