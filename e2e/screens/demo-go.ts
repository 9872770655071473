/**
 * Go itself as the Versions screen gets it, played from a recording of a real run (`npm run record:demo`): what the
 * desk answered at each stage, and every word that its tasks said. The tests decide when a task goes on.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  catalogueSchema,
  changeRequestSchema,
  fail,
  integritySchema,
  inventorySchema,
  planSchema,
  projectSchema,
  succeed,
  taskSchema,
  whySchema,
  type ChangeRequest,
  type Fault,
  type GoInventory,
  type Task,
} from '#contract'
import type { Announce } from '../../main/core/application.ts'
import type { GoDesk } from '../../main/core/go-desk.ts'

/** What is here, which changes: before anything, with a version installed, switched to it. */
export const stages = ['before', 'installed', 'switched'] as const
export type Stage = (typeof stages)[number]

export const goRecordingSchema = z.strictObject({
  stages: z.record(z.enum(stages), inventorySchema),
  /** In bytes on disk, by the id of a row. */
  sizes: z.record(z.string(), z.number().nullable()),
  proofs: z.record(z.string(), integritySchema),
  catalogue: catalogueSchema,
  projects: z.array(projectSchema),
  /** By the id of a project; `home` for none. */
  whys: z.record(z.string(), whySchema),
  plans: z.array(z.strictObject({ request: changeRequestSchema, plan: planSchema })),
  /** Every announcement of a task, by the kind of change. */
  tasks: z.strictObject({ install: z.array(taskSchema), use: z.array(taskSchema) }),
})
export type GoRecording = z.infer<typeof goRecordingSchema>

export const readGoRecording = (): GoRecording =>
  goRecordingSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'demo-go.json'), 'utf8')))

/** A desk that plays a recording; what differs from it is said by name. */
export interface DemoDesk {
  readonly load: (announce: Announce) => Promise<GoDesk>
  /** Every change that was asked for, in order. */
  readonly applied: readonly ChangeRequest['kind'][]
  /** Has the task that runs say its next words: up to a share of its bytes, up to what is meant, or all of them. */
  readonly goOn: (until?: number | 'end' | ((task: Task) => boolean)) => void
  /** Has the task that runs fail, with what a person reads. */
  readonly breakDown: (outcome: Task['outcome'], ways?: Task['ways']) => void
  /** What is here, from now on. */
  readonly show: (stage: Stage | GoInventory) => void
}

export interface DemoDeskOptions {
  readonly recording?: GoRecording
  readonly stage?: Stage | GoInventory
  /** Answered instead of what was recorded, by the name of the question. */
  readonly faults?: Partial<Record<'inventory' | 'catalogue' | 'plan' | 'apply' | 'why' | 'reveal' | 'prove', Fault>>
  /** What the questions in `gated` wait for; without it, those for what is here and what there is wait. */
  readonly gate?: Promise<void>
  readonly gated?: readonly ('inventory' | 'size' | 'catalogue')[]
  /** Instead of the recorded catalogue. */
  readonly catalogue?: GoRecording['catalogue']
}

