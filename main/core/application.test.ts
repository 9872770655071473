import { describe, expect, test } from 'vitest'
import { callNames, calls, events, resultSchema, type EventName, type Report, type Result } from '#contract'
import type { Ports } from './application.ts'
import { createTestApplication } from './testing/application.ts'
import { createFakeHost } from './testing/fake-host.ts'
import { madeCheck } from './testing/made-check.ts'

const never = (): Promise<never> => new Promise(() => undefined)
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const start = (changed: Partial<Ports> = {}) => {
  const { application, bugs } = createTestApplication(
    {},
    {
      checks: [
        madeCheck('shell.one', () => Promise.resolve('good'), {
          references: [{ title: 'Somewhere', url: 'https://go.dev/' }],
        }),
        madeCheck('shell.two', () => Promise.resolve('bad')),
      ],
      ...changed,
    },
  )
  const heard: (readonly [EventName, unknown])[] = []
  application.subscribe((name, payload) => heard.push([name, payload]))
  return { application, bugs, heard }
}

const valueOf = (result: Result<unknown>): unknown => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault))
  return result.value
}

describe('whatever comes in is answered, by the contract', () => {
  const hostile: readonly unknown[] = [undefined, null, 0, '', [], { a: 1 }, { keys: 'x' }, () => 0, { runId: 7 }]

  test.each(callNames)('%s', async (name) => {
    const { application, bugs } = start()
    for (const input of [{}, ...hostile]) {
      const result = await application.call(name, input)
      expect(resultSchema(calls[name].answer).safeParse(result).success, JSON.stringify(result)).toBe(true)
      if (!calls[name].input.safeParse(input).success) {
        expect(result).toMatchObject({ ok: false, fault: { kind: 'bad-input', name } })
      }
    }
    expect(bugs).toEqual([])
  })

  test.each([['no:such'], ['__proto__'], ['constructor'], [''], [null], [{}], [Symbol('x')], ['x'.repeat(10_000)]])(
    'a name that is none: %j',
    async (name) => {
      const result = await start().application.call(name, {})
      expect(result).toMatchObject({ ok: false, fault: { kind: 'unknown-call' } })
      expect(JSON.stringify(result).length).toBeLessThan(200)
    },
  )

  test('bad input names at most ten places', async () => {
    const result = await start().application.call('checks:run', { keys: Array.from({ length: 50 }, () => 7) })
    if (result.ok || result.fault.kind !== 'bad-input') throw new Error('expected bad input')
    expect(result.fault.problems).toHaveLength(10)
    expect(result.fault.problems[0]).toContain('keys.0')
  })
})

test('a bug of ours is a fault with an id, and the log has the rest under that id', async () => {
  const { application, bugs } = start({
    settings: { read: () => Promise.reject(new Error('disk on fire')), change: never },
  })
  const result = await application.call('settings:read', {})
  expect(result).toEqual({ ok: false, fault: { kind: 'internal', id: 'id-1' } })
  expect(bugs).toHaveLength(1)
  expect(bugs[0]).toMatch(/^fault id-1: settings:read: Error: disk on fire/)
})

test('a run answers first, then tells of each check, then gives the report', async () => {
  const { application, heard } = start()
  expect(await application.call('checks:latest', {})).toEqual({ ok: true, value: null })
  const { runId } = valueOf(await application.call('checks:run', {})) as { runId: string }
  await settle()
  expect(heard.map(([name]) => name)).toEqual([
    'checks:started',
    'check:started',
    'check:started',
    'check:finished',
    'check:finished',
    'checks:finished',
  ])
  expect(heard[0]?.[1]).toEqual({ runId, keys: ['shell.one', 'shell.two'] })
  for (const [, payload] of heard) expect(payload).toMatchObject({ runId })
  const report = valueOf(await application.call('checks:latest', {})) as Report
  expect(heard.at(-1)?.[1]).toEqual({ runId, report })
  expect(report).toMatchObject({ complete: true, counts: { pass: 1, fail: 1 } })
})

test('a run of some checks brings the latest report up to date, and leaves the others as they were', async () => {
  let seen = 'bad'
  let passed = 0
  const goOn = (): number => (passed += 1)
  const { application } = start({
    clock: { now: goOn, ticks: goOn, after: (ms, call) => (ms === 0 && queueMicrotask(call), () => undefined) },
    checks: [
      madeCheck('shell.one', () => Promise.resolve('good')),
      madeCheck('shell.two', () => Promise.resolve(seen)),
    ],
  })
  await application.call('checks:run', {})
  await settle()
  const before = valueOf(await application.call('checks:latest', {})) as Report
  seen = 'good'
  await application.call('checks:run', { keys: ['shell.two'] })
  await settle()
  const after = valueOf(await application.call('checks:latest', {})) as Report
  expect(before.counts).toMatchObject({ pass: 1, fail: 1 })
  expect(after.counts).toMatchObject({ pass: 2, fail: 0 })
  expect(after.results.map(({ key }) => key)).toEqual(['shell.one', 'shell.two'])
  expect(after.results[0]).toEqual(before.results[0])
  expect([after.startedAt, after.durationMs]).toEqual([before.startedAt, before.durationMs])
})

