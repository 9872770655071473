/** Runs checks: all at once, each on its own, streaming. A check that hangs, throws or meets garbage never sinks the others. */
import { categories, resultStates, type CheckResult, type Counts, type ResultState, type Text } from '#contract'
import type { AnyCheck, DescribedFix, Measured, Verdict } from './check.ts'
import { engineWords } from './engine-words.ts'
import { CannotAsk, type ReadableHost } from './host.ts'
import { inEveryLanguage, fill, observe, speak, type PhraseValues } from './phrase.ts'
import { ruledOutBy } from './platform.ts'
import type { MachineFacts } from './probes/facts.ts'

/** Time as the engine needs it; a port, so that tests decide what time it is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds from any start, never going back. */
  ticks(): number
  /** Calls back once after `ms`; the returned function calls that off. */
  after(ms: number, call: () => void): () => void
}

export interface EngineOptions {
  readonly host: ReadableHost
  readonly facts: MachineFacts
  readonly checks: readonly AnyCheck[]
  readonly clock: Clock
  /** Whether somebody named these checks, instead of asking for all. */
  readonly byName?: boolean
  readonly signal?: AbortSignal
  readonly onStarted?: (key: string) => void
  readonly onFinished?: (result: CheckResult) => void
  /** Told of a check that threw, which is a bug of ours: the report says so, the log has the rest. */
  readonly onBug?: (key: string, error: unknown) => void
}

/** Default of `Check.timeoutMs`. */
export const defaultTimeoutMs = 10_000

/**
 * Runs `checks` and promises their results in the order of `checks`. After `signal` aborts, what has not finished is
 * left out.
 */
export const runChecks = async (options: EngineOptions): Promise<readonly CheckResult[]> => {
  const { checks, signal } = options
  const isOver = (): boolean => signal?.aborted ?? false
  const results = new Map<AnyCheck, CheckResult>()
  const deadlines: Deadlines = new Set()
  const run = async (check: AnyCheck): Promise<void> => {
    if (isOver()) return
    options.onStarted?.(check.key)
    const result = await runOne(check, options, deadlines)
    if (isOver()) return
    results.set(check, result)
    options.onFinished?.(result)
  }
  await Promise.race([Promise.all(checks.map(run)), whenAborted(signal)])
  for (const callOff of deadlines) callOff()
  return checks.flatMap((check) => results.get(check) ?? [])
}

const whenAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve()
    else signal?.addEventListener('abort', resolve, { once: true })
  })

/** What calls off the deadlines that are still to come. */
type Deadlines = Set<() => void>

const runOne = async (check: AnyCheck, options: EngineOptions, deadlines: Deadlines): Promise<CheckResult> => {
  const { facts, clock, byName = false } = options
  const startedAt = clock.now()
  const startTicks = clock.ticks()
  const finish = (outcome: Outcome): CheckResult => ({
    key: check.key,
    title: inEveryLanguage((language) => check.words[language].title),
    category: check.category,
    why: inEveryLanguage((language) => check.words[language].why),
    references: [...check.references],
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.max(0, Math.round((clock.ticks() - startTicks) * 10) / 10),
    ...outcome,
  })
  try {
    const ruledOut = ruledOutBy(check.platform, facts)
    if (ruledOut) return finish(ofEngine(check, 'notapplicable', 'does-not-apply', { reason: ruledOut }))
    const looking = check.look(options.host, facts, { byName })
    const seen = await within(looking, check.timeoutMs ?? defaultTimeoutMs, clock, deadlines)
    const verdict = check.judge(seen, facts)
    const fixes =
      verdict.result === 'pass' || verdict.result === 'notapplicable' ? [] : (check.fixes?.(seen, facts) ?? [])
    return finish(inWords(check, verdict, options.host.canRun ? fixes : fixes.map(inWordsOnly)))
  } catch (error) {
    if (error instanceof CannotAsk) {
      return finish(ofEngine(check, 'notchecked', error.reason, { detail: error.message }))
    }
    if (error instanceof TimedOut) {
      return finish(ofEngine(check, 'error', 'timed-out', { seconds: error.afterMs / 1000 }))
    }
    if (error instanceof Unreadable) {
      return finish(ofEngine(check, 'error', 'unreadable', { source: error.source, detail: error.message }))
    }
    options.onBug?.(check.key, error)
    return finish(ofEngine(check, 'error', 'threw', { detail: String(error) }))
  }
}

