/** Go itself, as the page asks for it: what is here is shown, and changes are planned, shown, and made by their plan. */
import {
  fail,
  succeed,
  type ChangeRequest,
  type EventName,
  type EventPayload,
  type GoProject,
  type Plan,
  type Result,
  type Text,
} from '#contract'
import type { Clock } from '../engine.ts'
import type { GoDesk } from '../go-desk.ts'
import { cleanedText, type Cleaned } from '../toolchains/cleaned.ts'
import { parseGoVersion } from '../toolchains/go-version.ts'
import type { InventoryRow } from '../toolchains/inventory.ts'
import { nextLoginText, sessionText } from '../toolchains/path-text.ts'
import { removedText } from '../toolchains/removal.ts'
import type { Source } from '../toolchains/source.ts'
import { userLines } from '../toolchains/users-text.ts'
import { catalogueOf } from './available-versions.ts'
import { installEnd } from './install-ends.ts'
import { chosenSource, planInstall } from './install-plan.ts'
import type { GoMachine, InstallWatch } from './machine.ts'
import { phaseTexts } from './phase-texts.ts'
import { createPlanShelf, doesTheSame, type ShownPlan } from './plan-shelf.ts'
import { sentence } from './plan-texts.ts'
import { planRemoval, usersShown } from './remove-plan.ts'
import { integrityText, ownVersion, rowsOf } from './rows.ts'
import type { Work } from './task.ts'
import { createTasks } from './tasks.ts'
import { planUse } from './use-plan.ts'
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

/** A plan, and what would do it. */
interface Prepared {
  readonly shown: ShownPlan
  /** As in `ShelvedPlan`. */
  readonly basis: unknown
  readonly work: Omit<Work, 'kind' | 'title'>
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
  /** Once, before anything is shown. */
  let cleaning: Promise<readonly Cleaned[]> | null = null
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
  const unknownGo = (id: string): Result<never> => fail({ kind: 'unknown-go', id })

  const prepareInstall = async (
    request: Extract<ChangeRequest, { readonly kind: 'install' }>,
  ): Promise<Result<Prepared>> => {
    const version = parseGoVersion(request.version)
    if (!version) return fail({ kind: 'not-a-version', text: request.version })
    const source = chosenSource(request.source, sources)
    if (source === undefined) return fail({ kind: 'unknown-source', name: request.source })
    const isSystem = request.scope === 'system'
    const [place, known] = await Promise.all([machine.place(version, isSystem), machine.known()])
    return succeed({
      shown: planInstall({ version, isSystem, source, place, known, arch: machine.arch() }),
      basis: null,
      work: {
        canPause: true,
        run: async (report, signal) => {
          const told: Text[] = []
          const watch: InstallWatch = {
            onProgress: (phase, bytes, totalBytes) => report({ phase: phaseTexts[phase], bytes, totalBytes }),
            onNotice: (notice) => told.push(sentence(notice)),
            onCleaned: (cleaned) => told.push(...cleaned.map(cleanedText)),
          }
          const { kind, outcome } = installEnd(version, await machine.install(version, source?.name, watch, signal))
          return { kind, outcome: [...outcome, ...told] }
        },
        discard: () => machine.discardDownload(version),
      },
    })
  }

  const prepareUse = async (id: string): Promise<Result<Prepared>> => {
    const row = await freshRowOf(id)
    const version = row && ownVersion(row)
    if (!version) return unknownGo(id)
    const isSystem = row.own?.scope === 'system'
    const place = await machine.place(version, isSystem)
    const trial = isSystem || !place ? null : await machine.use(version, true)
    const path = isSystem || !place || (trial && !trial.ok) ? null : await machine.path.plan('add', false, true)
    const problem = trial && !trial.ok ? trial.problem : null
    const commands = isSystem ? await machine.systemSwitch(version) : []
    return succeed({
      shown: planUse({ version, row, place, problem, path, commands }),
      basis: null,
      work: {
        canPause: false,
        run: async (_, signal) => {
          const used = await machine.use(version, false)
          if (!used.ok) return { kind: 'failed', outcome: [sentence(used.problem)] }
          const leads = {
            en: `${used.value} leads to ${version.name}.`,
            'zh-CN': `${used.value} 指向 ${version.name}。`,
          }
          const trouble = path?.kind === 'plan' ? await machine.path.apply(path, false, signal) : null
          const sessions = await machine.path.sessions()
          const next = nextLoginText(sessions, `${used.value}/bin/go`)
          return {
            kind: trouble ? 'failed' : 'done',
            outcome: [
              leads,
              ...(trouble ? [trouble] : []),
              ...(path?.kind === 'impossible' ? [path.text] : []),
              ...sessions.map(sessionText),
              ...(next ? [next] : []),
            ],
          }
        },
        discard: () => Promise.resolve(),
      },
    })
  }

  const prepareRemoval = async (id: string): Promise<Result<Prepared>> => {
    const row = await freshRowOf(id)
    const version = row && ownVersion(row)
    if (!version) return unknownGo(id)
    const [users, bytes] = await Promise.all([machine.usersOf(row.tree), machine.sizeOf(row.tree)])
    return succeed({
      shown: planRemoval({ version, row, users, bytes }),
      basis: usersShown(users),
      work: {
        canPause: false,
        run: async (report, signal) => {
          const cleaned: Cleaned[] = []
          const removed = await machine.remove(version, {
            // Whoever uses it was shown.
            isForced: users.length > 0,
            signal,
            onWait: () => report({ phase: phaseTexts.waiting, bytes: 0, totalBytes: 0 }),
            onCleaned: (some) => cleaned.push(...some),
          })
          const text = removed.ok ? removedText(removed.value) : removed.problem
          const left = removed.ok ? [] : userLines(removed.users)
          return {
            kind: removed.ok ? 'done' : 'failed',
            outcome: [...[text, ...left].map(sentence), ...cleaned.map(cleanedText)],
          }
        },
        discard: () => Promise.resolve(),
      },
    })
  }

  const prepare = (request: ChangeRequest): Promise<Result<Prepared>> => {
    switch (request.kind) {
      case 'install':
        return prepareInstall(request)
      case 'use':
        return prepareUse(request.id)
      case 'remove':
        return prepareRemoval(request.id)
      case 'clean':
      case 'adopt':
        return Promise.resolve(fail({ kind: 'not-from-here' }))
    }
  }

  return {
    inventory: async () => {
      const cleaned = await (cleaning ??= machine.recover())
      const [inventory, known] = await Promise.all([look(), machine.known()])
      const versions = known.versions.map(({ version }) => version)
      const integrities = await machine.remembered(inventory.rows.map(({ tree }) => tree))
      return succeed({ ...rowsOf(inventory, integrities, versions, idOf), cleaned: cleaned.map(cleanedText) })
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
      return row ? fail({ kind: 'cannot-reveal', path: row.tree }) : unknownGo(id)
    },
    catalogue: async () => succeed(catalogueOf(await machine.available(), sources, machine.arch())),
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
      const prepared = await prepare(request)
      if (!prepared.ok) return prepared
      const { shown, basis } = prepared.value
      return succeed({ planId: shelf.put({ request, shown, basis }), ...shown } satisfies Plan)
    },
    apply: async (planId) => {
      const plan = shelf.take(planId)
      if (!plan) return fail({ kind: 'outdated-plan' })
      if (plan.shown.obstacle) return fail({ kind: 'not-from-here' })
      const now = await prepare(plan.request)
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
