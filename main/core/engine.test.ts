import { describe, expect, test } from 'vitest'
import { checkResultSchema, type CheckResult } from '#contract'
import type { AnyCheck } from './check.ts'
import { countStates, defaultTimeoutMs, inReportOrder, runChecks, Unreadable, type EngineOptions } from './engine.ts'
import { CannotAsk } from './host.ts'
import { readMachineFacts } from './probes/facts.ts'
import { createHandClock } from './testing/clock.ts'
import { createFakeHost } from './testing/fake-host.ts'
import { madeCheck } from './testing/made-check.ts'

const never = (): Promise<never> => new Promise(() => undefined)
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const start = async (checks: readonly AnyCheck[], changed: Partial<EngineOptions> = {}) => {
  const host = createFakeHost({})
  const clock = createHandClock()
  const bugs: string[] = []
  const finished: string[] = []
  const facts = await readMachineFacts(host)
  const run = runChecks({
    host,
    facts,
    checks,
    clock,
    onBug: (key, error) => bugs.push(`${key}: ${String(error)}`),
    onFinished: (result) => finished.push(result.key),
    ...changed,
  })
  return { run, clock, bugs, finished }
}

const states = (results: readonly CheckResult[]) => results.map(({ key, result, code }) => [key, result, code])

describe('whatever one check does, the others have their results', () => {
  const troubles: readonly (readonly [string, AnyCheck, readonly [string, string]])[] = [
    ['rejects', madeCheck('a', () => Promise.reject(new Error('oh'))), ['error', 'threw']],
    [
      'throws before it promises',
      madeCheck('a', () => {
        throw new Error('oh')
      }),
      ['error', 'threw'],
    ],
    [
      'rejects with something that is no error',
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- this is what is tried
      madeCheck('a', () => Promise.reject('oh')),
      ['error', 'threw'],
    ],
    [
      'gives garbage to its own judge',
      madeCheck('a', () => Promise.resolve('x'), {
        judge: () => {
          throw new TypeError('garbage')
        },
      }),
      ['error', 'threw'],
    ],
    ['promises nothing at all', madeCheck('a', () => undefined as unknown as Promise<string>), ['error', 'threw']],
    [
      'cannot read its source',
      madeCheck('a', () => Promise.reject(new Unreadable('/etc/x', 'EIO'))),
      ['error', 'unreadable'],
    ],
    [
      'needs a program on a disk',
      madeCheck('a', () => Promise.reject(new CannotAsk('needs-running', 'go env'))),
      ['notchecked', 'needs-running'],
    ],
    [
      'would have root run what another user put there',
      madeCheck('a', () => Promise.reject(new CannotAsk('foreign-program', '/home/a'))),
      ['notchecked', 'foreign-program'],
    ],
    [
      'needs a session on a disk',
      madeCheck('a', () => Promise.reject(new CannotAsk('needs-session', 'PATH'))),
      ['notchecked', 'needs-session'],
    ],
  ]
  test.each(troubles)('one that %s', async (_, trouble, expected) => {
    const { run, finished } = await start([trouble, madeCheck('b', () => Promise.resolve('good'))])
    const results = await run
    expect(states(results)).toEqual([
      ['a', ...expected],
      ['b', 'pass', 'good'],
    ])
    expect(finished.sort()).toEqual(['a', 'b'])
    for (const result of results) expect(checkResultSchema.parse(result).summary['zh-CN']).not.toBe('')
  })

  test('only what is a bug of ours is reported as one', async () => {
    const { run, bugs } = await start(
      troubles
        .slice(0, 1)
        .concat(troubles.slice(5))
        .map(([, check]) => check),
    )
    await run
    expect(bugs).toEqual(['a: Error: oh'])
  })
})

test('one that hangs is an error after its own time, and holds up nobody', async () => {
  const { run, clock, finished } = await start([
    madeCheck('hangs', never),
    madeCheck('hangs.shorter', never, { timeoutMs: 100 }),
    madeCheck('quick', () => Promise.resolve('bad')),
  ])
  await settle()
  expect(finished).toEqual(['quick'])
  clock.advance(100)
  await settle()
  expect(finished).toEqual(['quick', 'hangs.shorter'])
  clock.advance(defaultTimeoutMs - 101)
  await settle()
  expect(finished).toHaveLength(2)
  clock.advance(1)
  const results = await run
  expect(states(results)).toEqual([
    ['hangs', 'error', 'timed-out'],
    ['hangs.shorter', 'error', 'timed-out'],
    ['quick', 'fail', 'bad'],
  ])
  expect(results.map(({ durationMs }) => durationMs)).toEqual([10_000, 100, 0])
  expect(results[1]?.summary).toEqual({
    en: 'This check could not finish: no answer within 0.1 s. Nothing is known about this item.',
    'zh-CN': '这项检查未能完成：0.1 秒内没有回应。这一项的情况未知。',
  })
})

