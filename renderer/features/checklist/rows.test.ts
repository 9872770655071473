import { describe, expect, test } from 'vitest'
import type { Category, CheckResult, Facts, Report, ResultState, Severity } from '#contract'
import {
  emptyChecklist,
  withReport,
  withResult,
  withRunFinished,
  withRunStarted,
  type ChecklistState,
} from './checklist-state.ts'
import { chipsOf, filterRows } from './filters.ts'
import { groupsOf, rowsOf } from './rows.ts'
import { checkedAtMs, freshForMs, isListStale } from './staleness.ts'
import { countStates, verdictOn } from './verdict.ts'

const startedAtMs = Date.parse('2026-03-01T12:00:00Z')

const result = (
  key: string,
  state: ResultState,
  { severity = 'medium', category = 'toolchain' }: { severity?: Severity; category?: Category } = {},
): CheckResult => ({
  key,
  title: { en: `Title of ${key}`, 'zh-CN': `${key} 的标题` },
  category,
  severity,
  result: state,
  code: 'x',
  summary: { en: 'Said.', 'zh-CN': '说了。' },
  found: null,
  expected: null,
  why: { en: 'Why.', 'zh-CN': '为什么。' },
  evidence: [],
  causes: [],
  fixes: [],
  references: [],
  startedAt: new Date(startedAtMs).toISOString(),
  durationMs: 1,
})

const facts = { target: 'local', go: null } as unknown as Facts

const reportOf = (...results: CheckResult[]): Report => ({
  schemaVersion: 1,
  tool: { name: 'groundwork', version: '0' },
  host: facts,
  euid: 1000,
  startedAt: new Date(startedAtMs).toISOString(),
  durationMs: 5,
  complete: true,
  counts: countStates(results),
  results,
})

const checklistOf = (...results: CheckResult[]): ChecklistState =>
  withReport({ ...emptyChecklist, listings: results }, reportOf(...results))

const keysOf = (state: ChecklistState): readonly string[] =>
  groupsOf(rowsOf(state)).flatMap((group) => group.rows.map(({ key }) => key))

describe('order', () => {
  test('inside a group: errors, problems by severity, then what is not known, then what is well', () => {
    const state = checklistOf(
      result('ok', 'pass'),
      result('none', 'notapplicable'),
      result('unchecked', 'notchecked'),
      result('low', 'fail', { severity: 'low' }),
      result('note', 'informational'),
      result('high', 'fail', { severity: 'high' }),
      result('unclear', 'unknown'),
      result('medium', 'fail'),
      result('info', 'fail', { severity: 'info' }),
      result('broken', 'error'),
    )
    expect(keysOf(state)).toEqual([
      'broken',
      'high',
      'medium',
      'low',
      'info',
      'unclear',
      'note',
      'unchecked',
      'ok',
      'none',
    ])
  })

  test('groups: the worst problem first, then errors, then what is open, and calm ones last and closed', () => {
    const groups = groupsOf(
      rowsOf(
        checklistOf(
          result('a', 'pass', { category: 'kernel' }),
          result('b', 'notchecked', { category: 'systemd' }),
          result('c', 'error', { category: 'security' }),
          result('d', 'fail', { category: 'shell', severity: 'low' }),
          result('e', 'fail', { category: 'toolchain', severity: 'high' }),
          result('f', 'notapplicable', { category: 'libc' }),
        ),
      ),
    )
    expect(groups.map(({ category, isCalm }) => [category, isCalm])).toEqual([
      ['toolchain', false],
      ['shell', false],
      ['security', false],
      ['systemd', false],
      ['kernel', true],
      ['libc', true],
    ])
  })
})

