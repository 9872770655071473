/** Who was the fastest last time, in `$XDG_CACHE_HOME/groundwork/fastest-source.json`: may be deleted at any time. */
import { join } from 'node:path'
import { keptSourceText, parseKeptSource, type SourceMemory } from '../core/toolchains/source-memory.ts'
import { cachesOf } from './caches.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

/** Where nothing can be written nothing is kept, and nothing fails. */
export const createSourceMemory = (environment: Readonly<Record<string, string>>): SourceMemory => {
  const parent = cachesOf(environment)
  const path = parent === null ? null : join(parent, 'groundwork/fastest-source.json')
  return {
    read: async () => {
      const text = path === null ? null : await readPrivateFile(path)
      return text === null ? null : parseKeptSource(text.toString(), new Date())
    },
    keep: async (name) => {
      if (path === null) return
      await writePrivateFile(path, name === null ? '' : keptSourceText(name, new Date())).catch(() => undefined)
    },
  }
}
