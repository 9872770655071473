/** Changes under way, and those that have ended since the app was started. The app keeps them, so a reload loses none. */
import { create } from 'zustand'
import type { Task } from '#contract'
import { tellFault } from '../../app/notice-store.ts'
import { call, on } from '../../client/client.ts'
import { isEnded } from './task-line.ts'

interface TasksState {
  /** The newest first. */
  readonly tasks: readonly Task[]
  /** Those the person has seen enough of. */
  readonly putAway: readonly string[]
  /** The task that ended last, as far as this page has seen it. */
  readonly lastEnded: string | null
  /** The task that gets the keyboard as soon as it is shown. */
  readonly wanted: string | null
}

export const useTasks = create<TasksState>(() => ({ tasks: [], putAway: [], lastEnded: null, wanted: null }))

/** Follows every task; `onState` hears when one begins, pauses or ends. The returned function stops that. */
export const followTasks = (onState: (task: Task) => void): (() => void) => {
  const stop = on('task:changed', (task) => {
    const before = useTasks.getState().tasks.find(({ taskId }) => taskId === task.taskId)
    useTasks.setState(({ tasks }) => ({ tasks: withTask(tasks, task) }))
    if (before?.state === task.state) return
    if (isEnded(task)) useTasks.setState({ lastEnded: task.taskId })
    onState(task)
  })
  void call('tasks:list', {}).then((answer) => {
    if (!answer.ok) return tellFault(answer.fault)
    // What was announced meanwhile is newer than this list.
    useTasks.setState(({ tasks }) => ({ tasks: tasks.reduceRight(withTask, answer.value) }))
  })
  return stop
}

const withTask = (tasks: readonly Task[], task: Task): readonly Task[] =>
  tasks.some(({ taskId }) => taskId === task.taskId)
    ? tasks.map((one) => (one.taskId === task.taskId ? task : one))
    : [task, ...tasks]

/** What can be asked of a task. What it then is, is announced. */
export const steerTask = async (what: 'task:pause' | 'task:resume' | 'task:cancel', taskId: string): Promise<void> => {
  const answer = await call(what, { taskId })
  if (!answer.ok) tellFault(answer.fault)
}

export const putTaskAway = (taskId: string): void =>
  useTasks.setState(({ putAway }) => ({ putAway: [...putAway, taskId] }))

/** Gives the keyboard to a task, now or when it is announced. */
export const wantTask = (taskId: string): void => useTasks.setState({ wanted: taskId })
export const takeWanted = (): void => useTasks.setState({ wanted: null })
