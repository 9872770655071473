/** Who was the fastest last time, in `$XDG_CACHE_HOME/groundwork/fastest-source.json`: may be deleted at any time. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { keptSourceText, parseKeptSource, type SourceMemory } from '../core/toolchains/source-memory.ts'
import { cachesOf } from './caches.ts'
import { writePrivateFile } from './private-file.ts'

/** Where nothing can be written nothing is kept, and nothing fails. */
export const createSourceMemory = (environment: Readonly<Record<string, string>>): SourceMemory => {
  const parent = cachesOf(environment)
  const path = parent === null ? null : join(parent, 'groundwork/fastest-source.json')
  return {
    read: async () => {
      const text = path === null ? null : await fs.readFile(path, 'utf8').catch(() => null)
      return text === null ? null : parseKeptSource(text, new Date())
    },
    keep: async (name) => {
      if (path === null) return
      const kept =
        name === null ? fs.rm(path, { force: true }) : writePrivateFile(path, keptSourceText(name, new Date()))
      await kept.catch(() => undefined)
    },
  }
}
