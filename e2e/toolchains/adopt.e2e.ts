/** Taking over a Go that is already here: the copy is whole and proved, or there is none; the original is as it was. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { adoptedLines, readAdoptable, type Adopted } from '../../main/core/toolchains/adoption.ts'
import { parseProvenance } from '../../main/core/toolchains/provenance.ts'
import { adoptTree } from '../../main/host/install/adopt-tree.ts'
import type { PlacingPorts } from '../../main/host/install/installation.ts'
import type { Layout } from '../../main/host/install/layout.ts'
import { leftoversIfFree, recoverIfFree } from '../../main/host/install/recover.ts'
import { createLocalHost } from '../../main/host/local.ts'
import { noneKept, nothingKept } from './install-ports.ts'
import { setUpChild } from './child.ts'
import { goodEntries, platform, prefix, publish } from './small-toolchain.ts'

let scratch = ''
let original = ''
let layout: Layout = { directory: '', link: '' }
const goEnv = { name: `${prefix}go.env`, content: 'GOPROXY=direct\nGOTOOLCHAIN=auto\n' }
const entries = [...goodEntries, goEnv]

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-adopt-'))
  original = join(scratch, 'sdk/go1.99.1')
  layout = { directory: join(scratch, 'go'), link: join(scratch, 'link') }
  for (const { name, content } of entries) {
    const path = join(original, name.slice(prefix.length).replace('_go.mod', 'go.mod'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  // The go of the test says its version by running.
  chmodSync(join(original, 'bin/go'), 0o755)
})
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+w', scratch])
  rmSync(scratch, { recursive: true, force: true })
})

/** Every name with its mode, its time and its content. */
const stateOf = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const status = statSync(join(directory, name))
      return `${name} ${status.mode} ${status.mtimeMs} ${status.isFile() ? readFileSync(join(directory, name), 'hex') : ''}`
    })

const adopt = async (changed: Partial<PlacingPorts> = {}): Promise<Adopted> => {
  const found = await readAdoptable(createLocalHost(), original, platform, layout.directory)
  if ('kind' in found) return found
  const { source, database } = publish(entries)
  return adoptTree(found, platform, layout, {
    databases: [source],
    database,
    notes: nothingKept,
    kept: noneKept,
    signal: new AbortController().signal,
    ...changed,
  })
}

const tree = (): string => join(layout.directory, 'go1.99.1')

test('a tree as published: copied whole, with its modes; the original is as it was', async () => {
  mkdirSync(join(original, 'test'))
  writeFileSync(join(original, 'test/not-in-the-proof.go'), 'package p\n')
  writeFileSync(join(original, 'src/make.bash'), 'echo\n', { mode: 0o600 })
  const before = stateOf(original)
  const adopted = await adopt()
  expect(adopted).toMatchObject({ kind: 'adopted', tree: tree(), replaced: null })
  for (const { name, content } of entries)
    expect(readFileSync(join(tree(), name.slice(prefix.length).replace('_go.mod', 'go.mod')), 'utf8')).toBe(content)
  expect(existsSync(join(tree(), 'test'))).toBe(false)
  expect(statSync(join(tree(), 'src/make.bash')).mode & 0o777).toBe(0o755)
  expect(statSync(join(tree(), 'VERSION')).mode & 0o777).toBe(0o644)
  expect(stateOf(original)).toEqual(before)
  const kept = parseProvenance(readFileSync(join(layout.directory, '.provenance/go1.99.1.json'), 'utf8'))
  expect(kept).toMatchObject({ from: original, proof: { module: 'golang.org/toolchain' } })
  const said = adopted.kind === 'adopted' ? adoptedLines(adopted) : []
  expect(said.at(-1)?.en).toMatch(new RegExp(` mv -T ${original} ${original}\\.disabled-[\\d-]+ moves it aside`))
  // What a full stop would be copied with.
  for (const { en } of said) expect(en).not.toMatch(/(?:=|disabled-[\d-]+)\.$/)
  expect(await adopt()).toEqual({ kind: 'already', tree: tree() })
})

test('one of the module cache: read-only, with a _go.mod beside each go.mod', async () => {
  writeFileSync(join(original, 'src/_go.mod'), 'module std\n')
  const cached = join(scratch, 'mod/golang.org/toolchain@v0.0.1-go1.99.1.linux-amd64')
  mkdirSync(dirname(cached), { recursive: true })
  renameSync(original, cached)
  original = cached
  execFileSync('chmod', ['-R', 'a-w', original])
  const before = stateOf(original)
  const adopted = await adopt()
  expect(adopted).toMatchObject({ kind: 'adopted' })
  expect(existsSync(join(tree(), 'src/_go.mod'))).toBe(false)
  expect(statSync(join(tree(), 'src')).mode & 0o777).toBe(0o755)
  expect(stateOf(original)).toEqual(before)
  expect(adopted.kind === 'adopted' && adoptedLines(adopted).at(-1)?.en).toContain('groundwork go clean')
})

test('a go.env that differs by GOTOOLCHAIN alone gets the published text, and that is said', async () => {
  const own = 'GOPROXY=direct\nGOTOOLCHAIN=local\n'
  writeFileSync(join(original, 'go.env'), own)
  const adopted = await adopt()
  expect(adopted).toMatchObject({ kind: 'adopted', replaced: 'GOTOOLCHAIN=local' })
  expect(readFileSync(join(tree(), 'go.env'), 'utf8')).toBe(goEnv.content)
  expect(readFileSync(join(original, 'go.env'), 'utf8')).toBe(own)
  expect(adopted.kind === 'adopted' && adoptedLines(adopted).map(({ en }) => en)).toContainEqual(
    expect.stringContaining('go env -w GOTOOLCHAIN=local'),
  )
})

