import { describe, expect, test } from 'vitest'
import type { TFunction } from 'i18next'
import type { Task } from '#contract'
import { badgeOf, progressParts, shareOf, shownTasks } from './task-line.ts'

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

  test('a share only where the whole is known, and never more than all', () => {
    expect(shareOf(task({ bytes: 49, totalBytes: 98 }))).toBe(0.5)
    expect(shareOf(task({ bytes: 100, totalBytes: 98 }))).toBe(1)
    expect(shareOf(task({ bytes: 5 }))).toBeNull()
    expect(shareOf(task({ totalBytes: 0 }))).toBeNull()
  })
})

describe('the rail', () => {
  const one = (taskId: string, state: Task['state']): Task => task({ taskId, state })

  test('says what failed before what runs, and nothing of what ended well', () => {
    expect(badgeOf([one('a', 'running'), one('b', 'failed')], [])).toEqual({ kind: 'failed', count: 1 })
    expect(badgeOf([one('a', 'running'), one('b', 'running')], [])).toEqual({ kind: 'running', count: 2 })
    expect(badgeOf([one('a', 'done'), one('b', 'cancelled'), one('c', 'paused')], [])).toBeNull()
  })

  test('forgets what was put away, but never what is under way', () => {
    expect(badgeOf([one('a', 'failed')], ['a'])).toBeNull()
    expect(shownTasks([one('a', 'running'), one('b', 'done')], ['a', 'b'])).toEqual([one('a', 'running')])
  })
})
