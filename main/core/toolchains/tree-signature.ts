/** Whether any file of a tree was touched since it was read, told without reading it. */
import type { ReadableHost } from '../host.ts'
import { firstOnPath, systemPath } from '../probes/on-path.ts'
import type { Digests } from './digests.ts'
import { toHex } from './hex.ts'
import { readTreeParts } from './tree-parts.ts'

/**
 * A hash over path, type, size, times of modification and change, and inode of all that is in the tree. Nobody but root,
 * by setting the clock, can change a file and keep its time of change. Null where it cannot be made: GNU find prints all
 * of it in a twentieth of a second, others cannot.
 */
export const readTreeSignature = async (
  host: ReadableHost,
  goroot: string,
  digests: Digests,
): Promise<string | null> => {
  const find = await firstOnPath(host, systemPath, 'find')
  if (!find) return null
  const roots = (await readTreeParts(host, goroot)).map(({ path }) => path)
  const ran = await host.run({
    argv: [find, ...roots, '!', '-type', 'd', '-printf', '%p %y %s %T@ %C@ %i\\n'],
    base: 'only',
    timeoutMs: 20_000,
    maxBytes: 16 * 1024 * 1024,
  })
  return ran.kind === 'exited' && ran.code === 0 && ran.stderr === ''
    ? toHex(digests.sha256(new TextEncoder().encode(ran.stdout)))
    : null
}
