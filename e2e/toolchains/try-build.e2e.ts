/** After it has its place, a Go builds a program that runs; one that does not goes again. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBuildTrial } from '../../main/host/install/try-build.ts'
import { setUpPlace } from './installing.ts'
import { goodEntries, publish } from './small-toolchain.ts'

const { scratch, layout, serve, installZip, expectNothing } = setUpPlace()
const never = new AbortController().signal

/** A go that answers `version` and `env GOCACHE`; `build` is what it does to the file named by `$3`. */
const fakeGo = (build: string): string => `#!/bin/sh
case "$1" in
  version) echo go version go1.99.1 linux/amd64 ;;
  env) echo "$HOME/cache" ;;
  build) echo "$GOCACHE $GOPROXY $GOENV $CGO_ENABLED $GOTOOLCHAIN" >>"$TMPDIR/../../asked"; ${build} ;;
esac
`
const works = `printf '#!/bin/sh\\necho groundwork >&2\\n' >"$3"; chmod 0755 "$3"`
const withGo = (build: string) =>
  publish(goodEntries.map((entry) => (entry.name.endsWith('bin/go') ? { ...entry, content: fakeGo(build) } : entry)))
const tried = async (build: string, environment: Readonly<Record<string, string>>, signal = never) => {
  const toolchain = withGo(build)
  const phases: string[] = []
  const installed = await installZip(toolchain, [await serve(toolchain.zip)], {
    tryBuild: createBuildTrial(environment, false),
    onProgress: (phase) => void phases.push(phase),
    signal,
  })
  return { installed, phases }
}
const caches = (): readonly string[] =>
  execFileSync('cat', [join(layout().directory, 'asked')], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')

test('built in the person’s own cache, with nothing of theirs else, once the tree has its place', async () => {
  const home = scratch()
  const { installed, phases } = await tried(works, { HOME: home, GOFLAGS: '-x', PATH: '/usr/bin:/bin' })
  expect(installed).toMatchObject({ kind: 'installed', built: { kind: 'built', cache: 'own' } })
  expect(phases.at(-1)).toBe('building')
  expect(execFileSync('cat', [join(layout().directory, 'asked')], { encoding: 'utf8' })).toBe(
    `${home}/cache off off 0 local\n`,
  )
  expect(existsSync(join(layout().directory, '.staging'))).toBe(false)
})

test('a cache that is not the person’s alone is not touched', async () => {
  const home = join(scratch(), 'home')
  mkdirSync(join(home, 'cache'), { recursive: true })
  execFileSync('chmod', ['0777', join(home, 'cache')])
  const { installed } = await tried(works, { HOME: home })
  expect(installed).toMatchObject({ kind: 'installed', built: { kind: 'built', cache: 'temporary' } })
  expect(caches()).toEqual([expect.stringContaining('/.staging/')])
})

test('a build that fails in the person’s own cache is tried in an empty one', async () => {
  const { installed } = await tried(`case "$GOCACHE" in */.staging/*) ${works} ;; *) exit 1 ;; esac`, {
    HOME: scratch(),
  })
  expect(installed).toMatchObject({ kind: 'installed', built: { kind: 'built', cache: 'temporary' } })
  expect(caches()).toHaveLength(2)
})

describe('a Go that builds nothing is not installed, and the compiler is quoted', () => {
  test.each([
    ['says so', 'echo "compile: internal compiler error: boom" >&2; exit 2', 'internal compiler error: boom'],
    ['is killed', 'kill -9 $$', 'signalled'],
    ['makes nothing', ':', 'ENOENT'],
    ['makes a program that does not run', `printf '#!/bin/sh\\nexit 3\\n' >"$3"; chmod 0755 "$3"`, 'exited'],
  ])('%s', async (_, build, sentence) => {
    const { installed } = await tried(build, { HOME: scratch() })
    expect(installed).toMatchObject({ kind: 'failed', reason: 'does-not-build' })
    expect(JSON.stringify(installed)).toContain(sentence)
    expectNothing()
    expect(readdirSync(join(layout().directory, '.provenance'))).toEqual([])
  })
})

test('stopped while it builds, the build ends at once and the tree stays', async () => {
  const abort = new AbortController()
  const toolchain = withGo('sleep 100')
  const startedAt = Date.now()
  const installed = await installZip(toolchain, [await serve(toolchain.zip)], {
    tryBuild: createBuildTrial({ HOME: scratch() }, false),
    onProgress: (phase) => {
      if (phase === 'building') setTimeout(() => abort.abort(), 300)
    },
    signal: abort.signal,
  })
  expect(installed).toMatchObject({ kind: 'installed', built: { kind: 'unknown', why: 'stopped' } })
  expect(Date.now() - startedAt).toBeLessThan(10_000)
  expect(existsSync(join(layout().directory, '.staging'))).toBe(false)
})

const realGo = '/usr/local/go'

test.runIf(existsSync(`${realGo}/bin/go`))(
  'a go.mod above, which a home may have, is not of this program',
  async () => {
    const [home, trial] = [scratch(), join(scratch(), '.local/trial')]
    mkdirSync(trial, { recursive: true })
    writeFileSync(join(home, 'go.mod'), 'module home\n\ngo 1.99\n')
    const built = await createBuildTrial({ HOME: home, PATH: '/usr/bin:/bin' }, false)(realGo, trial, never)
    expect(built).toMatchObject({ kind: 'built', cache: 'own' })
  },
)

test.runIf(existsSync(`${realGo}/bin/go`))('a real Go: the next build finds the work done', async () => {
  const [home, trial] = [join(scratch(), 'home'), join(scratch(), 'trial')]
  mkdirSync(home)
  mkdirSync(trial)
  const environment = { HOME: home, PATH: '/usr/bin:/bin' }
  const built = await createBuildTrial(environment, false)(realGo, trial, never)
  expect(built).toMatchObject({ kind: 'built', cache: 'own' })
  writeFileSync(join(home, 'main.go'), 'package main\n\nfunc main() { println(1) }\n')
  const { stderr } = spawnSync(`${realGo}/bin/go`, ['build', '-x', '-o', join(home, 'main'), join(home, 'main.go')], {
    env: { ...environment, GOTOOLCHAIN: 'local', GOPROXY: 'off' },
    encoding: 'utf8',
  })
  // What is compiled is seen there with its package: the runtime and its forty others are not.
  expect([...stderr.matchAll(/\/compile .* -p (\S+)/g)].map(([, name]) => name)).toEqual(['main'])
})
