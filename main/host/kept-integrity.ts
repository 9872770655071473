/** What was found of trees of Go, below `$XDG_CACHE_HOME/groundwork/integrity`: may be deleted at any time. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { formatRemembered, parseRemembered } from '../core/toolchains/integrity-json.ts'
import type { IntegrityMemory } from '../core/toolchains/integrity.ts'
import { cachesOf } from './caches.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

/** One file a tree, so that two runs never overwrite what the other learnt. */
export const createIntegrityMemory = (environment: Readonly<Record<string, string>>): IntegrityMemory => {
  const cache = cachesOf(environment)
  const pathOf = (tree: string): string | null =>
    cache && join(cache, 'groundwork/integrity', `${createHash('sha256').update(tree).digest('hex').slice(0, 32)}.json`)
  return {
    read: async (tree) => {
      const path = pathOf(tree)
      const text = path === null ? null : await readPrivateFile(path)
      const remembered = text === null ? null : parseRemembered(text.toString())
      return remembered?.integrity.tree === tree ? remembered : null
    },
    keep: async (remembered) => {
      const path = pathOf(remembered.integrity.tree)
      if (path !== null) await writePrivateFile(path, formatRemembered(remembered)).catch(() => undefined)
    },
  }
}
