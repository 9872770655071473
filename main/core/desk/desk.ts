/** Go itself, as the page asks for it: what is here is shown, and changes are planned, shown, and made by their plan. */
import { fail, succeed, type EventName, type EventPayload, type GoProject, type Plan, type Result } from '#contract'
import type { Clock } from '../engine.ts'
import type { GoDesk } from '../go-desk.ts'
import { cleanedText, type Cleaned } from '../toolchains/cleaned.ts'
import type { Catalogue } from '../toolchains/catalogue.ts'
import type { InventoryRow } from '../toolchains/inventory.ts'
import type { Source } from '../toolchains/source.ts'
import { catalogueOf } from './available-versions.ts'
import { prepareChange } from './changes.ts'
import type { GoMachine } from './machine.ts'
import { createPlanShelf, doesTheSame } from './plan-shelf.ts'
import { integrityText, rowsOf } from './rows.ts'
import { createTasks } from './tasks.ts'
import { whyOf } from './why-view.ts'

export interface DeskPorts {
  readonly machine: GoMachine
  readonly sources: readonly Source[]
  readonly clock: Clock
  readonly newId: () => string
  readonly announce: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
  /** For bugs, as in `Ports`. */
  readonly log: (line: string) => void
}

export const createDesk = (ports: DeskPorts): GoDesk => {
  const { machine, sources, clock, newId, announce, log } = ports
  const shelf = createPlanShelf({ clock, newId })
  const tasks = createTasks({
    clock,
    newId,
    log,
    announce: (task) => announce('task:changed', task),
    onEnd: () => announce('go:changed', {}),
  })
  const idOf = (path: string): string => machine.idOf(path)
  /** Rows as they were last handed out. */
  let rows: ReadonlyMap<string, InventoryRow> = new Map()
  let projects: ReadonlyMap<string, GoProject> = new Map()
  /** The versions there are, as they were told last since the app was started. */
  let told: Catalogue | null = null
  /** Nobody waits for it: what was taken away is told once it is. */
  let cleaning: Promise<void> | null = null
  let cleaned: readonly Cleaned[] = []
  /** Trees are counted one after the other: a page asks for all at once, and a disk has one head. */
  let counted: Promise<unknown> = Promise.resolve()

  const look = async (): Promise<Awaited<ReturnType<GoMachine['inventory']>>> => {
    const inventory = await machine.inventory()
    rows = new Map(inventory.rows.map((row) => [idOf(row.tree), row]))
    return inventory
  }
  /** The row that was handed out under `id`. */
  const rowOf = async (id: string): Promise<InventoryRow | null> => {
    const known = rows.get(id)
    if (known) return known
    await look()
    return rows.get(id) ?? null
  }
  /** The row as it is now. */
  const freshRowOf = async (id: string): Promise<InventoryRow | null> => {
    await look()
    return rows.get(id) ?? null
  }
  const tidy = async (): Promise<void> => {
    cleaned = await machine.recover()
    if (cleaned.length > 0) announce('go:changed', {})
  }
  const unknownGo = (id: string): Result<never> => fail({ kind: 'unknown-go', id })

  const changeParts = { machine, sources, rowOf: freshRowOf }

  return {
    inventory: async () => {
      const [inventory, kept] = await Promise.all([look(), machine.releases()])
      const releases = [...kept, ...(told?.versions ?? []).map(({ version }) => version)]
      const trees = inventory.rows.map(({ tree }) => tree)
      const [integrities, provenances] = await Promise.all([machine.remembered(trees), machine.provenances(trees)])
      cleaning ??= tidy().catch((error: unknown) => log(`tidying: ${String(error)}`))
      return succeed({
        ...rowsOf(inventory, { integrities, provenances, releases }, idOf),
        cleaned: cleaned.map(cleanedText),
      })
    },
    size: async (id) => {
      const row = await rowOf(id)
      if (!row) return unknownGo(id)
      const counting = counted.then(() => machine.sizeOf(row.tree))
      counted = counting.catch(() => undefined)
      return succeed({ bytes: await counting })
    },
    prove: async (id) => {
      const row = await rowOf(id)
      const found = row && (await machine.verify(row.tree))
      return found ? succeed(integrityText(found)) : unknownGo(id)
    },
    reveal: async (id) => {
      const row = await rowOf(id)
      if (!row) return unknownGo(id)
      const problem = await machine.reveal(row.tree)
      return problem ? fail({ kind: 'cannot-reveal', path: row.tree }) : succeed({})
    },
    catalogue: async () => {
      const [catalogue, archives] = await Promise.all([machine.available(), machine.archives()])
      told = catalogue
      // Which versions there are decides which of those here are old.
      announce('go:changed', {})
      return succeed(catalogueOf(catalogue, { sources, archives, arch: machine.arch(), idOf }))
    },
    projects: async () => {
      const found = await machine.projects()
      const all = found.map(({ directory, files }) => ({ id: idOf(directory), directory, files: [...files] }))
      projects = new Map(all.map((project) => [project.id, project]))
      return succeed(all)
    },
    why: async (id) => {
      const directory = id === null ? machine.home() : projects.get(id)?.directory
      const why = directory == null ? null : await machine.why(directory)
      return why ? succeed(whyOf(why, idOf)) : fail({ kind: 'unknown-project', id: id ?? '' })
    },
    plan: async (request) => {
      const prepared = await prepareChange(request, changeParts)
      if (!prepared.ok) return prepared
      const { shown, basis } = prepared.value
      return succeed({ planId: shelf.put({ request, shown, basis }), ...shown } satisfies Plan)
    },
    apply: async (planId) => {
      const plan = shelf.take(planId)
      if (!plan) return fail({ kind: 'outdated-plan' })
      if (plan.shown.obstacle) return fail({ kind: 'not-from-here' })
      const now = await prepareChange(plan.request, changeParts)
      if (!now.ok || !doesTheSame(now.value, plan)) return fail({ kind: 'outdated-plan' })
      const { kind, title } = plan.shown
      return succeed({ taskId: tasks.start({ kind, title, ...now.value.work }) })
    },
    tasks: () => tasks.list(),
    pause: (taskId) => Promise.resolve(tasks.pause(taskId)),
    resume: (taskId) => Promise.resolve(tasks.resume(taskId)),
    cancel: (taskId) => Promise.resolve(tasks.cancel(taskId)),
    close: () => tasks.close(),
  }
}
