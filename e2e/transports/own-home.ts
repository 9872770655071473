/** A home of the test's own, with a Go in it and no network behind it, for this process and all that it starts. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeLock } from '../../main/host/install/lock.ts'

export interface OwnHome {
  readonly directory: string
  remove(): Promise<void>
}

const unset = ['XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME', 'GOROOT', 'GOFLAGS', 'GOENV']
const withoutUnset = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !unset.includes(name)))
/** Nobody listens there: what would ask the network is refused at once. */
const nobody = 'http://127.0.0.1:9'

/**
 * HOME with go1.99.1 as Groundwork keeps it. The lock of its folder is held, so that an installation waits until it is
 * paused or cancelled.
 */
export const openOwnHome = async (): Promise<OwnHome> => {
  const directory = mkdtempSync(join(tmpdir(), 'groundwork-home-'))
  const trees = join(directory, '.local/share/groundwork/go')
  const tree = join(trees, 'go1.99.1')
  mkdirSync(join(tree, 'bin'), { recursive: true })
  writeFileSync(join(tree, 'VERSION'), 'go1.99.1\n')
  writeFileSync(join(tree, 'bin/go'), '#!/bin/sh\necho go version go1.99.1 linux/amd64\n')
  chmodSync(join(tree, 'bin/go'), 0o755)
  const before = process.env
  process.env = { ...withoutUnset(before), HOME: directory, GOPROXY: nobody, HTTPS_PROXY: nobody, https_proxy: nobody }
  const lock = await takeLock(join(trees, '.lock'), { signal: new AbortController().signal })
  if (lock.kind !== 'held') throw new Error(`the lock could not be had: ${lock.kind}`)
  return {
    directory,
    remove: async () => {
      await lock.release()
      process.env = before
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
