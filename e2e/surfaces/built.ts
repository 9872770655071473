/** What the tests take from the build, and the page they show. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const projectRoot = join(import.meta.dirname, '../..')
export const builtDirectory = join(projectRoot, 'dist')
/** The page itself, as a person gets it. */
export const builtPage = join(builtDirectory, 'renderer')
export const fixturePage = join(projectRoot, 'e2e/fixtures/page')

/** A script of `dist/preload`. */
export const builtScript = (name: 'pipe.js' | 'loopback.js'): string =>
  readFileSync(join(builtDirectory, 'preload', name), 'utf8')
