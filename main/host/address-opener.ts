/** Opens something in the person's own browser, as a click on a link would. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { withoutAppImage } from './appimage-environment.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** By absolute path, so that nothing on PATH can stand in for them; `wslview` hands over to Windows. */
const openers = ['/usr/bin/xdg-open', '/run/current-system/sw/bin/xdg-open', '/usr/bin/wslview'] as const

/** The desktop's own opener; null where there is none. */
export const findOpener = (): string | null => openers.find(isProgram) ?? null

/** A program that has not ended after this long has a browser open. */
const settledAfterMs = 2_000

/** Starts `program` with `target` in a session of its own, without a shell. Promises whether it took it. Never rejects. */
export const openWith = (program: string, target: string, environment: Environment): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, [target], {
      detached: true,
      stdio: 'ignore',
      cwd: '/',
      env: withoutAppImage(environment),
    })
    const timer = setTimeout(() => resolve(true), settledAfterMs)
    const end = (isTaken: boolean): void => {
      clearTimeout(timer)
      resolve(isTaken)
    }
    child.once('error', () => end(false))
    child.once('exit', (code) => end(code === 0))
    child.unref()
  })

/** The app's way to open a reference of a check: https only, nothing that could be taken for an option or a file. */
export const createAddressOpener =
  (environment: Environment, program = findOpener()) =>
  async (url: string): Promise<boolean> => {
    if (program === null || !URL.canParse(url)) return false
    const address = new URL(url)
    return address.protocol === 'https:' && openWith(program, address.href, environment)
  }

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
