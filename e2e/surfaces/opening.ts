/** `groundwork open` as the terminal calls it, inside the test. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '#contract'
import { open, type OpenOptions, type OpenSurroundings } from '../../main/open.ts'
import { builtDirectory, fixturePage } from './built.ts'

export interface TestOpening {
  readonly status: Promise<number>
  /** Everything written so far, errors included. */
  readonly output: () => string
  /** What Ctrl+C does. */
  readonly interrupt: () => void
}

/** A `$XDG_RUNTIME_DIR` of the test's own, so that it meets no window that is open on this machine. */
export const ownRuntime = (): { readonly directory: string; readonly remove: () => void } => {
  const directory = mkdtempSync(join(tmpdir(), 'groundwork-runtime-'))
  chmodSync(directory, 0o700)
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

/** Opens the app with the tests' small page. */
export const openForTest = (
  options: Partial<OpenOptions>,
  around: OpenSurroundings & { readonly environment: Readonly<Record<string, string | undefined>> },
  language: Language = 'en',
): TestOpening => {
  let output = ''
  const write = (text: string): void => void (output += text)
  const interruption = new AbortController()
  const status = open(
    {
      builtDirectory,
      language,
      isColoured: false,
      columns: 100,
      write,
      writeError: write,
      interrupted: interruption.signal,
      ...options,
    },
    { rendererDirectory: fixturePage, ...around },
  )
  return { status, output: () => output, interrupt: () => interruption.abort() }
}
