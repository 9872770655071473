/** The whole app on a written-down machine, for tests of what stands around it. */
import { settingsSchema, succeed, type Settings } from '#contract'
import { allChecks } from '../all-checks.ts'
import { createApplication, type Application, type Ports } from '../application.ts'
import { createDesk } from '../desk/desk.ts'
import type { Clock } from '../engine.ts'
import { createFakeHost, type MachinePart } from './fake-host.ts'
import { createFakeGoMachine } from './go-machine.ts'
import { stillClock } from './judge.ts'

/** An app on `machine` that opens nothing, logs into `bugs`, and keeps settings in memory. */
export const createTestApplication = (
  machine: MachinePart,
  changed: Partial<Ports> = {},
): { readonly application: Application; readonly bugs: string[] } => {
  const bugs: string[] = []
  let settings: Settings = settingsSchema.parse({})
  let ids = 0
  const host = createFakeHost(machine)
  const clock: Clock = {
    ...stillClock,
    after: (ms, call) => (ms === 0 ? (queueMicrotask(call), () => undefined) : () => undefined),
  }
  const newId = (): string => `id-${(ids += 1)}`
  const log = (line: string): void => void bugs.push(line)
  const application = createApplication({
    host,
    checks: allChecks,
    clock,
    loadGo: (announce) =>
      Promise.resolve(createDesk({ machine: createFakeGoMachine(host), sources: [], clock, newId, announce, log })),
    settings: {
      read: () => Promise.resolve(succeed(settings)),
      change: (change) => Promise.resolve(succeed((settings = settingsSchema.parse({ ...settings, ...change })))),
    },
    newId,
    openAddress: () => Promise.resolve(false),
    log,
    version: '0.0.0-test',
    surface: 'terminal',
    systemLanguage: 'en',
    euid: 1000,
    isSandboxed: true,
    ...changed,
  })
  return { application, bugs }
}
