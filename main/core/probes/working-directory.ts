/** The directory that the app was started in: the shell's, or for a desktop entry usually the home. */
import { Unreadable } from '../engine.ts'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

/** A link of the kernel's (proc_pid_cwd(5)). */
export const workingDirectoryPath = '/proc/self/cwd'

/** Null on a mounted disk, where nothing was started, and where the directory is there no more. */
export const readWorkingDirectory = probe(async (host: ReadableHost): Promise<string | null> => {
  if (!host.canRun) return null
  const target = await host.readLink(workingDirectoryPath)
  if (!target.ok) throw new Unreadable(workingDirectoryPath, target.detail)
  const status = await host.status(target.value)
  return target.value.startsWith('/') && status.ok && status.value.kind === 'directory' ? target.value : null
})