describe('verdict', () => {
  test.each<[string, ResultState[], string, string, string]>([
    ['all well', ['pass', 'notapplicable'], 'well', 'No problems found.', ''],
    ['a problem', ['fail', 'pass'], 'problems', '1 problem found.', ''],
    [
      'problems and more',
      ['fail', 'fail', 'error', 'notchecked'],
      'problems',
      '2 problems found.',
      '1 check could not finish. 1 check was not run.',
    ],
    ['never a bare tick over errors', ['pass', 'error'], 'unsure', 'No problems found. 1 check could not finish.', ''],
    [
      'nor over what was not run',
      ['pass', 'notchecked', 'notchecked'],
      'unsure',
      'No problems found. 2 checks were not run.',
      '',
    ],
    ['nor over what is unclear', ['pass', 'unknown'], 'unsure', 'No problems found. 1 check is unclear.', ''],
  ])('%s', (_, states, mood, headline, rest) => {
    expect(
      verdictOn(
        states.map((state, index) => result(`k${index}`, state)),
        'en',
      ),
    ).toEqual({ mood, headline, rest })
  })

  test('in Chinese', () => {
    expect(verdictOn([result('a', 'fail'), result('b', 'error')], 'zh-CN')).toEqual({
      mood: 'problems',
      headline: '发现 1 个问题。',
      rest: '1 项检查未能完成。',
    })
  })
})

describe('filters', () => {
  const results = [result('a', 'fail'), result('b', 'pass'), result('c', 'fixed'), result('d', 'error')]
  const rows = rowsOf(checklistOf(...results))

  test('chips count what they show, and none stands for nothing', () => {
    expect(chipsOf(results)).toEqual([
      { filter: 'fail', count: 1 },
      { filter: 'error', count: 1 },
      { filter: 'pass', count: 2 },
    ])
    for (const { filter, count } of chipsOf(results)) expect(filterRows(rows, filter, '', 'en')).toHaveLength(count)
  })

  test('words are looked for in key, title and summary of the language shown', () => {
    expect(filterRows(rows, null, 'TITLE b', 'en').map(({ key }) => key)).toEqual(['b'])
    expect(filterRows(rows, null, '标题', 'en')).toEqual([])
    expect(filterRows(rows, null, '标题', 'zh-CN')).toHaveLength(4)
  })
})

describe('runs', () => {
  const before = checklistOf(result('a', 'fail'), result('b', 'pass'))
  const running = withRunStarted(before, { runId: 'r', keys: ['a', 'b'] })

  test('old results stay while new ones come in, one by one', () => {
    const one = withResult(running, { runId: 'r', result: result('a', 'pass') })
    expect(rowsOf(one).map(({ key, result, isRunning }) => [key, result?.result, isRunning])).toEqual([
      ['a', 'pass', false],
      ['b', 'pass', true],
    ])
  })

  test('a stopped run leaves rows without a result, which are not hidden', () => {
    const stopped = withRunFinished(running, {
      runId: 'r',
      report: { ...reportOf(result('b', 'pass')), complete: false },
    })
    expect(stopped.run).toBeNull()
    expect(rowsOf(stopped).map(({ key, result }) => [key, result?.result])).toEqual([
      ['a', undefined],
      ['b', 'pass'],
    ])
    expect(groupsOf(rowsOf(stopped))[0]?.isCalm).toBe(false)
  })

  test('the end of another run does not end this one', () => {
    expect(withRunFinished(running, { runId: 'other', report: reportOf() }).run?.id).toBe('r')
  })
})

describe('staleness', () => {
  const state = checklistOf(result('a', 'pass'))

  test('results hold for an hour', () => {
    expect(isListStale(state, startedAtMs + freshForMs)).toBe(false)
    expect(isListStale(state, startedAtMs + freshForMs + 1)).toBe(true)
  })

  test('and until the machine changes', () => {
    const go = { path: '/usr/bin/go', seenIn: 'interactive' as const, goroot: null, version: 'go1.24.5' }
    expect(isListStale({ ...state, facts: { ...facts, go } }, startedAtMs)).toBe(true)
  })

  test('the time shown is that of the oldest result', () => {
    const older = { ...result('b', 'pass'), startedAt: new Date(startedAtMs - 60_000).toISOString() }
    expect(checkedAtMs(checklistOf(result('a', 'pass'), older))).toBe(startedAtMs - 60_000)
    expect(checkedAtMs(emptyChecklist)).toBeNull()
  })
})
