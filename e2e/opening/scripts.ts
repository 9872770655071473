/** Small programs that stand in for browsers and openers that behave badly. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Scripts {
  /** A POSIX shell script; its absolute path. */
  readonly write: (name: string, text: string) => string
  readonly directory: string
  readonly remove: () => void
}

export const createScripts = (): Scripts => {
  const directory = mkdtempSync(join(tmpdir(), 'groundwork-scripts-'))
  return {
    directory,
    write: (name, text) => {
      const path = join(directory, name)
      writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 })
      return path
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}
