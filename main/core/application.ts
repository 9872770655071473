/**
 * The app itself: answers every call of the contract and announces its events, on any surface. A surface only carries
 * messages; what it carries is parsed here, once.
 */
import {
  calls,
  fail,
  isCallName,
  reportSchemaVersion,
  succeed,
  type CallAnswer,
  type CallName,
  type CheckResult,
  type EventName,
  type EventPayload,
  type Fault,
  type Language,
  type Report,
  type Result,
  type Settings,
  type SettingsChange,
  type SurfaceName,
} from '#contract'
import type { z } from 'zod'
import type { AnyCheck } from './check.ts'
import { countStates, inReportOrder, runChecks, type Clock } from './engine.ts'
import type { GoDesk } from './go-desk.ts'
import type { ReadableHost } from './host.ts'
import { readFacts, readMachineFacts } from './probes/facts.ts'
import { remembering } from './remembering.ts'
import { renderJson } from './report/json.ts'
import { renderText } from './report/text.ts'

/** What the app needs from outside of core, beside the machine it looks at. */
export interface Ports {
  readonly host: ReadableHost
  readonly checks: readonly AnyCheck[]
  readonly clock: Clock
  /** Go itself; loaded at its first call, since looking at a machine needs none of it. */
  readonly loadGo: (announce: Announce) => Promise<GoDesk>
  readonly settings: SettingsKeeper
  /** A fresh name for a run or a fault; unguessable is not needed. */
  readonly newId: () => string
  /** Opens an https address in the person's browser; false where that is not possible. */
  readonly openAddress: (url: string) => Promise<boolean>
  /** For bugs: what is written here is for us, with the id that the person sees. */
  readonly log: (line: string) => void
  readonly version: string
  readonly surface: SurfaceName
  readonly systemLanguage: Language
  readonly euid: number | null
  readonly isSandboxed: boolean
}

/** Keeps a person's choices. Answers are results, because disks fill and files get damaged. */
export interface SettingsKeeper {
  read(): Promise<Result<Settings>>
  change(change: SettingsChange): Promise<Result<Settings>>
}

export type Announce = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

