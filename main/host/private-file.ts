/** Writing a small file of the person's own, which nobody else reads. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes `text` beside `path` and renames it, so that the file is never half; makes its directories. Rejects with the
 * system's reason, and then leaves nothing of its own behind.
 */
export const writePrivateFile = async (path: string, text: string | Uint8Array): Promise<void> => {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await fs.writeFile(temporary, text, { mode: 0o600, flag: 'wx' })
    await fs.rename(temporary, path)
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}