test.each<[string, (path: (name: string) => string) => void, RegExp]>([
  ['a changed file', (path) => appendFileSync(path('src/p1/p.go'), '\n'), /not go1\.99\.1 as published/],
  ['a file more', (path) => writeFileSync(path('src/p1/q.go'), ''), /not go1\.99\.1 as published/],
  ['a file less', (path) => rmSync(path('src/p1/p.go')), /not go1\.99\.1 as published/],
  [
    'a go.env with another setting',
    (path) => writeFileSync(path('go.env'), 'GOPROXY=off\nGOTOOLCHAIN=auto\n'),
    /not go1\.99\.1 as published/,
  ],
  ['a link', (path) => symlinkSync('/etc/passwd', path('src/p1/link')), /src\/p1\/link is no file/],
  ['a pipe', (path) => execFileSync('mkfifo', [path('bin/pipe')]), /bin\/pipe is no file/],
])('%s: refused, nothing stays, the original is as it was', async (_, spoil, problem) => {
  spoil((name) => join(original, name))
  const names = readdirSync(original, { recursive: true }).sort()
  const adopted = await adopt()
  expect(adopted.kind === 'refused' && adopted.problem.en).toMatch(problem)
  if (existsSync(layout.directory)) expect(existsSync(join(layout.directory, '.staging'))).toBe(false)
  expect(existsSync(tree())).toBe(false)
  expect(readdirSync(original, { recursive: true }).sort()).toEqual(names)
})

test('stopped in the middle of copying, nothing stays', async () => {
  const stopping = new AbortController()
  const adopted = await adopt({
    signal: stopping.signal,
    onProgress: (phase, bytes) => {
      if (phase === 'copying' && bytes > 1_000_000) stopping.abort()
    },
  })
  expect(adopted).toEqual({ kind: 'stopped' })
  expect(existsSync(tree())).toBe(false)
  expect(existsSync(join(layout.directory, '.staging'))).toBe(false)
})

describe('interrupted for good', () => {
  const startChild = setUpChild()
  const toolchain = publish(entries)

  test.each(['proving', 'copying 0', 'copying 5', 'copying 9', 'trying', 'flushing', 'building'])(
    'killed at %s: the whole copy or none, and what is left is taken away by the next start, and said',
    async (stage) => {
      const child = startChild(toolchain, original, layout.directory, [])
      let wasKilled = false
      child.stdout?.on('data', (chunk: Buffer) => {
        if (
          chunk
            .toString()
            .split('\n')
            .some((line) => line.startsWith(stage))
        )
          wasKilled ||= child.kill('SIGKILL')
      })
      await new Promise((ended) => child.once('exit', ended))
      expect(wasKilled).toBe(true)
      const isNamed = existsSync(tree())
      if (isNamed) expect(['flushing', 'building']).toContain(stage)
      const isLeft = existsSync(join(layout.directory, '.staging'))
      const foreseen = await leftoversIfFree(layout)
      const cleaned = await recoverIfFree(layout)
      expect(cleaned).toEqual(foreseen)
      const staging = join(layout.directory, '.staging')
      expect(existsSync(staging) ? readdirSync(staging) : []).toEqual([])
      if (stage.startsWith('copying')) expect(isLeft && cleaned.map(({ kind }) => kind)).toEqual(['unfinished-install'])
      expect((await adopt()).kind).toBe(isNamed ? 'already' : 'adopted')
      for (const { name, content } of entries)
        expect(readFileSync(join(tree(), name.slice(prefix.length).replace('_go.mod', 'go.mod')), 'utf8')).toBe(content)
    },
  )

  test.runIf(process.getuid?.() === 0).each(['proving', 'copying', 'trying', 'flushing'])(
    'a disk that is full at %s: said, nothing half, and whole once there is room',
    async (stage) => {
      mkdirSync(layout.directory)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', layout.directory])
      try {
        const filler = join(layout.directory, 'filler')
        const adopted = await adopt({
          onProgress: (phase) => {
            if (phase === stage && !existsSync(filler))
              spawnSync('sh', ['-c', 'cat /dev/zero >"$1"', 'sh', filler], { stdio: 'ignore' })
          },
        })
        expect(existsSync(filler)).toBe(true)
        if (adopted.kind === 'refused') {
          expect(adopted.problem.en).toMatch(/no room or no right to write.*(?:ENOSPC|no space left| free)/)
          expect(existsSync(tree())).toBe(false)
        } else {
          // What is written by then needs no more room to get its name.
          expect([adopted.kind, stage]).toEqual(['adopted', expect.stringMatching(/trying|flushing/)])
        }
        expect(existsSync(join(layout.directory, '.staging'))).toBe(false)
        rmSync(filler)
        expect(['adopted', 'already']).toContain((await adopt()).kind)
      } finally {
        execFileSync('umount', [layout.directory])
      }
    },
  )
})

test('nobody who can prove it: nothing is copied', async () => {
  const adopted = await adopt({ databases: [] })
  expect(adopted.kind === 'refused' && adopted.problem.en).toMatch(/nobody could prove/)
  expect(existsSync(tree())).toBe(false)
})
