/** Builds the child that installs, and starts it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'
import type { ChildWish } from './install-in-child.ts'
import { scripts } from './install-ports.ts'
import { moduleVersion, type SmallToolchain } from './small-toolchain.ts'

/** `from` is whom to install from, or a tree to take over; `before` are words to start it with, e.g. of strace; mostly none. */
export type StartChild = (
  toolchain: SmallToolchain,
  from: ChildWish['from'],
  directory: string,
  before: readonly string[],
) => ChildProcess

/** Whether system calls can be made to fail here. */
export const canTrace = ((): boolean => {
  const log = spawnSync('strace', ['-e', 'trace=syncfs', '-e', 'inject=syncfs:error=EIO', 'sync', '-f', '/'])
  return log.status === 1
})()

/** All that it printed, once it has ended. */
export const ending = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('close', () => resolve(said))
  })

/** Gives the tests of the file that calls it a child, one build for all. */
export const setUpChild = (): StartChild => {
  let child = ''
  beforeAll(async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'groundwork-child-'))
    // It is started as other users too.
    chmodSync(outDir, 0o755)
    await build({
      root: resolve(import.meta.dirname, '../..'),
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'e2e/toolchains/install-in-child.ts',
        outDir,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
      },
      ssr: { noExternal: true },
    })
    child = join(outDir, 'child.mjs')
  })
  afterAll(() => rmSync(dirname(child), { recursive: true, force: true }))
  return ({ database }, from, directory, before) => {
    const paths = [`lookup/golang.org/toolchain@${moduleVersion}`, 'tile/8/0/000.p/1']
    const wish: ChildWish = {
      directory,
      from,
      key: database.key,
      served: Object.fromEntries(
        paths.map((path) => [path, Buffer.from(database.answer(path, 1) ?? []).toString('base64')]),
      ),
      scripts: scripts.href,
    }
    const [program, ...words] = [...before, process.execPath, child, JSON.stringify(wish)]
    // One thread for what Node does with files, so that these calls come in one order.
    return spawn(program, words, { env: { ...process.env, UV_THREADPOOL_SIZE: '1' } })
  }
}