test('after the answer no timer is left', async () => {
  const { run, clock } = await start([madeCheck('a', () => Promise.resolve('good'))])
  await run
  expect(clock.pending()).toBe(0)
})

describe('a run that is aborted', () => {
  test('keeps what is finished, leaves out the rest, and says nothing more', async () => {
    const abort = new AbortController()
    const { run, clock, finished } = await start(
      [madeCheck('quick', () => Promise.resolve('good')), madeCheck('hangs', never)],
      { signal: abort.signal },
    )
    await settle()
    abort.abort()
    expect(states(await run)).toEqual([['quick', 'pass', 'good']])
    expect(finished).toEqual(['quick'])
    expect(clock.pending()).toBe(0)
  })

  test('starts nothing when it was aborted before', async () => {
    const abort = new AbortController()
    abort.abort()
    let looked = 0
    const { run } = await start([madeCheck('a', () => Promise.resolve(`${(looked += 1)}`))], { signal: abort.signal })
    expect(await run).toEqual([])
    expect(looked).toBe(0)
  })
})

test('where its platform is not, a check does not apply, is not asked, and says why', async () => {
  let looked = 0
  const platform = { holds: () => false, otherwise: { en: 'no SELinux on this system', 'zh-CN': '系统没有 SELinux' } }
  const { run } = await start([madeCheck('a', () => Promise.resolve(`${(looked += 1)}`), { platform })])
  const [result] = await run
  expect(result).toMatchObject({
    result: 'notapplicable',
    code: 'does-not-apply',
    summary: { en: 'Does not apply: no SELinux on this system.', 'zh-CN': '不适用：系统没有 SELinux。' },
    fixes: [],
  })
  expect(looked).toBe(0)
})

test('a verdict is put into the words of every language', async () => {
  const { run } = await start([madeCheck('a', () => Promise.resolve('{odd}'))])
  const [result] = await run
  expect(result).toMatchObject({
    code: 'bad',
    summary: { en: 'It does not hold: {odd}.', 'zh-CN': '不成立：{odd}。' },
    found: '{odd}',
    evidence: [{ label: { en: 'What was seen', 'zh-CN': '所见' }, observed: '{odd}', expected: 'good' }],
    causes: [{ likelihood: 'likely', text: { en: 'What was seen', 'zh-CN': '所见' } }],
    fixes: [
      {
        title: { en: 'Mend {odd}', 'zh-CN': '修好 {odd}' },
        tradeoff: null,
        undo: { level: 'none', reason: { en: 'What was there is not kept.', 'zh-CN': '原来的内容没有保留。' } },
      },
    ],
  })
})

test('a pass has no fixes', async () => {
  const { run } = await start([madeCheck('a', () => Promise.resolve('good'))])
  expect((await run)[0]?.fixes).toEqual([])
})

test('results are in the order of the checks, however long each took; a report is in order of category, then key', async () => {
  let release = (_: string): void => undefined
  const slow = new Promise<string>((resolve) => (release = resolve))
  const { run, finished } = await start([madeCheck('b', () => slow), madeCheck('a', () => Promise.resolve('good'))])
  await settle()
  release('good')
  expect((await run).map(({ key }) => key)).toEqual(['b', 'a'])
  expect(finished).toEqual(['a', 'b'])
  const items = [
    { key: 'b', category: 'kernel' },
    { key: 'c', category: 'toolchain' },
    { key: 'a', category: 'kernel' },
  ] as const
  expect(inReportOrder(items).map(({ key }) => key)).toEqual(['c', 'a', 'b'])
})

test('counts name every state, and add up', async () => {
  const { run } = await start([
    madeCheck('a', () => Promise.resolve('good')),
    madeCheck('b', () => Promise.resolve('bad')),
    madeCheck('c', () => Promise.reject(new Unreadable('x', 'y'))),
  ])
  const counts = countStates(await run)
  expect(counts).toMatchObject({ pass: 1, fail: 1, error: 1, unknown: 0, fixed: 0 })
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(3)
})

test('a fix for a mounted disk is said without commands, which would change this machine', async () => {
  const { run } = await start([madeCheck('a', () => Promise.resolve('bad'))], {
    host: { ...createFakeHost({}), canRun: false },
  })
  const [result] = await run
  expect(result?.fixes).toMatchObject([{ title: { en: 'Mend bad' }, commands: [] }])
})