export const createDemoDesk = (options: DemoDeskOptions = {}): DemoDesk => {
  const recording = options.recording ?? readGoRecording()
  const { faults = {}, gate, gated = ['inventory', 'size', 'catalogue'] } = options
  const wait = (what: (typeof gated)[number]): Promise<void> =>
    gate && gated.includes(what) ? gate : Promise.resolve()
  const inventoryOf = (stage: Stage | GoInventory): GoInventory =>
    typeof stage === 'string' ? recording.stages[stage] : stage
  let inventory = inventoryOf(options.stage ?? 'before')
  const applied: ChangeRequest['kind'][] = []
  const planned = new Map<string, ChangeRequest>()
  const tasks: Task[] = []
  let announce: Announce = () => undefined
  let playing: { words: readonly Task[]; at: number; readonly kind: ChangeRequest['kind'] } | null = null
  let ids = 0

  const tell = (task: Task): void => {
    const index = tasks.findIndex(({ taskId }) => taskId === task.taskId)
    if (index < 0) tasks.unshift(task)
    else tasks[index] = task
    announce('task:changed', task)
  }
  const show = (stage: Stage | GoInventory): void => {
    inventory = inventoryOf(stage)
    announce('go:changed', {})
  }
  const change = (changed: Partial<Task>): Promise<ReturnType<typeof succeed<Record<string, never>>>> => {
    const [task] = tasks
    if (task) tell({ ...task, ...changed })
    return Promise.resolve(succeed({}))
  }
  const still = { bytesPerSecond: null, secondsLeft: null, phase: null } as const

  const next = (): boolean => {
    const word = playing?.words[playing.at]
    if (!playing || !word) return false
    playing.at += 1
    tell(word)
    if (word.state === 'done') show(playing.kind === 'install' ? 'installed' : 'switched')
    return playing.at < playing.words.length
  }

  const desk: GoDesk = {
    inventory: async () => {
      await wait('inventory')
      return faults.inventory ? fail(faults.inventory) : succeed(inventory)
    },
    size: async (id) => {
      await wait('size')
      return succeed({ bytes: recording.sizes[id] ?? null })
    },
    prove: (id) => {
      const proof = recording.proofs[id]
      return Promise.resolve(
        faults.prove ? fail(faults.prove) : proof ? succeed(proof) : fail({ kind: 'unknown-go', id }),
      )
    },
    reveal: () => Promise.resolve(faults.reveal ? fail(faults.reveal) : succeed({})),
    catalogue: async () => {
      await wait('catalogue')
      return faults.catalogue ? fail(faults.catalogue) : succeed(options.catalogue ?? recording.catalogue)
    },
    projects: () => Promise.resolve(succeed(recording.projects)),
    why: (id) => {
      const why = recording.whys[id ?? 'home']
      if (faults.why) return Promise.resolve(fail(faults.why))
      return Promise.resolve(why ? succeed(why) : fail({ kind: 'unknown-project', id: id ?? '' }))
    },
    plan: (request) => {
      if (faults.plan) return Promise.resolve(fail(faults.plan))
      const same = recording.plans.find((one) => isSame(one.request, request))
      if (!same) {
        const text = request.kind === 'install' ? request.version : request.id
        return Promise.resolve(fail({ kind: 'not-a-version', text }))
      }
      const planId = `plan-${(ids += 1)}`
      planned.set(planId, request)
      return Promise.resolve(succeed({ ...same.plan, planId }))
    },
    apply: (planId) => {
      const request = planned.get(planId)
      planned.delete(planId)
      if (faults.apply) return Promise.resolve(fail(faults.apply))
      if (!request) return Promise.resolve(fail({ kind: 'outdated-plan' }))
      applied.push(request.kind)
      const taskId = `task-${(ids += 1)}`
      const recorded = request.kind === 'install' ? recording.tasks.install : recording.tasks.use
      playing = { words: recorded.map((task) => ({ ...task, taskId })), at: 0, kind: request.kind }
      setTimeout(next)
      return Promise.resolve(succeed({ taskId }))
    },
    tasks: () => tasks,
    pause: () => change({ ...still, state: 'paused' }),
    resume: () => change({ state: 'running', outcome: null, ways: [] }),
    cancel: () => change({ ...still, state: 'cancelled', outcome: [] }),
    close: () => Promise.resolve(),
  }

  return {
    load: (heard) => {
      announce = heard
      return Promise.resolve(desk)
    },
    applied,
    goOn: (until) => {
      if (until === undefined) next()
      else if (until === 'end') while (next());
      else {
        const isThere = (): boolean => {
          const [task] = tasks
          if (!task) return false
          if (typeof until === 'function') return until(task)
          return task.totalBytes !== null && task.bytes >= until * task.totalBytes
        }
        while (!isThere() && next());
      }
    },
    breakDown: (outcome, ways = []) => void change({ ...still, state: 'failed', outcome, ways }),
    show,
  }
}

const isSame = (one: ChangeRequest, other: ChangeRequest): boolean =>
  one.kind === 'install' && other.kind === 'install'
    ? one.version.replace(/^go/, '') === other.version.replace(/^go/, '') && one.scope === other.scope
    : one.kind === other.kind && 'id' in one && 'id' in other && one.id === other.id
