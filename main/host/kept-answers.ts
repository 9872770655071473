/** What lists of releases said last, below `$XDG_CACHE_HOME/groundwork/releases`: may be deleted at any time. */
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerKeeper } from '../core/toolchains/catalogue.ts'
import { parseKeptAnswer } from '../core/toolchains/kept-answer.ts'
import { availableVersionsFile } from '../core/toolchains/own-places.ts'
import { cachesOf } from './caches.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

/** Where nothing can be written nothing is kept, and nothing fails; what is damaged is as good as none. */
export const createAnswerKeeper = (environment: Readonly<Record<string, string>>): AnswerKeeper => {
  const parent = cachesOf(environment)
  const directory = parent && join(parent, 'groundwork/releases')
  const pathOf = (name: string): string | null =>
    directory && join(directory, `${createHash('sha256').update(name).digest('hex').slice(0, 16)}.json`)
  const readAt = async (path: string): ReturnType<AnswerKeeper['all']> => {
    const text = await readPrivateFile(path)
    const answer = text && parseKeptAnswer(text.toString())
    return answer ? [answer] : []
  }
  return {
    read: async (name) => {
      const path = pathOf(name)
      return path === null ? null : ((await readAt(path))[0] ?? null)
    },
    all: async () => {
      if (directory === null) return []
      const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json'))
      return (await Promise.all(names.map((name) => readAt(join(directory, name))))).flat()
    },
    keep: async (name, answer) => {
      const path = pathOf(name)
      if (path === null) return
      await writePrivateFile(path, JSON.stringify({ name, ...answer })).catch(() => undefined)
    },
  }
}

/** Keeps the versions that there are to install as shells read them while they complete; nothing fails where none can be. */
export const keepAvailableVersions = async (
  names: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> => {
  const parent = cachesOf(environment)
  if (parent === null || names.length === 0) return
  const lines = names.map((name) => `${name.replace(/^go/, '')}\n`)
  await writePrivateFile(join(parent, availableVersionsFile), lines.join('')).catch(() => undefined)
}
