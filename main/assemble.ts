/** Joins core with the parts that touch this machine; what every surface starts from. */
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { SurfaceName } from '#contract'
import { allChecks } from './core/all-checks.ts'
import { createApplication, type Application, type Ports } from './core/application.ts'
import type { ReadableHost } from './core/host.ts'
import { systemClock } from './host/clock.ts'
import { systemLanguage } from './host/language.ts'
import { createLocalHost } from './host/local.ts'
import { createSettingsFile, settingsPath } from './host/settings-file.ts'
import { version } from '../package.json'

export { version }

export interface Surroundings {
  readonly surface: SurfaceName
  readonly host?: ReadableHost
  readonly isSandboxed?: boolean
  readonly openAddress?: (url: string) => Promise<boolean>
  /** Default: the Go of this machine. */
  readonly loadGo?: Ports['loadGo']
}

/** The app on this machine, ready to be shown. */
export const assemble = (surroundings: Surroundings): Application => {
  const host = surroundings.host ?? createLocalHost()
  return createApplication({
    host,
    checks: allChecks,
    clock: systemClock,
    loadGo: surroundings.loadGo ?? loadGo,
    settings: createSettingsFile(settingsPath(host.environment())),
    newId: randomUUID,
    openAddress: surroundings.openAddress ?? (() => Promise.resolve(false)),
    log: writeLog,
    version,
    surface: surroundings.surface,
    systemLanguage: systemLanguage(process.env),
    euid: process.geteuid?.() ?? null,
    isSandboxed: surroundings.isSandboxed ?? true,
  })
}

/** A part of its own, so that looking at a machine loads nothing that changes one. */
const loadGo: Ports['loadGo'] = async (announce) => {
  const { createGoDesk } = await import('./go-desk-here.ts')
  return createGoDesk(version, { clock: systemClock, newId: randomUUID, announce, log: writeLog })
}

/** Bugs go to standard error; with GROUNDWORK_LOG also into that file. */
const writeLog = (line: string): void => {
  process.stderr.write(`groundwork: ${line}\n`)
  const file = process.env.GROUNDWORK_LOG
  if (file) appendFileSync(file, `${new Date().toISOString()} ${line}\n`)
}
