import { expect, test } from 'vitest'
import type { Task } from '#contract'
import { createHandClock } from '../testing/clock.ts'
import { Discard } from '../toolchains/stopping.ts'
import { startTask, type Report, type Work, type WorkEnd } from './task.ts'
import { createTasks } from './tasks.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const text = (words: string) => ({ en: words, 'zh-CN': words })

/** Work whose every step the test decides. */
const start = (changed: Partial<Work> = {}) => {
  const clock = createHandClock()
  const heard: Task[] = []
  const bugs: string[] = []
  const runs: { report: (now: Report) => void; end: (end: WorkEnd) => void; signal: AbortSignal }[] = []
  let discarded = 0
  let ends = 0
  const work: Work = {
    kind: 'install',
    title: text('Install'),
    canPause: true,
    run: (report, signal) =>
      new Promise((end) => {
        runs.push({ report, end, signal })
        signal.addEventListener('abort', () =>
          end(
            signal.reason instanceof Discard
              ? { kind: 'cancelled', outcome: [] }
              : { kind: 'paused', outcome: [text('kept')] },
          ),
        )
      }),
    discard: () => {
      discarded += 1
      return Promise.resolve()
    },
    ...changed,
  }
  const task = startTask('t', work, {
    clock,
    newId: () => 'id',
    announce: (now) => heard.push(now),
    log: (line) => bugs.push(line),
    onEnd: () => (ends += 1),
  })
  const run = (index = -1) => {
    const found = runs.at(index)
    if (!found) throw new Error('nothing runs')
    return found
  }
  return { clock, heard, bugs, run, runs, task, discarded: () => discarded, ends: () => ends }
}

const begun = (changed: Partial<Work> = {}) => {
  const all = start(changed)
  all.clock.advance(0)
  return all
}

test('it starts after its id is known, and says how it ends', async () => {
  const { clock, heard, task, run, ends } = start()
  expect([heard, task.now().state]).toEqual([[], 'running'])
  clock.advance(0)
  expect(heard).toHaveLength(1)
  run().end({ kind: 'done', outcome: [text('there')] })
  await settle()
  expect(heard.at(-1)).toMatchObject({ state: 'done', phase: null, outcome: [text('there')] })
  expect(ends()).toBe(1)
  expect(task.now()).toEqual(heard.at(-1))
})

test('numbers come five times a second at most, the last of them always', () => {
  const { clock, heard, run } = begun()
  run().report({ phase: text('down'), bytes: 0, totalBytes: 1_000 })
  const before = heard.length
  for (let ms = 0; ms < 1_000; ms += 1) {
    clock.advance(1)
    run().report({ phase: text('down'), bytes: ms + 1, totalBytes: 1_000 })
  }
  const numbers = heard.length - before
  expect(numbers).toBeGreaterThanOrEqual(4)
  expect(numbers).toBeLessThanOrEqual(5)
  clock.advance(200)
  expect(heard.at(-1)).toMatchObject({ bytes: 1_000, totalBytes: 1_000 })
})

test('another phase is told at once, and keeps what has come', () => {
  const { heard, run, task } = begun()
  run().report({ phase: text('down'), bytes: 700, totalBytes: 1_000 })
  const before = heard.length
  run().report({ phase: text('flush'), bytes: 0, totalBytes: 0 })
  expect(heard).toHaveLength(before + 1)
  expect(task.now()).toMatchObject({ phase: text('flush'), bytes: 700, totalBytes: 1_000, bytesPerSecond: null })
})

test('rate and time left, also through a stall', () => {
  const { clock, run, task } = begun()
  for (let bytes = 0; bytes <= 2_000; bytes += 100) {
    run().report({ phase: text('down'), bytes, totalBytes: 10_000 })
    clock.advance(100)
  }
  expect(task.now().bytesPerSecond).toBeGreaterThan(900)
  expect(task.now().bytesPerSecond).toBeLessThanOrEqual(1_000)
  expect(task.now().secondsLeft).toBe(8)
  for (let seconds = 0; seconds < 8; seconds += 1) clock.advance(1_000)
  expect(task.now()).toMatchObject({ bytesPerSecond: 0, secondsLeft: null })
})

