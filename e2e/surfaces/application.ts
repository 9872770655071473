/** The app that a test shows: the real core, with settings of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SurfaceName } from '#contract'
import { assemble } from '../../main/assemble.ts'
import type { Application } from '../../main/core/application.ts'
import { createLocalHost } from '../../main/host/local.ts'
import type { LaunchOptions } from './surface.ts'

export interface TestApplication {
  readonly application: Application
  /** Ends its runs and removes its settings. */
  readonly remove: () => void
}

/** The real core on `options.host`. Nothing is opened in a browser: addresses are pushed to `options.opened`. */
export const assembleForTest = (
  surface: SurfaceName,
  options: LaunchOptions = {},
  isSandboxed = true,
): TestApplication => {
  const configDirectory = mkdtempSync(join(tmpdir(), 'groundwork-config-'))
  const seen = options.host ?? createLocalHost()
  const host = { ...seen, environment: () => ({ ...seen.environment(), XDG_CONFIG_HOME: configDirectory }) }
  const application = assemble({
    surface,
    host,
    isSandboxed,
    openAddress: async (url) => {
      options.opened?.push(url)
      return options.opened !== undefined
    },
  })
  return {
    application,
    remove: () => {
      application.close()
      rmSync(configDirectory, { recursive: true, force: true })
    },
  }
}
