/** Every call and every event of the contract over every transport: whatever carries it, the answer is the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  callNames,
  calls,
  events,
  resultSchema,
  type CallAnswer,
  type CallName,
  type Report,
  type Task,
} from '#contract'
import { launchChromium } from '../surfaces/chromium.ts'
import { launchElectronStandIn, launchRealElectron, realElectron } from '../surfaces/electron.ts'
import { launchInProcess } from '../surfaces/in-process.ts'
import { launchLoopback } from '../surfaces/loopback.ts'
import type { Heard, Launch, Surface } from '../surfaces/surface.ts'
import { until } from '../surfaces/until.ts'
import { openOwnHome, type OwnHome } from './own-home.ts'
import { badQuestions, installation, questions } from './questions.ts'

const key = 'kernel.min-version'
const startedSchema = resultSchema(calls['checks:run'].answer)

const startRun = async (surface: Surface, input: object): Promise<string> => {
  const started = startedSchema.parse(await surface.call('checks:run', input))
  if (!started.ok) throw new Error(JSON.stringify(started.fault))
  return started.value.runId
}

/** What a call answers that must succeed. */
const answered = async <Name extends CallName>(
  surface: Surface,
  name: Name,
  input: object,
): Promise<CallAnswer<Name>> => {
  const answer = resultSchema(calls[name].answer as z.ZodType).parse(await surface.call(name, input))
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`)
  return answer.value as CallAnswer<Name>
}

/** A task that waits for the lock of the test's home. */
const startTask = async (surface: Surface): Promise<string> => {
  const { planId } = await answered(surface, 'go:plan', installation)
  return (await answered(surface, 'go:apply', { planId })).taskId
}

const untilState = (surface: Surface, taskId: string, state: Task['state']): Promise<Task> =>
  until(`the task is ${state}`, async () =>
    (await answered(surface, 'tasks:list', {})).find((task) => task.taskId === taskId && task.state === state),
  )

/** A valid question needs something to be about. */
const contextFor = async (surface: Surface, name: CallName) => {
  const row = async () => (await answered(surface, 'go:inventory', {})).rows.find(({ own }) => own !== null)?.id ?? ''
  const task = async () => {
    const taskId = await startTask(surface)
    if (name === 'task:resume') {
      await until('the task can be paused', async () => {
        const paused = await surface.call('task:pause', { taskId })
        return (paused as { ok: boolean }).ok || undefined
      })
      await untilState(surface, taskId, 'paused')
    }
    if (name === 'task:pause')
      await until('the task waits', async () => {
        const { phase } = await untilState(surface, taskId, 'running')
        return phase ?? undefined
      })
    return taskId
  }
  return {
    key,
    runId: name === 'checks:cancel' ? await startRun(surface, {}) : '',
    id: /^go:(size|prove|reveal)$/.test(name) ? await row() : '',
    planId: name === 'go:apply' ? (await answered(surface, 'go:plan', installation)).planId : '',
    taskId: name.startsWith('task:') ? await task() : '',
  }
}

const ofRun = (heard: readonly Heard[], runId: string): readonly Heard[] =>
  heard.filter(({ payload }) => (payload as { runId: string }).runId === runId)

/** Everything heard of a run, once it has ended. */
const wholeRun = (read: () => Promise<readonly Heard[]>, runId: string): Promise<readonly Heard[]> =>
  until('the end of the run', async () => {
    const heard = ofRun(await read(), runId)
    return heard.at(-1)?.name === 'checks:finished' ? heard : undefined
  })

const reportOf = (run: readonly Heard[]): Report => events['checks:finished'].parse(run.at(-1)?.payload).report

/**
 * What must not depend on the transport. Left out is what depends on the hour: how long things took, and whether a shell
 * or a service of a busy machine answered in time.
 */
const answersOf = async (surface: Surface): Promise<unknown> => {
  const read = await surface.listen()
  const report = reportOf(await wholeRun(read, await startRun(surface, { keys: [key] })))
  const result = report.results.find((one) => one.key === key)
  const described = resultSchema(calls['app:describe'].answer).parse(await surface.call('app:describe', {}))
  const facts = resultSchema(calls['facts:read'].answer).parse(await surface.call('facts:read', {}))
  return {
    described: described.ok && { ...described.value, surface: undefined, isSandboxed: undefined },
    facts: facts.ok && { ...facts.value, go: undefined, session: undefined },
    keys: report.results.map((one) => one.key),
    result: { ...result, startedAt: undefined, durationMs: undefined },
    list: await surface.call('checks:list', {}),
    settings: await surface.call('settings:change', { language: 'zh-CN', theme: 'light' }),
    kept: await surface.call('settings:read', {}),
    go: await surface.call('go:inventory', {}),
    catalogue: await surface.call('go:catalogue', {}),
    why: (await answered(surface, 'go:why', { id: null })).pins,
    plan: { ...(await answered(surface, 'go:plan', installation)), planId: undefined, notes: undefined },
    faults: [
      await surface.call('checks:run', { keys: ['no.such.check'] }),
      await surface.call('checks:cancel', { runId: 'no such run' }),
      await surface.call('checks:run', { keys: 'all' }),
      await surface.call('check', {}),
      await surface.call('go:size', { id: 'no such Go' }),
      await surface.call('go:why', { id: 'no such project' }),
      await surface.call('go:plan', { ...installation, version: 'the newest' }),
      await surface.call('go:plan', { ...installation, source: '/tmp' }),
      await surface.call('go:plan', { kind: 'remove', id: 'no such Go' }),
      await surface.call('go:apply', { planId: 'no such plan' }),
      await surface.call('task:cancel', { taskId: 'no such task' }),
    ],
  }
}

let expected: unknown
let home: OwnHome
beforeAll(async () => {
  home = await openOwnHome()
  const inProcess = await launchInProcess()
  await wholeRun(await inProcess.listen(), await startRun(inProcess, {}))
  expected = await answersOf(inProcess)
  await inProcess.close()
})
afterAll(() => home.remove())

const transports: readonly (readonly [string, Launch])[] = [
  ['in process', launchInProcess],
  ['Electron’s IPC (stand-in)', launchElectronStandIn],
  ['the Chromium pipe', launchChromium],
  ['loopback', launchLoopback],
  ...(realElectron.found ? ([['real Electron’s IPC', launchRealElectron]] as const) : []),
]

describe.each(transports)('over %s', (_, launch) => {
  const opened: string[] = []
  let surface: Surface
  beforeAll(async () => {
    surface = await launch({ opened })
    const read = await surface.listen()
    await wholeRun(read, await startRun(surface, {}))
  })
  afterAll(() => surface.close())

  test.each(callNames)('%s is answered as its schema says', async (name) => {
    const read = await surface.listen()
    const context = await contextFor(surface, name)
    const answer = await surface.call(name, questions[name](context))
    const parsed = resultSchema(calls[name].answer as z.ZodType).parse(answer)
    // Whether there is a file manager is the machine's affair.
    const isToldWhere = !parsed.ok && parsed.fault.kind === 'cannot-reveal' && name === 'go:reveal'
    if (!isToldWhere) expect(parsed).toMatchObject({ ok: true })
    const { runId } = context
    // A run that is still under way would change the latest report behind the next test's back.
    const started = startedSchema.safeParse(answer)
    if (name === 'checks:cancel') await wholeRun(read, runId)
    if (name === 'checks:run' && started.success && started.data.ok) await wholeRun(read, started.data.value.runId)
  })

  test('a reference is opened by its number, and only then', () => {
    expect(opened).toHaveLength(1)
    expect(opened[0]).toMatch(/^https:\/\//)
  })

  test('it says which surface it is', async () => {
    expect(await surface.call('app:describe', {})).toMatchObject({ ok: true, value: { surface: surface.name } })
  })

  test.each(callNames)('%s refuses what does not fit', async (name) => {
    const answer = await surface.call(name, badQuestions[name])
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'bad-input', name } })
  })

  test.each([
    '',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'checks:run ',
    'CHECKS:RUN',
    '\0',
    '\u2028',
  ])('there is no call named %j', async (name) => {
    expect(await surface.call(name, {})).toEqual({ ok: false, fault: { kind: 'unknown-call', name } })
  })

  test('a name of a million characters is refused in a few', async () => {
    const answer = await surface.call('x'.repeat(1_000_000), {})
    expect(answer).toEqual({ ok: false, fault: { kind: 'unknown-call', name: 'x'.repeat(100) } })
  })

  test('more than a message may hold is refused, and the next call is answered', async () => {
    const keys = ['x'.repeat(2_000_000)]
    expect(await surface.call('checks:run', { keys })).toMatchObject({ ok: false, fault: { kind: 'bad-input' } })
    expect(await surface.call('checks:list', {})).toMatchObject({ ok: true })
  })

  test('a run announces itself, each check once, in order, and its end', async () => {
    const read = await surface.listen()
    const runId = await startRun(surface, {})
    const run = await wholeRun(read, runId)
    for (const { name, payload } of run) events[name].parse(payload)
    const { keys } = events['checks:started'].parse(run[0]?.payload)
    expect(run[0]?.name).toBe('checks:started')
    expect(run.filter(({ name }) => name === 'checks:finished')).toHaveLength(1)
    const report = reportOf(run)
    expect(report.complete).toBe(true)
    expect(report.results.map((result) => result.key)).toEqual(keys)
    for (const checked of keys) {
      const of = run.flatMap(({ name, payload }) => {
        if (name === 'check:started') return events[name].parse(payload).key === checked ? [name] : []
        if (name === 'check:finished') return events[name].parse(payload).result.key === checked ? [name] : []
        return []
      })
      expect(of).toEqual(['check:started', 'check:finished'])
    }
    expect(await surface.call('checks:latest', {})).toEqual({ ok: true, value: report })
  })

  test('a run that is cancelled ends, and says that it is not complete', async () => {
    const read = await surface.listen()
    const runId = await startRun(surface, {})
    expect(await surface.call('checks:cancel', { runId })).toEqual({ ok: true, value: {} })
    const run = await wholeRun(read, runId)
    expect(events['checks:finished'].parse(run.at(-1)?.payload).report.complete).toBe(false)
    const again = await surface.call('checks:cancel', { runId })
    expect(again).toEqual({ ok: false, fault: { kind: 'unknown-run', runId } })
  })

  test('two runs at once keep apart', async () => {
    const read = await surface.listen()
    const [one, other] = await Promise.all([startRun(surface, {}), startRun(surface, { keys: [key] })])
    expect(one).not.toBe(other)
    const [whole, single] = await Promise.all([wholeRun(read, one), wholeRun(read, other)])
    expect(single.map(({ name }) => name)).toEqual([
      'checks:started',
      'check:started',
      'check:finished',
      'checks:finished',
    ])
    expect(whole.filter(({ name }) => name === 'check:finished').length).toBeGreaterThan(1)
  })

  test('many calls at once are each given their own answer', async () => {
    const asked = callNames.flatMap((name) => Array.from({ length: 10 }, (_unused, index) => `${name} ${index}`))
    const answers = await Promise.all(asked.map((name) => surface.call(name, {})))
    expect(answers).toEqual(asked.map((name) => ({ ok: false, fault: { kind: 'unknown-call', name } })))
  })

  test('a task announces itself until its end, and is the same for every page', async () => {
    const read = await surface.listen()
    const taskId = await startTask(surface)
    const ofTask = async (): Promise<readonly Task[]> =>
      (await read()).flatMap(({ name, payload }) => {
        const task = name === 'task:changed' ? events[name].parse(payload) : null
        return task?.taskId === taskId ? [task] : []
      })
    await until('it waits', async () => (await ofTask()).find(({ phase }) => phase !== null))
    expect(await surface.call('task:pause', { taskId })).toEqual({ ok: true, value: {} })
    const paused = await until('it is paused', async () => (await ofTask()).find(({ state }) => state === 'paused'))
    expect(await answered(surface, 'tasks:list', {})).toContainEqual(paused)
    expect(await surface.call('task:resume', { taskId })).toEqual({ ok: true, value: {} })
    expect(await surface.call('task:cancel', { taskId })).toEqual({ ok: true, value: {} })
    await until('it is cancelled', async () => (await ofTask()).find(({ state }) => state === 'cancelled'))
    expect(await surface.call('task:resume', { taskId })).toEqual({
      ok: false,
      fault: { kind: 'unknown-task', taskId },
    })
    const changed = (await read()).filter(({ name }) => name === 'go:changed')
    expect(changed.length).toBeGreaterThan(0)
    for (const { payload } of changed) events['go:changed'].parse(payload)
  })

  test('a plan is good for once', async () => {
    const { planId } = await answered(surface, 'go:plan', installation)
    const [one, other] = await Promise.all([surface.call('go:apply', { planId }), surface.call('go:apply', { planId })])
    expect([one, other].filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(1)
    expect([one, other]).toContainEqual({ ok: false, fault: { kind: 'outdated-plan' } })
  })

  test('the answers are those of the app itself', async () => {
    expect(await answersOf(surface)).toEqual(expected)
  })
})
