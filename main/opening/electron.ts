/** The app in Electron, as a program of its own. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { withoutAppImage } from '../host/appimage-environment.ts'
import { findElectron } from '../host/electron-binary.ts'
import { impossible, type Attempt, type Opening } from './attempt.ts'
import { raw, reasons } from './words.ts'

/** An Electron that has run for this long has found its libraries and its display. */
const settledAfterMs = 1_000

/** With ELECTRON_RUN_AS_NODE, which editors leave in their terminals, Electron would be a plain Node. */
const windowEnvironment = (environment: Opening['environment']): Readonly<Record<string, string>> => {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = withoutAppImage(environment)
  return rest
}

/** Starts Electron where its binary is here; one that ends at once (a missing library) counts as not possible. */
export const tryElectron = async (opening: Opening): Promise<Attempt> => {
  const projectRoot = join(opening.builtDirectory, '..')
  const found = findElectron(projectRoot, opening.environment)
  if (!found.found) return impossible(found.reason)
  const isRoot = opening.uid === 0
  if (isRoot && !opening.allowRoot) return impossible(reasons.electronAsRoot)
  const child = spawn(found.path, [projectRoot, ...(isRoot ? ['--no-sandbox', '--allow-root'] : [])], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: windowEnvironment(opening.environment),
    detached: true,
  })
  let lastLine = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    opening.writeError(text)
    lastLine = text.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
  })
  const ended = new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: error.message }))
    child.once('exit', (code, signal) => resolve({ code: code ?? 1, said: signal ?? String(code) }))
  })
  let timer: NodeJS.Timeout | undefined
  const settled = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), settledAfterMs)))
  const early = await Promise.race([ended, settled])
  clearTimeout(timer)
  if (early && early.code !== 0) return impossible(reasons.electronEnded(early.said, lastLine))
  return {
    ok: true,
    shown: {
      detail: raw(found.path),
      ended: ended.then(({ code }) => code),
      // A second Electron focuses the first by its own lock.
      focus: () => undefined,
      close: async () => {
        child.kill('SIGTERM')
        await ended
      },
    },
  }
}
