/** One change under way: what it is doing, to be paused, gone on with, and stopped. */
import { faultText, type Task, type Text, type Way } from '#contract'
import type { Clock } from '../engine.ts'
import { Discard } from '../toolchains/stopping.ts'
import { rateOf, secondsLeft, withSample, type Sample } from '../progress.ts'

/** What work says of itself while it is done. */
export interface Report {
  readonly phase: Text
  readonly bytes: number
  /** 0 while it is not known, or where the phase has no bytes. */
  readonly totalBytes: number
}

/** A change that can be made. */
export interface Work {
  readonly kind: Task['kind']
  readonly title: Text
  /** Whether stopping keeps what is there, so that the next `run` goes on with it. */
  readonly canPause: boolean
  /** May be called again after a pause or a failure. Aborted with `Discard` it leaves nothing, else what it can go on with. */
  run(report: (now: Report) => void, signal: AbortSignal): Promise<WorkEnd>
  /** Removes what a pause or a failure left. */
  discard(): Promise<void>
}

/** How it ended, and what a person reads of it. */
export interface WorkEnd {
  readonly kind: Exclude<Task['state'], 'running'>
  readonly outcome: readonly Text[]
  /** What can still be done where it failed. */
  readonly ways?: readonly Way[]
  /** The row of the inventory that it made. */
  readonly madeId?: string
}

export interface TaskPorts {
  readonly clock: Clock
  readonly newId: () => string
  readonly announce: (task: Task) => void
  /** For bugs, as in `Ports`. */
  readonly log: (line: string) => void
  /** What is here may be another than before. */
  readonly onEnd: () => void
}

/** Each of the last three answers whether the task is in a state for it; what comes of it is announced. */
export interface RunningTask {
  now(): Task
  pause(): boolean
  resume(): boolean
  cancel(): boolean
  /** Stops it, and keeps what it has. */
  close(): Promise<void>
}

/** A run of the work, or of its removal. */
interface Run {
  readonly abort: AbortController
  readonly ended: Promise<void>
}

const announceEveryMs = 200
/** Without a word from the work the rate is looked at again, so that a stall shows. */
const heartbeatMs = 1_000

const discardingText: Text = { en: 'Removing what was downloaded', 'zh-CN': '正在删除已下载的内容' }
const cancelled: WorkEnd = { kind: 'cancelled', outcome: [] }

/** Starts `work` soon: whoever asked knows `taskId` before the first announcement. */
export const startTask = (taskId: string, work: Work, ports: TaskPorts): RunningTask => {
  const { clock } = ports
  const { kind, title, canPause } = work
  let task: Task = {
    taskId,
    kind,
    title,
    canPause,
    state: 'running',
    phase: null,
    bytes: 0,
    totalBytes: null,
    bytesPerSecond: null,
    secondsLeft: null,
    outcome: null,
    ways: [],
    madeId: null,
  }
  let samples: readonly Sample[] = []
  let run: Run | null = null
  /** Nothing of it shall stay. */
  let isUnwanted = false
  let announcedAt = -Infinity
  let callOff: (() => void) | null = null

  const announce = (): void => {
    callOff?.()
    callOff = null
    announcedAt = clock.ticks()
    ports.announce(task)
  }

  /** Told at once where something else than numbers has changed; numbers a few times a second. */
  const change = (changed: Partial<Task>): void => {
    const before = task
    task = { ...before, ...changed }
    const isUrgent = before.state !== task.state || before.phase?.en !== task.phase?.en
    const wait = announceEveryMs - (clock.ticks() - announcedAt)
    if (isUrgent || wait <= 0) announce()
    else callOff ??= clock.after(wait, announce)
  }

  const measured = (bytes: number, totalBytes: number | null): Partial<Task> => {
    const rate = rateOf(samples, clock.ticks())
    return {
      bytes,
      totalBytes,
      bytesPerSecond: rate === null ? null : Math.round(rate),
      secondsLeft: secondsLeft(bytes, totalBytes, rate),
    }
  }

  const hear = ({ phase, bytes, totalBytes }: Report): void => {
    if (totalBytes === 0) {
      // This phase has no bytes; how many have come stays true.
      samples = []
      change({ phase, bytesPerSecond: null, secondsLeft: null })
      return
    }
    samples = withSample(samples, bytes, clock.ticks())
    change({ phase, ...measured(bytes, totalBytes) })
  }

  const beat = (of: AbortController): void => {
    clock.after(heartbeatMs, () => {
      if (run?.abort !== of) return
      if (samples.length > 0) change(measured(task.bytes, task.totalBytes))
      beat(of)
    })
  }

  /** A mistake of ours, logged under the id that the person sees. */
  const bug = (error: unknown): WorkEnd => {
    const id = ports.newId()
    ports.log(`fault ${id}: ${title.en}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return { kind: 'failed', outcome: [faultText({ kind: 'internal', id })] }
  }

  const discard = async (): Promise<WorkEnd> => {
    await work.discard()
    return cancelled
  }

  const start = (phase: Text | null, job: (signal: AbortSignal) => Promise<WorkEnd>): void => {
    const abort = new AbortController()
    samples = []
    isUnwanted = false
    const ended = job(abort.signal)
      .then((end) => (end.kind === 'paused' && isUnwanted ? discard() : end))
      .catch(bug)
      .then((end) => {
        run = null
        change({
          state: end.kind,
          phase: null,
          bytesPerSecond: null,
          secondsLeft: null,
          outcome: [...end.outcome],
          ways: [...(end.ways ?? [])],
          madeId: end.madeId ?? null,
        })
        ports.onEnd()
      })
    run = { abort, ended }
    beat(abort)
    change({ state: 'running', phase, outcome: null, ways: [] })
  }

  const go = (): void => start(null, (signal) => work.run(hear, signal))

  clock.after(0, () => {
    if (task.state === 'running') go()
  })

  return {
    now: () => task,
    pause: () => {
      if (!run || !canPause || isUnwanted) return false
      run.abort.abort()
      return true
    },
    resume: () => {
      if (task.state !== 'paused' && task.state !== 'failed') return false
      go()
      return true
    },
    cancel: () => {
      if (task.state === 'done' || task.state === 'cancelled') return false
      if (run) {
        isUnwanted = true
        run.abort.abort(new Discard())
      } else if (task.state === 'running') change({ state: 'cancelled', outcome: [] })
      else {
        start(discardingText, discard)
        isUnwanted = true
      }
      return true
    },
    close: async () => {
      run?.abort.abort()
      await run?.ended
      callOff?.()
    },
  }
}
