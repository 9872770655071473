/** Runs the whole checklist on a machine and writes down everything that it was told. */
import { checkResultSchema, type CheckResult } from '#contract'
import type { AnyCheck } from '../../core/check.ts'
import { runChecks } from '../../core/engine.ts'
import type { ReadableHost } from '../../core/host.ts'
import { readFacts, readMachineFacts } from '../../core/probes/facts.ts'
import { remembering } from '../../core/remembering.ts'
import { machineSchema, type Machine } from '../../core/testing/machine.ts'
import { systemClock } from '../clock.ts'
import { patchUntilFaithful } from './faithful.ts'
import { cutGoSources } from './go-sources.ts'
import { packBytes } from './pack.ts'
import { personRemover, withoutPerson, type Person } from './personal.ts'
import { recordingOf } from './recording-host.ts'
import { describeRuns } from './runs.ts'
import { surveyTree } from './survey.ts'

export interface Recorded {
  readonly machine: Machine
  /** As they came out on the machine itself, without the person. */
  readonly results: readonly CheckResult[]
  /** Questions that the written-down machine would answer differently; empty where the recording is good. */
  readonly unfaithful: readonly string[]
}

/** Records `inner` while `checks` run on it. It is only looked at. */
export const recordMachine = async (
  inner: ReadableHost,
  checks: readonly AnyCheck[],
  about: { readonly name: string; readonly date: string; readonly source: string; readonly person: Person },
): Promise<Recorded> => {
  const recording = recordingOf(inner)
  const host = remembering(recording.host)
  const facts = await readMachineFacts(host)
  await readFacts(host)
  const results = await runChecks({ host, facts, checks, clock: systemClock })
  const kernel = inner.kernel()
  if (!kernel) throw new Error(`${inner.target} has no kernel to record`)
  const machine: Machine = {
    format: 1,
    name: about.name,
    origin: 'recorded',
    date: about.date,
    sources: [about.source],
    kernel,
    user: { ...inner.user() },
    environment: { ...inner.environment() },
    ...(await surveyTree(inner, recording.paths)),
    runs: describeRuns(recording.runs),
  }
  const { machine: patched, unfaithful } = await patchUntilFaithful(machine, recording.paths)
  const clean = personRemover(about.person, patched)
  return {
    machine: machineSchema.parse(packBytes(inOrder(cutGoSources(withoutPerson(patched, about.person))))),
    results: checkResultSchema.array().parse(JSON.parse(clean(JSON.stringify(results)))),
    unfaithful,
  }
}

/** Sorted by path, so that two recordings can be compared line by line. */
const inOrder = (machine: Machine): Machine => ({
  ...machine,
  files: sortKeys(machine.files),
  spaces: sortKeys(machine.spaces),
})

const sortKeys = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
