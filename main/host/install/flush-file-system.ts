/** Writing everything of a file system to its disk: one call for a whole tree, where a call for each file takes far longer. */
import { existsSync } from 'node:fs'
import { runCommand } from '../run-command.ts'

/** coreutils (since 8.24) and busybox both have `-f`: syncfs(2), which says what could not be written since Linux 5.8. */
const tools = ['/usr/bin/sync', '/bin/sync', '/run/current-system/sw/bin/sync']

/** What else is being written to that disk is waited for too. */
const timeoutMs = 600_000

/** Promises null once all that is in the file system of `path` is on its disk, or why it is not. */
export const flushFileSystem = async (path: string, signal: AbortSignal): Promise<string | null> => {
  const tool = tools.find((candidate) => existsSync(candidate))
  if (!tool) return 'sync (coreutils) is not here, so that nothing could be written to disk for certain'
  const ran = await runCommand({ argv: [tool, '-f', path], base: 'only', timeoutMs }, {}, signal)
  switch (ran.kind) {
    case 'exited':
      return ran.code === 0 ? null : ran.stderr.trim() || `sync ended with ${ran.code}`
    case 'timeout':
      return `writing to disk took more than ${timeoutMs / 60_000} minutes`
    case 'unstartable':
      return `${tool}: ${ran.code}`
    case 'signalled':
    case 'flooded':
      return `sync ended: ${ran.kind}`
  }
}
