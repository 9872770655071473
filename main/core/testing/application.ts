/** The whole app on a written-down machine, for tests of what stands around it. */
import { settingsSchema, succeed, type Settings } from '#contract'
import { allChecks } from '../all-checks.ts'
import { createApplication, type Application, type Ports } from '../application.ts'
import { createFakeHost, type MachinePart } from './fake-host.ts'
import { stillClock } from './judge.ts'

/** An app on `machine` that opens nothing, logs into `bugs`, and keeps settings in memory. */
export const createTestApplication = (
  machine: MachinePart,
  changed: Partial<Ports> = {},
): { readonly application: Application; readonly bugs: string[] } => {
  const bugs: string[] = []
  let settings: Settings = settingsSchema.parse({})
  let ids = 0
  const application = createApplication({
    host: createFakeHost(machine),
    checks: allChecks,
    clock: {
      ...stillClock,
      after: (ms, call) => (ms === 0 ? (queueMicrotask(call), () => undefined) : () => undefined),
    },
    settings: {
      read: () => Promise.resolve(succeed(settings)),
      change: (change) => Promise.resolve(succeed((settings = settingsSchema.parse({ ...settings, ...change })))),
    },
    newId: () => `id-${(ids += 1)}`,
    openAddress: () => Promise.resolve(false),
    log: (line) => bugs.push(line),
    version: '0.0.0-test',
    surface: 'terminal',
    systemLanguage: 'en',
    euid: 1000,
    isSandboxed: true,
    ...changed,
  })
  return { application, bugs }
}
