import { expect, test } from 'vitest'
import type { AvailableVersion, GoCatalogue } from '#contract'
import { freshnessOf, lineOf, marksOf, matching, offersOf } from './available.ts'

const version = (name: string, changed: Partial<AvailableVersion> = {}): AvailableVersion => ({
  name,
  stage: /rc|beta/.test(name) ? 'candidate' : 'archived',
  isSupported: null,
  advisories: [],
  from: [],
  isForThisMachine: true,
  ...changed,
})
const versions = ['go1.28rc1', 'go1.27.4', 'go1.27.3', 'go1.27rc2', 'go1.26.11', 'go1.26.10', 'go1.25.14'].map((name) =>
  version(name),
)
const offered = (from: readonly AvailableVersion[]): readonly string[] =>
  offersOf(from).map((offer) => `${offer.role} ${offer.version.name}`)

test('a line is the first two numbers', () => {
  expect(lineOf('go1.26.8')).toBe('1.26')
  expect(lineOf('go1.27rc1')).toBe('1.27')
  expect(lineOf('devel')).toBeNull()
})

test('the newest of the two newest lines are offered, and a candidate of a line still to come', () => {
  expect(offered(versions)).toEqual(['newest go1.27.4', 'previous go1.26.11', 'candidate go1.28rc1'])
  expect(offered(versions.slice(1))).toEqual(['newest go1.27.4', 'previous go1.26.11'])
  expect(offered([])).toEqual([])
})

test('what is not there for this processor is not offered', () => {
  const [, newest, ...rest] = versions
  expect(newest?.name).toBe('go1.27.4')
  expect(offered([version('go1.27.4', { isForThisMachine: false }), ...rest])[0]).toBe('newest go1.27.3')
})

test.each([
  ['', 7],
  ['1.26', 2],
  [' go1.26 ', 2],
  ['RC', 2],
  ['2.0', 0],
])('“%s” leaves %d', (query, count) => {
  expect(matching(versions, query)).toHaveLength(count)
})

test('marks say what has to be known before', () => {
  expect(marksOf(version('go1.27.4', { isSupported: true }))).toEqual(['supported'])
  expect(marksOf(version('go1.25.1', { isSupported: false, advisories: ['CVE-1'] }))).toEqual(['ended', 'insecure'])
  expect(marksOf(version('go1.26.0', { isSupported: true, advisories: ['CVE-1'] }))).toEqual(['held-back', 'insecure'])
  expect(marksOf(version('go1.28rc1', { isSupported: true }))).toEqual(['candidate'])
  expect(marksOf(version('go1.2', { isForThisMachine: false }))).toEqual(['not-for-this-machine'])
  expect(marksOf(version('go1.2'))).toEqual([])
})

test('a list is of now while one answers, else as old as its newest answer, else nothing', () => {
  const problem = { en: 'timed out', 'zh-CN': '超时' }
  const catalogue = (...answers: GoCatalogue['answers']): GoCatalogue => ({
    versions: [...versions],
    answers,
    sources: [],
    archives: [],
  })
  const early = { name: 'a', at: '2026-11-01T00:00:00Z', problem }
  const late = { name: 'b', at: '2026-11-20T00:00:00Z', problem }
  const never = { name: 'c', at: null, problem }
  expect(freshnessOf(catalogue(early, { ...late, problem: null }))).toEqual({ kind: 'now', silent: 1 })
  expect(freshnessOf(catalogue(late, early, never))).toEqual({ kind: 'kept', at: late.at })
  expect(freshnessOf(catalogue(never))).toEqual({ kind: 'nothing' })
  expect(freshnessOf({ ...catalogue(late), versions: [] })).toEqual({ kind: 'nothing' })
})
