import * as os from 'node:os'
import { expect, test } from 'vitest'
import type { CheckResult } from '#contract'
import { allChecks } from '../../core/all-checks.ts'
import { runChecks } from '../../core/engine.ts'
import { readMachineFacts } from '../../core/probes/facts.ts'
import { remembering } from '../../core/remembering.ts'
import { createFakeHost } from '../../core/testing/fake-host.ts'
import { machineSchema, type Machine } from '../../core/testing/machine.ts'
import { systemClock } from '../clock.ts'
import { createLocalHost } from '../local.ts'
import { recordMachine } from './record-machine.ts'

const local = createLocalHost()
const person = { name: local.user().name, home: local.user().home, hostName: os.hostname() }
const about = { name: 'here', date: '2026-01-01', source: 'this test', person }

/** All results of a written-down machine, without the times. */
const replay = async (machine: Machine): Promise<readonly Partial<CheckResult>[]> => {
  const host = remembering(createFakeHost(machine))
  const facts = await readMachineFacts(host)
  return (await runChecks({ host, facts, checks: allChecks, clock: systemClock })).map(withoutTimes)
}
const withoutTimes = ({ startedAt: _, durationMs: __, ...result }: CheckResult): Partial<CheckResult> => result

test('this machine, recorded and replayed, gives the same results', { timeout: 60_000 }, async () => {
  const recorded = await recordMachine(local, allChecks, about)
  const machine = machineSchema.parse(JSON.parse(JSON.stringify(recorded.machine)))
  const replayed = await replay(machine)
  expect(recorded.unfaithful).toEqual([])
  expect(replayed).toEqual(recorded.results.map(withoutTimes))
  expect(await replay(machine)).toEqual(replayed)
})
