/** Removing a tree, read-only directories included. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'

/** Removes `path` and all below it; nothing there is fine. Links are not followed. Rejects with the system's reason. */
export const removeDirectory = async (path: string): Promise<void> => {
  try {
    await fs.rm(path, { recursive: true, force: true })
  } catch {
    // Names in a directory that nobody may write to cannot be removed, not even by its owner, until it is made writable.
    await makeWritable(path)
    await fs.rm(path, { recursive: true, force: true })
  }
}

/** Lets us rename and empty the directories below `path`, itself included, as far as they are ours. */
export const makeWritable = async (path: string): Promise<void> => {
  const status = await fs.lstat(path).catch(() => null)
  if (!status?.isDirectory()) return
  if ((status.mode & 0o700) !== 0o700) await fs.chmod(path, (status.mode & 0o777) | 0o700).catch(() => undefined)
  for (const entry of await fs.readdir(path, { withFileTypes: true }).catch(() => []))
    if (entry.isDirectory()) await makeWritable(join(path, entry.name))
}
