/** Running one check in a test, the way the app runs it. */
import type { CheckResult } from '#contract'
import type { AnyCheck } from '../check.ts'
import { runChecks, type Clock } from '../engine.ts'
import type { ReadableHost } from '../host.ts'
import { readMachineFacts } from '../probes/facts.ts'
import { remembering } from '../remembering.ts'
import { createFakeHost, type MachinePart } from './fake-host.ts'

/** A clock that stands still: nothing ever times out. */
export const stillClock: Clock = { now: () => 0, ticks: () => 0, after: () => () => undefined }

/** The result of `check` on `host`, as the app would report it; `byName` where it alone was asked for. */
export const resultOn = async (host: ReadableHost, check: AnyCheck, byName = false): Promise<CheckResult> => {
  const run = remembering(host)
  const bugs: Error[] = []
  const results = await runChecks({
    host: run,
    facts: await readMachineFacts(run),
    checks: [check],
    clock: stillClock,
    byName,
    onBug: (key, cause) => bugs.push(new Error(`${key} threw`, { cause })),
  })
  const result = results[0]
  if (bugs[0]) throw bugs[0]
  if (!result) throw new Error('the check gave no result')
  return result
}

/** The result of `check` on a machine that has just these parts. */
export const resultOnMachine = (machine: MachinePart, check: AnyCheck, byName = false): Promise<CheckResult> =>
  resultOn(createFakeHost(machine), check, byName)