test('a check learns whether it was asked for by name, on every way to it', async () => {
  const heard: boolean[] = []
  const { application } = start({
    checks: [
      madeCheck('shell.one', (_host, _facts, { byName }) => {
        heard.push(byName)
        return Promise.resolve('good')
      }),
    ],
  })
  await application.call('checks:run', {})
  await settle()
  await application.call('checks:run', { keys: ['shell.one'] })
  await settle()
  await application.check()
  await application.check(['shell.one'])
  expect(heard).toEqual([false, true, false, true])
})

test('unknown checks, runs and reports are faults of their own', async () => {
  const { application } = start()
  const faultOf = async (...[name, input]: readonly [string, unknown]) => {
    const result = await application.call(name, input)
    return result.ok ? null : result.fault
  }
  expect(await faultOf('checks:run', { keys: ['shell.one', 'no.such'] })).toEqual({
    kind: 'unknown-check',
    key: 'no.such',
  })
  expect(await faultOf('checks:cancel', { runId: 'gone' })).toEqual({ kind: 'unknown-run', runId: 'gone' })
  expect(await faultOf('report:render', { format: 'json', language: 'en' })).toEqual({ kind: 'no-report' })
  expect(await faultOf('reference:open', { key: 'no.such', index: 0 })).toEqual({
    kind: 'unknown-check',
    key: 'no.such',
  })
})

test('a cancelled run keeps what it had, says that it is not complete, and is gone', async () => {
  const { application, heard } = start({
    checks: [madeCheck('shell.one', () => Promise.resolve('good')), madeCheck('shell.two', never)],
  })
  const { runId } = valueOf(await application.call('checks:run', {})) as { runId: string }
  await settle()
  expect(await application.call('checks:cancel', { runId })).toEqual({ ok: true, value: {} })
  await settle()
  expect(heard.at(-1)).toMatchObject(['checks:finished', { report: { complete: false, counts: { pass: 1 } } }])
  expect(await application.call('checks:cancel', { runId })).toMatchObject({ ok: false })
})

test('closing ends every run', async () => {
  const { application, heard } = start({ checks: [madeCheck('shell.one', never)] })
  await application.call('checks:run', {})
  await settle()
  application.close()
  await settle()
  expect(heard.at(-1)?.[0]).toBe('checks:finished')
})

test('only addresses that a check itself names are opened', async () => {
  const opened: string[] = []
  const openAddress = (url: string): Promise<boolean> => Promise.resolve(opened.push(url) > 0)
  const { application } = start({ openAddress })
  expect(await application.call('reference:open', { key: 'shell.one', index: 0 })).toEqual({ ok: true, value: {} })
  expect(await application.call('reference:open', { key: 'shell.one', index: 1 })).toMatchObject({ ok: false })
  expect(await application.call('reference:open', { key: 'shell.one', index: 0, url: 'https://x' })).toMatchObject({
    fault: { kind: 'bad-input' },
  })
  expect(opened).toEqual(['https://go.dev/'])
  expect(await start().application.call('reference:open', { key: 'shell.one', index: 0 })).toEqual({
    ok: false,
    fault: { kind: 'cannot-open', url: 'https://go.dev/' },
  })
})

test('a listener that stopped hears nothing more', async () => {
  const { application } = start()
  let calledTimes = 0
  const stop = application.subscribe(() => (calledTimes += 1))
  stop()
  await application.call('checks:run', {})
  await settle()
  expect(calledTimes).toBe(0)
})

test('the report is rendered as JSON that is the report, and as text in the language asked for', async () => {
  const { application } = start()
  const report = valueOf(await application.check())
  const json = valueOf(await application.call('report:render', { format: 'json', language: 'en' })) as {
    content: string
  }
  expect(JSON.parse(json.content)).toEqual(report)
  const chinese = valueOf(await application.call('report:render', { format: 'text', language: 'zh-CN' })) as {
    content: string
  }
  expect(chinese.content).toContain('它成立')
})

test('a run that fails says so, with the id that the log has', async () => {
  const host = {
    ...createFakeHost({}),
    kernel: () => {
      throw new Error('no kernel')
    },
  }
  const { application, bugs } = createTestApplication({}, { host })
  const failed = new Promise<unknown>((resolve) => {
    application.subscribe((name, payload) => {
      if (name === 'checks:failed') resolve(payload)
    })
  })
  await application.call('checks:run', {})
  const payload = events['checks:failed'].parse(await failed)
  expect(payload.fault.kind).toBe('internal')
  expect(bugs.join('\n')).toContain(payload.fault.kind === 'internal' ? payload.fault.id : '?')
})
