/** Whether a Go that has just been installed builds a program that runs. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { neutrally, quietly } from '../../core/probes/go-command.ts'
import type { Built } from '../../core/toolchains/built.ts'
import { whyShared } from '../private-directory.ts'
import { runCommand } from '../run-command.ts'

/** Tries the Go at `tree`; `scratch` is an empty directory, ours alone, that is removed afterwards. */
export type BuildTrial = (tree: string, scratch: string, signal: AbortSignal) => Promise<Built>

const word = 'groundwork'
const program = `package main; func main() { println("${word}") }\n`
/** A Raspberry Pi takes a minute or two for the runtime. */
const timeoutMs = 300_000

/**
 * A trial for a person with `environment`. Nearly all of a first build is the runtime, some five seconds of one processor:
 * so it is built into the person's own cache, where the next build finds it. Where that is not ours alone, or `isForAll`
 * says that the Go is for others, or the build fails there (a full disk, a damaged cache), a cache in `scratch` is taken.
 */
export const createBuildTrial =
  (environment: Readonly<Record<string, string>>, isForAll: boolean): BuildTrial =>
  async (tree, scratch, signal) => {
    const own = isForAll ? null : await ownCache(tree, environment)
    if (own !== null) {
      const built = await build(tree, scratch, own, 'own', signal)
      if (built.kind !== 'failed') return built
    }
    return build(tree, scratch, join(scratch, 'cache'), 'temporary', signal)
  }

/** As this Go says; null where it says none, or one that others could change. */
const ownCache = async (tree: string, environment: Readonly<Record<string, string>>): Promise<string | null> => {
  const ran = await runCommand({ argv: [join(tree, 'bin/go'), 'env', 'GOCACHE'], env: quietly }, environment)
  const path = ran.kind === 'exited' && ran.code === 0 ? ran.stdout.trim() : ''
  if (!path.startsWith('/')) return null
  return (await whyShared(path)) === null ? path : null
}

const build = async (
  tree: string,
  scratch: string,
  cachePath: string,
  cache: Extract<Built, { readonly kind: 'built' }>['cache'],
  signal: AbortSignal,
): Promise<Built> => {
  const [source, made] = [join(scratch, 'main.go'), join(scratch, 'main')]
  await fs.writeFile(source, program)
  const startedAt = performance.now()
  const env = {
    ...neutrally,
    // A go.mod above, which a home may have, is about other programs.
    GO111MODULE: 'off',
    HOME: scratch,
    TMPDIR: scratch,
    GOPATH: join(scratch, 'gopath'),
    GOCACHE: cachePath,
    GOPROXY: 'off',
    PATH: '/usr/bin:/bin',
  }
  const argv = [join(tree, 'bin/go'), 'build', '-o', made, source] as const
  const isStopped = (): boolean => signal.aborted
  const building = await runCommand({ argv, base: 'only', env, cwd: scratch, timeoutMs }, {}, signal)
  if (isStopped()) return { kind: 'unknown', why: 'stopped' }
  if (building.kind === 'timeout') return { kind: 'unknown', why: 'too-slow' }
  if (building.kind === 'unstartable') return { kind: 'failed', said: `${building.code}: ${building.detail}` }
  if (building.kind !== 'exited' || building.code !== 0) return { kind: 'failed', said: endOf(building) }
  const running = await runCommand({ argv: [made], base: 'only', env: {} }, {}, signal)
  if (isStopped()) return { kind: 'unknown', why: 'stopped' }
  if (running.kind === 'unstartable') return { kind: 'failed', said: `${running.code}: ${running.detail}` }
  if (running.stderr.trim() !== word) return { kind: 'failed', said: endOf(running) }
  return { kind: 'built', ms: performance.now() - startedAt, cache }
}

/** What it said first, and how it ended. */
const endOf = (ran: { readonly kind: string; readonly stdout: string; readonly stderr: string }): string =>
  `${`${ran.stdout}${ran.stderr}`.trim().slice(0, 600)} (${ran.kind})`.trim()
