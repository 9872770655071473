/** Builds what is stale before the first e2e file: these tests run what a person would run. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Called by vitest once, before everything. */
export const setup = (): void => {
  execFileSync(process.execPath, [join(import.meta.dirname, '../main/launch/build.mjs')], {
    stdio: 'inherit',
    // vitest says `test` there, and the page would have React's half for development.
    env: { ...process.env, NODE_ENV: 'production' },
  })
}