/** Commands for a mounted disk would change this machine when they are pasted here: what is to be done is said, not given. */
const inWordsOnly = (fix: DescribedFix<string>): DescribedFix<string> => ({
  ...fix,
  commands: [],
  undo: { ...fix.undo, commands: [] },
})

/** Thrown by a probe that met something it cannot make sense of: garbage, a refusal, a tool that died. */
export class Unreadable extends Error {
  /** The path or command that gave it. */
  readonly source: string
  constructor(source: string, detail: string) {
    super(detail)
    this.name = 'Unreadable'
    this.source = source
  }
}

class TimedOut extends Error {
  readonly afterMs: number
  constructor(afterMs: number) {
    super(`no answer within ${afterMs} ms`)
    this.afterMs = afterMs
  }
}

/** `work`, or a rejection with `TimedOut` when it takes longer. */
const within = <Answer>(work: Promise<Answer>, ms: number, clock: Clock, deadlines: Deadlines): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => reject(new TimedOut(ms)))
    deadlines.add(callOff)
    const done = (): void => {
      callOff()
      deadlines.delete(callOff)
    }
    work
      .finally(done)
      .then(resolve, (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))))
  })

type Outcome = Pick<
  CheckResult,
  'severity' | 'result' | 'code' | 'summary' | 'found' | 'expected' | 'evidence' | 'causes' | 'fixes'
>

const ofEngine = (
  check: AnyCheck,
  result: ResultState,
  code: keyof (typeof engineWords)['en'],
  values: PhraseValues,
): Outcome => ({
  severity: check.severity,
  result,
  code,
  summary: inEveryLanguage((language) => fill(engineWords[language][code], values, language)),
  found: null,
  expected: null,
  evidence: [],
  causes: [],
  fixes: [],
})

const inWords = (check: AnyCheck, verdict: Verdict<string>, fixes: readonly DescribedFix<string>[]): Outcome => {
  const says: Parameters<typeof observe>[1] = (language) => check.words[language].says
  return {
    severity: verdict.severity ?? check.severity,
    result: verdict.result,
    code: typeof verdict.says === 'string' ? verdict.says : verdict.says.code,
    summary: speak(verdict.says, says),
    found: verdict.found === undefined ? null : observe(verdict.found, says),
    expected: verdict.expected === undefined ? null : observe(verdict.expected, says),
    evidence: verdict.evidence.map((measured: Measured<string>) => ({
      label: speak(measured.label, says),
      source: measured.source,
      observed: measured.observed === null ? null : observe(measured.observed, says),
      expected: measured.expected == null ? null : observe(measured.expected, says),
    })),
    causes: (verdict.causes ?? []).map((cause) => ({ likelihood: cause.likelihood, text: speak(cause.says, says) })),
    fixes: fixes.map((fix) => {
      const part = (name: 'title' | 'when' | 'tradeoff' | 'undo'): Text | null => {
        if (check.words.en.fixes?.[fix.id]?.[name] === undefined) return null
        return inEveryLanguage((language) =>
          fill(check.words[language].fixes?.[fix.id]?.[name] ?? '', fix.values, language),
        )
      }
      const none: Text = { en: '', 'zh-CN': '' }
      return {
        id: fix.id,
        title: part('title') ?? none,
        when: part('when') ?? none,
        tradeoff: part('tradeoff'),
        privilege: fix.privilege,
        activation: fix.activation,
        commands: [...fix.commands],
        undo: { level: fix.undo.level, reason: part('undo'), commands: [...fix.undo.commands] },
      }
    }),
  }
}

/** How many results are in each state. */
export const countStates = (results: readonly CheckResult[]): Counts => {
  const counts = Object.fromEntries(resultStates.map((state) => [state, 0])) as Counts
  for (const result of results) counts[result.result] += 1
  return counts
}

/** The order of a report: by category as the contract lists them, then by key. */
export const inReportOrder = <Item extends { readonly key: string; readonly category: CheckResult['category'] }>(
  items: readonly Item[],
): readonly Item[] =>
  [...items].sort(
    (a, b) =>
      categories.indexOf(a.category) - categories.indexOf(b.category) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