export interface Application {
  /** Answers one call. `name` and `input` may be anything at all. Never rejects. */
  call(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Hears every event; the returned function stops that. */
  subscribe(listener: Announce): () => void
  /** Looks at the machine and promises the report; what the terminal uses. Unknown keys are a fault. */
  check(keys?: readonly string[], signal?: AbortSignal): Promise<Result<Report>>
  /** Ends every run and every task under way; what a task has is kept. */
  close(): void
}

type Handlers = {
  readonly [Name in CallName]: (
    input: z.output<(typeof calls)[Name]['input']>,
  ) => Result<CallAnswer<Name>> | Promise<Result<CallAnswer<Name>>>
}

/** Builds the app from its ports. Nothing is looked at before the first call asks for it. */
export const createApplication = (ports: Ports): Application => {
  const listeners = new Set<Announce>()
  const announce: Announce = (name, payload) => {
    for (const listener of listeners) listener(name, payload)
  }
  const runs = new Map<string, AbortController>()
  let latest: Report | null = null

  /** A mistake of ours, logged under the id that the person sees. */
  const internalFault = (what: string, error: unknown): Fault => {
    const id = ports.newId()
    ports.log(`fault ${id}: ${what}: ${describeError(error)}`)
    return { kind: 'internal', id }
  }

  let desk: Promise<GoDesk> | null = null
  const go = (): Promise<GoDesk> => (desk ??= ports.loadGo(announce))

  const chosen = (keys: readonly string[] | undefined): Result<readonly AnyCheck[]> => {
    if (!keys) return succeed(ports.checks)
    const unknown = keys.find((key) => !ports.checks.some((check) => check.key === key))
    if (unknown !== undefined) return fail({ kind: 'unknown-check', key: unknown })
    return succeed(ports.checks.filter((check) => keys.includes(check.key)))
  }

  const look = async (
    runId: string,
    checks: readonly AnyCheck[],
    byName: boolean,
    signal: AbortSignal,
  ): Promise<Report> => {
    const startedAt = ports.clock.now()
    const startTicks = ports.clock.ticks()
    const host = remembering(ports.host)
    // Asked at once, so that the shells are under way while the machine facts are read.
    const allFacts = readFacts(host)
    allFacts.catch(() => undefined)
    const facts = await readMachineFacts(host)
    const results = await runChecks({
      host,
      facts,
      checks,
      clock: ports.clock,
      byName,
      signal,
      onStarted: (key) => announce('check:started', { runId, key }),
      onFinished: (result) => announce('check:finished', { runId, result }),
      onBug: (key, error) => ports.log(`${key}: ${describeError(error)}`),
    })
    return {
      schemaVersion: reportSchemaVersion,
      tool: { name: 'groundwork', version: ports.version },
      // Whoever stopped the run does not wait for a shell that hangs.
      host: signal.aborted ? await Promise.race([allFacts, Promise.resolve({ ...facts, go: null })]) : await allFacts,
      euid: ports.euid,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Math.round((ports.clock.ticks() - startTicks) * 10) / 10,
      complete: results.length === checks.length,
      counts: countStates(results),
      results: [...results],
    }
  }

  const handlers: Handlers = {
    'app:describe': () =>
      succeed({
        version: ports.version,
        surface: ports.surface,
        systemLanguage: ports.systemLanguage,
        isRoot: ports.euid === 0,
        isSandboxed: ports.isSandboxed,
      }),
    'facts:read': async () => succeed(await readFacts(remembering(ports.host))),
    'checks:list': () =>
      succeed(
        ports.checks.map((check) => ({
          key: check.key,
          title: { en: check.words.en.title, 'zh-CN': check.words['zh-CN'].title },
          category: check.category,
          severity: check.severity,
        })),
      ),
    'checks:run': ({ keys }) => {
      const checks = chosen(keys)
      if (!checks.ok) return checks
      const runId = ports.newId()
      const abort = new AbortController()
      runs.set(runId, abort)
      // The answer goes first, so that whoever asked knows the id before the first event names it.
      ports.clock.after(0, () => {
        announce('checks:started', { runId, keys: checks.value.map((check) => check.key) })
        void look(runId, checks.value, keys !== undefined, abort.signal)
          .then((report) => {
            latest = keys ? merge(latest, report) : report
            announce('checks:finished', { runId, report: latest })
          })
          .catch((error: unknown) => announce('checks:failed', { runId, fault: internalFault(`run ${runId}`, error) }))
          .finally(() => runs.delete(runId))
      })
      return succeed({ runId })
    },
    'checks:cancel': ({ runId }) => {
      const run = runs.get(runId)
      if (!run) return fail({ kind: 'unknown-run', runId })
      run.abort()
      return succeed({})
    },
    'checks:latest': () => succeed(latest),
    'report:render': ({ format, language }) => {
      if (!latest) return fail({ kind: 'no-report' })
      return succeed({ content: format === 'json' ? renderJson(latest) : renderText(latest, { language }) })
    },
    'reference:open': async ({ key, index }) => {
      const check = ports.checks.find((candidate) => candidate.key === key)
      const reference = check?.references[index]
      if (!reference) return fail({ kind: 'unknown-check', key })
      if (await ports.openAddress(reference.url)) return succeed({})
      return fail({ kind: 'cannot-open', url: reference.url })
    },
    'settings:read': () => ports.settings.read(),
    'settings:change': (change) => ports.settings.change(change),
    'go:inventory': async () => (await go()).inventory(),
    'go:size': async ({ id }) => (await go()).size(id),
    'go:prove': async ({ id }) => (await go()).prove(id),
    'go:reveal': async ({ id }) => (await go()).reveal(id),
    'go:catalogue': async () => (await go()).catalogue(),
    'go:projects': async () => (await go()).projects(),
    'go:why': async ({ id }) => (await go()).why(id),
    'go:plan': async (request) => (await go()).plan(request),
    'go:apply': async ({ planId }) => (await go()).apply(planId),
    'tasks:list': async () => succeed(desk ? (await desk).tasks() : []),
    'task:pause': async ({ taskId }) => (await go()).pause(taskId),
    'task:resume': async ({ taskId }) => (await go()).resume(taskId),
    'task:cancel': async ({ taskId }) => (await go()).cancel(taskId),
  }

  const answer = async (name: CallName, input: unknown): Promise<Result<unknown>> => {
    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success) {
      const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || name}: ${issue.message}`)
      return fail({ kind: 'bad-input', name, problems: problems.slice(0, 10) })
    }
    const handler = handlers[name] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>
    return handler(parsed.data)
  }

  return {
    call: async (name, input) => {
      if (!isCallName(name))
        return fail({ kind: 'unknown-call', name: typeof name === 'string' ? name.slice(0, 100) : typeof name })
      try {
        return await answer(name, input)
      } catch (error) {
        return fail(internalFault(name, error))
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    check: async (keys, signal) => {
      const checks = chosen(keys)
      if (!checks.ok) return checks
      const over = signal ?? new AbortController().signal
      latest = await look(ports.newId(), checks.value, keys !== undefined, over)
      return succeed(latest)
    },
    close: () => {
      for (const run of runs.values()) run.abort()
      void desk?.then((one) => one.close())
    },
  }
}

/** The earlier report with the newer results in place of the old ones. */
const merge = (earlier: Report | null, newer: Report): Report => {
  if (!earlier) return newer
  const byKey = new Map<string, CheckResult>(earlier.results.map((result) => [result.key, result]))
  for (const result of newer.results) byKey.set(result.key, result)
  const results = [...inReportOrder([...byKey.values()])]
  // The report is still the whole look that it was: each result says for itself when it was measured.
  const { startedAt, durationMs } = earlier
  const complete = earlier.complete && newer.complete
  return { ...newer, startedAt, durationMs, complete, results, counts: countStates(results) }
}

const describeError = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
