/** How root starts this program from a person's terminal. */
import { join } from 'node:path'
import type { ReadableHost } from '../core/host.ts'
import { firstOnPath, systemPath } from '../core/probes/on-path.ts'
import type { OwnProgram } from '../core/toolchains/root-change.ts'

/**
 * `built` is the directory of the built scripts. Where root's PATH leads to this program, its name is enough; else the
 * terminal program is named by its file, with the Node that runs this, or, in Electron, the person's. What is packed with
 * Electron alone has no file that a Node could run, so that only the name remains.
 */
export const readOwnProgram = async (host: ReadableHost, built: string): Promise<OwnProgram> => {
  const environment = host.environment()
  const goproxy = environment.GOPROXY || null
  const cli = join(built, 'cli.js')
  const [named, file] = await Promise.all([firstOnPath(host, systemPath, 'groundwork'), host.realPath(cli)])
  const known = named === null ? null : await host.realPath(named)
  const isKnown = known?.ok === true && file.ok && known.value === file.value
  const node =
    'electron' in process.versions ? await firstOnPath(host, environment.PATH ?? systemPath, 'node') : process.execPath
  const isRunnable = file.ok && node !== null && !cli.includes('.asar/')
  return { words: isRunnable && !isKnown ? [node, cli] : ['groundwork'], goproxy }
}
