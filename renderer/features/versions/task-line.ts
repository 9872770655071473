/** A task in words and numbers: how far it is, how fast, how long it takes still. Pure. */
import type { TFunction } from 'i18next'
import type { Language, Task } from '#contract'
import { formatBytes, formatDuration } from '../../language/format.ts'
import { pick } from '../../language/words.ts'

/** How much of it is done, 0 to 1; null where nobody knows, as of what is left to do once every byte has come. */
export const shareOf = (task: Task): number | null =>
  task.totalBytes === null || task.totalBytes === 0 || isWholeHere(task) ? null : task.bytes / task.totalBytes

const isWholeHere = ({ bytes, totalBytes }: Task): boolean => totalBytes !== null && bytes >= totalBytes

/** Numbers are shown only where there are bytes to count. Rate and time left are of a task that runs. */
export const progressParts = (task: Task, t: TFunction, language: Language): readonly string[] => {
  const { bytes, totalBytes, bytesPerSecond, secondsLeft, state } = task
  const isLoading = state === 'running' && !isWholeHere(task)
  const done = formatBytes(bytes, language)
  return [
    ...(totalBytes !== null && totalBytes > 0 && !isWholeHere(task)
      ? [t('task.bytesOf', { done, total: formatBytes(totalBytes, language) })]
      : bytes > 0
        ? [done]
        : []),
    ...(isLoading && bytesPerSecond !== null && bytesPerSecond > 0
      ? [t('task.rate', { bytes: formatBytes(bytesPerSecond, language) })]
      : []),
    ...(isLoading && secondsLeft !== null ? [t('task.left', { time: formatDuration(secondsLeft, language) })] : []),
  ]
}

/** The tasks that are worth a place on the screen: all under way, and of those that ended what was not put away. */
export const shownTasks = (tasks: readonly Task[], putAway: readonly string[]): readonly Task[] =>
  tasks.filter(({ taskId, state }) => state === 'running' || state === 'paused' || !putAway.includes(taskId))

export interface ArrangedTasks {
  /** Under way, and the one that ended last. */
  readonly current: readonly Task[]
  /** All that ended before. */
  readonly earlier: readonly Task[]
}

/** What stands open, so that what ended does not push away what is here. `lastEnded` is known unless it was a reload ago. */
export const arrangeTasks = (shown: readonly Task[], lastEnded: string | null): ArrangedTasks => {
  const ended = shown.filter(isEnded)
  const last = ended.find(({ taskId }) => taskId === lastEnded) ?? ended[0]
  const isCurrent = (task: Task): boolean => !isEnded(task) || task === last
  return { current: shown.filter(isCurrent), earlier: shown.filter((task) => !isCurrent(task)) }
}

export const isEnded = ({ state }: Task): boolean => state !== 'running' && state !== 'paused'

/** Titles by task, with a number from the second of the same name on, in the order in which they were begun. */
export const distinctTitles = (tasks: readonly Task[], language: Language): ReadonlyMap<string, string> => {
  const counts = new Map<string, number>()
  const titles = new Map<string, string>()
  for (const { taskId, title } of tasks.toReversed()) {
    const words = pick(title, language)
    const count = (counts.get(words) ?? 0) + 1
    counts.set(words, count)
    titles.set(taskId, count === 1 ? words : `${words} (${count})`)
  }
  return titles
}

/** What the rail says about tasks; null where there is nothing to say. */
export type TaskBadge = { readonly kind: 'failed' | 'running'; readonly count: number } | null

export const badgeOf = (tasks: readonly Task[], putAway: readonly string[]): TaskBadge => {
  const shown = shownTasks(tasks, putAway)
  const failed = shown.filter(({ state }) => state === 'failed').length
  const running = shown.filter(({ state }) => state === 'running').length
  if (running > 0) return { kind: 'running', count: running }
  return failed > 0 ? { kind: 'failed', count: failed } : null
}
