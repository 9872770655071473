/** Whether a name is taken. */
import * as fs from 'node:fs/promises'

/** Whether anything stands at `path` that can be looked at; a link counts, wherever it leads. */
export const isThere = (path: string): Promise<boolean> =>
  fs.lstat(path).then(
    () => true,
    () => false,
  )
