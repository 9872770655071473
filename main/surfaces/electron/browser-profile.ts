/** Where Chromium keeps its locks and caches: beside other caches, never beside the person's settings. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'

/**
 * Moves Electron's profile to `$XDG_CACHE_HOME/groundwork/electron`; where that cannot be written, to a new directory
 * of its own under the temporary one, which goes when the app ends. Must run before the single-instance lock is asked for, since the lock lives there.
 */
export const placeBrowserProfile = (app: App, environment: Readonly<Record<string, string | undefined>>): void => {
  const { XDG_CACHE_HOME: cache, HOME: home } = environment
  const parent = cache?.startsWith('/') ? cache : join(home?.startsWith('/') ? home : tmpdir(), '.cache')
  app.setPath('userData', makeDirectory(app, join(parent, 'groundwork/electron')))
}

const makeDirectory = (app: App, wanted: string): string => {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 })
    return wanted
  } catch {
    const instead = mkdtempSync(join(tmpdir(), 'groundwork-'))
    app.on('quit', () => rmSync(instead, { recursive: true, force: true }))
    return instead
  }
}
