/** All changes since the app was started: what every page is shown. */
import { fail, succeed, type Result, type Task } from '#contract'
import { startTask, type RunningTask, type TaskPorts, type Work } from './task.ts'

type Done = Result<Record<string, never>>

export interface Tasks {
  /** Answers the id of the task. */
  start(work: Work): string
  /** The newest first. */
  list(): Task[]
  pause(taskId: string): Done
  resume(taskId: string): Done
  cancel(taskId: string): Done
  /** Stops all, and keeps what they have. */
  close(): Promise<void>
}

/** So many are remembered after their end. */
const remembered = 50

export const createTasks = (ports: TaskPorts): Tasks => {
  const tasks = new Map<string, RunningTask>()

  const forgetOld = (): void => {
    const isOver = ({ state }: Task): boolean => state === 'done' || state === 'cancelled'
    const over = [...tasks].filter(([, task]) => isOver(task.now()))
    for (const [taskId] of over.slice(0, Math.max(0, over.length - remembered))) tasks.delete(taskId)
  }

  const tell = (taskId: string, act: (task: RunningTask) => boolean): Done => {
    const task = tasks.get(taskId)
    return task && act(task) ? succeed({}) : fail({ kind: 'unknown-task', taskId })
  }

  return {
    start: (work) => {
      forgetOld()
      const taskId = ports.newId()
      tasks.set(taskId, startTask(taskId, work, ports))
      return taskId
    },
    list: () => [...tasks.values()].map((task) => task.now()).reverse(),
    pause: (taskId) => tell(taskId, (task) => task.pause()),
    resume: (taskId) => tell(taskId, (task) => task.resume()),
    cancel: (taskId) => tell(taskId, (task) => task.cancel()),
    close: async () => {
      await Promise.all([...tasks.values()].map((task) => task.close()))
    },
  }
}
