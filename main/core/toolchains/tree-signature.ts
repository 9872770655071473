/** Whether files of a tree were touched since it was read, told without reading it. */
import type { ReadableHost } from '../host.ts'
import { firstOnPath, systemPath } from '../probes/on-path.ts'
import type { Digests } from './digests.ts'
import { toHex } from './hex.ts'
import { readTreeParts } from './tree-parts.ts'

export interface TreeSignatures {
  /** Of every file. */
  readonly all: string
  /** Of what a build goes through: programs, tools, packages, sources without their tests, VERSION and go.env. */
  readonly compiledIn: string
}

/** Of each file: path, type, size, when its content and when anything of it was changed, inode. */
const printed = ['-printf', '%p %y %s %T@ %C@ %i\\n']

/**
 * A hash over path, type, size, times of modification and change, and inode of each file. Nobody but root, by setting the
 * clock, can change a file and keep its time of change. Null where it cannot be made: GNU find prints all of it in a
 * twentieth of a second, `compiledIn` in half of that; other finds cannot.
 */
export const readTreeSignature = async (
  host: ReadableHost,
  goroot: string,
  which: keyof TreeSignatures,
  digests: Digests,
): Promise<string | null> => {
  const find = await firstOnPath(host, systemPath, 'find')
  if (!find) return null
  const words =
    which === 'all'
      ? [...(await readTreeParts(host, goroot)).map(({ path }) => path), '!', '-type', 'd']
      : [
          ...(await compiledIn(host, goroot)),
          '-name',
          'testdata',
          '-prune',
          '-o',
          '!',
          '-type',
          'd',
          '!',
          '-name',
          '*_test.go',
        ]
  const ran = await host.run({
    argv: [find, ...words, ...printed],
    base: 'only',
    timeoutMs: 20_000,
    maxBytes: 16 * 1024 * 1024,
  })
  return ran.kind === 'exited' && ran.code === 0 && ran.stderr === ''
    ? toHex(digests.sha256(new TextEncoder().encode(ran.stdout)))
    : null
}

const compiledIn = async (host: ReadableHost, goroot: string): Promise<readonly string[]> => {
  const names = ['bin', 'pkg', 'src', 'VERSION', 'go.env']
  const real = await Promise.all(names.map((name) => host.realPath(`${goroot}/${name}`)))
  return real.flatMap((looked) => (looked.ok ? [looked.value] : []))
}
