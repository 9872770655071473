/** A directory for sockets and files of this session that nobody else can look into. */
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * `$XDG_RUNTIME_DIR` where it is private to `uid`, else `groundwork-<uid>` in the temporary directory, made where it is
 * missing; null where neither is private. Never throws.
 */
export const runtimeDirectory = (
  environment: Readonly<Record<string, string | undefined>>,
  uid: number,
): string | null => {
  const { XDG_RUNTIME_DIR: told } = environment
  if (told && isAbsolute(told) && isPrivate(told, uid)) return told
  const own = join(tmpdir(), `groundwork-${uid}`)
  try {
    mkdirSync(own, { mode: 0o700 })
  } catch {
    // Already there, or not to be made: what counts is whose it is.
  }
  return isPrivate(own, uid) ? own : null
}

const isPrivate = (path: string, uid: number): boolean => {
  try {
    const status = lstatSync(path)
    return status.isDirectory() && status.uid === uid && (status.mode & 0o077) === 0
  } catch {
    return false
  }
}
