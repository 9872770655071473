/** Small files of the person's own, which nobody else reads, and whose words nobody else can put there. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'
import { whyShared } from './private-directory.ts'

/** What `path` holds; null where it cannot be read, or where others could have put it there. */
export const readPrivateFile = async (path: string): Promise<Buffer | null> => {
  try {
    return (await whyShared(dirname(path))) === null ? await fs.readFile(path) : null
  } catch {
    return null
  }
}

/**
 * Writes `text` beside `path` and renames it, so that the file is never half; makes its directories. Rejects with the
 * system's reason, and then leaves nothing of its own behind; for root also where another user could lead it elsewhere,
 * as in a home that sudo or su has kept.
 */
export const writePrivateFile = async (path: string, text: string | Uint8Array): Promise<void> => {
  const temporary = `${path}.${randomUUID()}.tmp`
  if (process.geteuid?.() === 0) {
    const shared = await whyShared(dirname(path), 0)
    if (shared !== null) throw new Error(shared.en)
  }
  try {
    await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await fs.writeFile(temporary, text, { mode: 0o600, flag: 'wx' })
    await fs.rename(temporary, path)
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}
