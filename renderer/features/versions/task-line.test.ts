import { describe, expect, test } from 'vitest'
import type { TFunction } from 'i18next'
import type { Task } from '#contract'
import { arrangeTasks, badgeOf, distinctTitles, progressParts, shareOf, shownTasks } from './task-line.ts'

const mebibyte = 1024 ** 2
const task = (changed: Partial<Task> = {}): Task => ({
  taskId: 't',
  kind: 'install',
  title: { en: 'Install go1.27.4', 'zh-CN': '安装 go1.27.4' },
  state: 'running',
  phase: null,
  bytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  secondsLeft: null,
  canPause: true,
  outcome: null,
  ways: [],
  madeId: null,
  ...changed,
})
/** The key and its values, so that what is said can be told without the words. */
const t = ((key: string, values: object) => [key, ...Object.values(values)].join(' ')) as unknown as TFunction

describe('numbers', () => {
  const loading = { bytes: 40 * mebibyte, totalBytes: 98 * mebibyte, bytesPerSecond: 14 * mebibyte, secondsLeft: 4.2 }

  test('bytes of all, rate and time left of a task that runs', () => {
    expect(progressParts(task(loading), t, 'en')).toEqual([
      'task.bytesOf 40 MiB 98 MiB',
      'task.rate 14 MiB',
      'task.left 5 seconds',
    ])
  })

  test('no rate and no time left of one that waits, or where nobody knows', () => {
    expect(progressParts(task({ ...loading, state: 'paused' }), t, 'en')).toEqual(['task.bytesOf 40 MiB 98 MiB'])
    expect(progressParts(task({ bytes: 3 * mebibyte }), t, 'en')).toEqual(['3 MiB'])
    expect(progressParts(task({ bytesPerSecond: 0 }), t, 'en')).toEqual([])
  })

  test('once every byte has come, how many there are, and nothing of what is left', () => {
    const whole = task({ ...loading, bytes: 98 * mebibyte, secondsLeft: 0 })
    expect(progressParts(whole, t, 'en')).toEqual(['98 MiB'])
    expect(shareOf(whole)).toBeNull()
    expect(shareOf(task({ bytes: 100, totalBytes: 98 }))).toBeNull()
  })

  test('a share only where the whole is known', () => {
    expect(shareOf(task({ bytes: 49, totalBytes: 98 }))).toBe(0.5)
    expect(shareOf(task({ bytes: 5 }))).toBeNull()
    expect(shareOf(task({ totalBytes: 0 }))).toBeNull()
  })
})

describe('the rail', () => {
  const one = (taskId: string, state: Task['state']): Task => task({ taskId, state })

  test('says what runs before what failed, and nothing of what ended well', () => {
    expect(badgeOf([one('a', 'running'), one('b', 'failed')], [])).toEqual({ kind: 'running', count: 1 })
    expect(badgeOf([one('a', 'done'), one('b', 'failed')], [])).toEqual({ kind: 'failed', count: 1 })
    expect(badgeOf([one('a', 'running'), one('b', 'running')], [])).toEqual({ kind: 'running', count: 2 })
    expect(badgeOf([one('a', 'done'), one('b', 'cancelled'), one('c', 'paused')], [])).toBeNull()
  })

  test('forgets what was put away, but never what is under way', () => {
    expect(badgeOf([one('a', 'failed')], ['a'])).toBeNull()
    expect(shownTasks([one('a', 'running'), one('b', 'done')], ['a', 'b'])).toEqual([one('a', 'running')])
  })
})

describe('the list', () => {
  const one = (taskId: string, state: Task['state']): Task => task({ taskId, state })
  const ids = (tasks: readonly Task[]): string => tasks.map(({ taskId }) => taskId).join('')

  test('what is under way and what ended last stand open, all that ended before is folded', () => {
    const tasks = [one('d', 'done'), one('c', 'running'), one('b', 'failed'), one('a', 'paused'), one('0', 'done')]
    const { current, earlier } = arrangeTasks(tasks, 'b')
    expect([ids(current), ids(earlier)]).toEqual(['cba', 'd0'])
    expect(ids(arrangeTasks(tasks, null).current)).toBe('dca')
    expect(ids(arrangeTasks(tasks, 'put away').current)).toBe('dca')
    expect(arrangeTasks([], null)).toEqual({ current: [], earlier: [] })
  })

  test('two of the same title have names of their own, which do not change when a third begins', () => {
    const named = (...tasks: Task[]): readonly string[] => [...distinctTitles(tasks, 'en').values()]
    const tasks = [one('c', 'running'), one('b', 'done'), one('a', 'failed')]
    expect(named(...tasks)).toEqual(['Install go1.27.4', 'Install go1.27.4 (2)', 'Install go1.27.4 (3)'])
    expect(distinctTitles(tasks.slice(1), 'en').get('b')).toBe('Install go1.27.4 (2)')
  })
})