test('a pause keeps, and going on runs the same work again', async () => {
  const { run, runs, task, discarded } = begun()
  expect(task.pause()).toBe(true)
  expect(run().signal.reason).not.toBeInstanceOf(Discard)
  await settle()
  expect(task.now()).toMatchObject({ state: 'paused', outcome: [text('kept')] })
  expect([task.pause(), task.resume()]).toEqual([false, true])
  expect(runs).toHaveLength(2)
  expect(task.now()).toMatchObject({ state: 'running', outcome: null })
  expect(discarded()).toBe(0)
})

test('a cancelled run is told to leave nothing; a paused one is removed afterwards', async () => {
  const running = begun()
  expect(running.task.cancel()).toBe(true)
  expect(running.run().signal.reason).toBeInstanceOf(Discard)
  await settle()
  expect([running.task.now().state, running.discarded()]).toEqual(['cancelled', 0])

  const paused = begun()
  paused.task.pause()
  await settle()
  expect(paused.task.cancel()).toBe(true)
  // While it is being removed there is nothing to go on with.
  expect([paused.task.resume(), paused.task.pause()]).toEqual([false, false])
  await settle()
  expect([paused.task.now().state, paused.discarded()]).toEqual(['cancelled', 1])
  expect([paused.task.cancel(), paused.task.resume()]).toEqual([false, false])
})

test('cancelled while a pause is still coming: nothing stays', async () => {
  const { task, discarded } = begun()
  task.pause()
  task.cancel()
  await settle()
  expect([task.now().state, discarded()]).toEqual(['cancelled', 1])
})

test('cancelled before it began: it never begins', () => {
  const { clock, task, runs } = start()
  expect(task.cancel()).toBe(true)
  clock.advance(0)
  expect([runs.length, task.now().state]).toEqual([0, 'cancelled'])
})

test('what came to its end all the same is done', async () => {
  const { run, task } = begun({ canPause: false, run: () => Promise.resolve({ kind: 'done', outcome: [] }) })
  expect(run).toThrow('nothing runs')
  expect(task.pause()).toBe(false)
  task.cancel()
  await settle()
  expect(task.now().state).toBe('done')
})

test('a failure can be gone on with; a mistake of ours is one, and is logged', async () => {
  const { task, bugs, runs } = begun({ run: () => Promise.reject(new Error('oops')) })
  await settle()
  expect(task.now().state).toBe('failed')
  expect(task.now().outcome?.[0]?.en).toContain('id')
  expect(bugs).toHaveLength(1)
  expect(bugs[0]).toContain('oops')
  expect([task.resume(), runs.length]).toEqual([true, 0])
})

test('the list: the newest first, and of those that are over only so many', async () => {
  const clock = createHandClock()
  let ids = 0
  const tasks = createTasks({
    clock,
    newId: () => `${(ids += 1)}`,
    announce: () => undefined,
    log: () => undefined,
    onEnd: () => undefined,
  })
  const done: Work = {
    kind: 'use',
    title: text('x'),
    canPause: false,
    run: () => Promise.resolve({ kind: 'done', outcome: [] }),
    discard: () => Promise.resolve(),
  }
  const failing: Work = { ...done, run: () => Promise.resolve({ kind: 'failed', outcome: [] }) }
  const failed = tasks.start(failing)
  for (let count = 0; count < 80; count += 1) {
    tasks.start(done)
    clock.advance(0)
    await settle()
  }
  const listed = tasks.list()
  expect(listed[0]?.taskId).toBe('81')
  expect(listed.length).toBeLessThanOrEqual(52)
  expect(listed.at(-1)).toMatchObject({ taskId: failed, state: 'failed' })
  expect(tasks.cancel('no such task')).toEqual({
    ok: false,
    fault: { kind: 'unknown-task', taskId: 'no such task' },
  })
})

test('closing stops all, and keeps what they have', async () => {
  const { task, discarded } = begun()
  await task.close()
  expect([task.now().state, discarded()]).toEqual(['paused', 0])
})
