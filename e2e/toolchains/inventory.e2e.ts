/** The inventory of real files, and `go why` beside what the real go command does. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadableHost } from '../../main/core/host.ts'
import type { InventoryRow } from '../../main/core/toolchains/inventory.ts'
import { readWhy } from '../../main/core/toolchains/why.ts'
import { createLocalHost } from '../../main/host/local.ts'

const cli = resolve(import.meta.dirname, '../../dist/main/cli.js')
let home = ''

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-inventory-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const write = (path: string, text: string, mode = 0o644): string => {
  const whole = join(home, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, text)
  chmodSync(whole, mode)
  return whole
}

const tree = (path: string, version: string): void => {
  write(`${path}/VERSION`, `${version}\ntime 2026-01-01T00:00:00Z\n`)
  write(`${path}/bin/go`, '#!/bin/sh\nexit 1\n', 0o755)
  write(`${path}/pkg/tool/compile`, 'x'.repeat(50_000), 0o755)
}

test('trees of all kinds are found, and their sizes are those of du', () => {
  tree('sdk/go1.25.1', 'go1.25.1')
  linkSync(join(home, 'sdk/go1.25.1/pkg/tool/compile'), join(home, 'sdk/go1.25.1/pkg/tool/second-name'))
  symlinkSync('/usr', join(home, 'sdk/go1.25.1/elsewhere'))
  tree('.goenv/versions/1.24.2', 'go1.24.2')
  tree('.local/share/mise/installs/go/1.23.2', 'go1.23.2')
  symlinkSync('1.23.2', join(home, '.local/share/mise/installs/go/latest'))
  tree('.local/share/groundwork/go/go1.27.1', 'go1.27.1')
  symlinkSync('.local/share/groundwork/go/go1.27.1', join(home, 'link'))
  mkdirSync(join(home, '.local'), { recursive: true })
  symlinkSync(join(home, '.local/share/groundwork/go/go1.27.1'), join(home, '.local/go'))
  tree('go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.2.linux-amd64', 'go1.26.2')

  const ran = spawnSync(process.execPath, [cli, 'go', 'list', '--json', '--sizes'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: home },
  })
  expect(ran.stderr).toBe('')
  const { rows } = JSON.parse(ran.stdout) as { rows: readonly (InventoryRow & { bytes: number })[] }
  const ours = rows.filter((row) => row.tree.startsWith(`${home}/`))
  expect(ours.map(({ version, source }) => [version, source])).toEqual([
    ['go1.27.1', 'groundwork'],
    ['go1.26.2', 'module-cache'],
    ['go1.25.1', 'go-dl'],
    ['go1.24.2', 'goenv'],
    ['go1.23.2', 'mise'],
  ])
  expect(ours[0]?.own).toEqual({ scope: 'user', isCurrent: true })
  for (const row of ours) {
    const [kibibytes] = execFileSync('du', ['-sk', row.tree], { encoding: 'utf8' }).split('\t')
    expect(row.bytes / 1024, row.tree).toBe(Number(kibibytes))
  }
})

const askVersion = (): string | undefined => {
  try {
    return /^go version (go\S+)/.exec(execFileSync('go', ['version'], { encoding: 'utf8', cwd: '/' }))?.[1]
  } catch {
    return undefined
  }
}
const version = askVersion()

/** This environment is the only one: there is no shell to ask. */
const onlyIn = (environment: Readonly<Record<string, string>>): ReadableHost => {
  const local = createLocalHost()
  return { ...local, environment: () => environment, user: () => ({ ...local.user(), shell: '/bin/false' }) }
}

describe.skipIf(version === undefined)('why says of a file what the real go says', () => {
  const head = 'module m\ngo 1.21\n'
  const cases: readonly (readonly [string, 'go.mod' | 'go.work'])[] = [
    ...[
      '',
      'garbage !!\n',
      'use ./a\n',
      'go (\n1.22\n)\n',
      'require a (\nb v1.0.0\n)\n',
      'require (\n) x\n',
      'exclude ()\n',
      'exclude ( )\nexclude ( ) x\n',
      'retract v1.0.0 /* no */\n',
      '\u0007\n',
      'ignore \u00a0x\n',
      'ignore "x\n',
      'ignore `x`\n',
      'ignore "a\\x41\\"b"\n',
      'ignore "a\\q"\n',
      "ignore x'y\n",
      'ignore a b\n',
      'ignore x//y\n',
      'ignore ./größe ./b\n',
      'go 1.23\n',
      'module n\n',
      'module (\n n\n)\n',
      'toolchain go1.21.0\ntoolchain go1.21.0\n',
      'toolchain\n',
      'exclude a.b/c\n',
      'replace a.b/c =>\n',
      'replace a.b/c => d.e/f\n',
      'replace a.b/c => d.e/f@v1.0.0\n',
      'replace a.b/c => ../f v1.0.0\n',
      'replace a.b/c v1.0.0 => ../f\n',
      'replace a.b/c => "./with space"\n',
      'retract\n',
      'retract [\n',
      'retract [v1.0.0\n',
      'retract [v1.0.0,\n',
      'retract [v1.0.0, v1.1.0\n',
      'retract [v1.0.0, v1.1.0]\n',
      'retract v1.0.0 v1.1.0\n',
      'godebug default\n',
      'godebug default=go1.21\n',
      'godebug "default=go1.21"\n',
      'tool\n',
      '<<<<<<< HEAD\nignore a\n=======\n>>>>>>> b\n',
    ].map((text) => [`${head}${text}`, 'go.mod'] as const),
    ['go 1.21\n', 'go.mod'],
    ['', 'go.mod'],
    ['garbage', 'go.mod'],
    ...['', 'garbage\n', 'use\n', 'use .\nuse ./a b\n', 'use (\n\t.\n)\n', 'require a.b/c v1.0.0\n', 'use "."\n'].map(
      (text) => [`go 1.21\n${text}`, 'go.work'] as const,
    ),
  ]

  test.each(cases.map(([text, kind], index) => [index, kind, text] as const))(
    '%i: %s %j',
    async (index, kind, text) => {
      const directory = dirname(write(`parsed-${index}/${kind}`, text))
      if (kind === 'go.work') write(`parsed-${index}/go.mod`, head)
      const environment = {
        HOME: home,
        PATH: process.env.PATH ?? '',
        GOTOOLCHAIN: 'local',
        GOPROXY: 'off',
        GOENV: 'off',
      }
      const ran = spawnSync('go', ['list', '-m'], { encoding: 'utf8', cwd: directory, env: environment })
      const outcome = (await readWhy(onlyIn(environment), directory))?.contexts[0]?.outcome
      const isParsed = !/errors parsing|missing module declaration/.test(ran.stderr)
      expect(outcome?.kind, ran.stderr).toBe(isParsed ? 'runs' : 'refused')
      if (outcome?.kind !== 'refused') return
      const [, place = '', says = ''] = /\/(go\.(?:mod|work)(?::\d+)?): (.*)$/s.exec(outcome.value) ?? []
      expect(ran.stderr).toContain(says.replace(/ \(unterminated block\)$/, ' (unterminated block'))
      if (!says.includes('unterminated')) expect(ran.stderr).toContain(place)
    },
  )
})

describe.skipIf(version === undefined)('a GOROOT that breaks the real go', () => {
  const tree = version === undefined ? '' : execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8', cwd: '/' }).trim()
  /** The real tree, but for what its VERSION says. */
  const mixed = (): string => {
    write('mixed/VERSION', 'go1.25.3\n')
    for (const part of ['bin', 'src', 'pkg', 'go.env']) symlinkSync(join(tree, part), join(home, 'mixed', part))
    return join(home, 'mixed')
  }
  const places: readonly (readonly [string, () => string])[] = [
    ['nothing', () => join(home, 'none')],
    ['no Go', () => dirname(write('empty-tree/x', ''))],
    ['no path', () => 'go'],
    ['the tree itself', () => tree],
  ]

  test.each(places.flatMap(([name, path]) => [[name, 'environment', path] as const, [name, 'file', path] as const]))(
    '%s, in the %s',
    async (_, setBy, path) => {
      const goroot = path()
      const directory = dirname(write('goroot/go.mod', 'module m\ngo 1.21\n'))
      write('goroot/m.go', 'package m\n')
      const file = write('goroot-env', setBy === 'file' ? `GOROOT=${goroot}\n` : '')
      const environment = {
        HOME: home,
        PATH: process.env.PATH ?? '',
        GOTOOLCHAIN: 'local',
        GOENV: file,
        ...(setBy === 'environment' ? { GOROOT: goroot } : {}),
      }
      const built = spawnSync('go', ['build', '.'], { encoding: 'utf8', cwd: directory, env: environment })
      const outcome = (await readWhy(onlyIn(environment), directory))?.contexts[0]?.outcome
      expect(outcome?.kind, built.stderr).toBe(built.status === 0 ? 'runs' : 'refused')
      if (outcome?.kind === 'refused') expect(outcome).toMatchObject({ because: 'goroot', setting: { setBy } })
    },
  )

  test('another version, and `groundwork go why` says so', () => {
    const directory = dirname(write('goroot/go.mod', 'module m\ngo 1.21\n'))
    const env = { HOME: home, PATH: process.env.PATH ?? '', GOTOOLCHAIN: 'local', GOROOT: mixed(), GOENV: 'off' }
    const ran = spawnSync(process.execPath, [cli, 'go', 'why', directory], { encoding: 'utf8', env })
    expect(ran.stdout).toContain(`GOROOT=${home}/mixed, set in the environment, leads to go1.25.3`)
    expect(ran.status).toBe(2)
  })
})

describe.skipIf(version === undefined)('why says what the real go does', () => {
  const own = /^go(\d+)\.(\d+)/.exec(version ?? '')
  const line = `${own?.[1] ?? '1'}.${own?.[2] ?? '26'}`
  const settings = [
    'local',
    'auto',
    'path',
    'local+path',
    'go1.21.3',
    'go1.21.3+auto',
    'go1.21.9',
    'bash',
    'local+',
    '',
  ]
  const modules = [
    `go ${line}`,
    'go 1.99',
    'go 1.99rc1 // soon',
    `go ${line}\ntoolchain go1.99.1`,
    'go 1.99\ntoolchain go1.98.1',
    'go 1.99\ntoolchain default',
    `go ${line}\ntoolchain nonsense`,
  ]

  test.each(settings)('with GOTOOLCHAIN=%s', async (setting) => {
    write('bin/go1.21.9', '#!/bin/sh\necho go version go1.21.9 from PATH\n', 0o755)
    const environment = {
      HOME: home,
      GOTOOLCHAIN: setting,
      GOPROXY: 'off',
      GOENV: 'off',
      GOMODCACHE: join(home, 'empty'),
      PATH: `${process.env.PATH ?? ''}:${join(home, 'bin')}`,
    }
    const host = onlyIn(environment)
    for (const [index, text] of modules.entries()) {
      const directory = dirname(write(`module-${index}/go.mod`, `module m\n\n${text}\n`))
      write(`module-${index}/m.go`, 'package m\n')
      const go = (verb: string) => spawnSync('go', [verb], { encoding: 'utf8', cwd: directory, env: environment })
      const why = await readWhy(host, directory)
      expect(why?.contexts.map(({ context }) => context)).toEqual(['app'])
      const outcome = why?.contexts[0]?.outcome
      const [ran, listed] = [go('version'), go('list')]
      const about = `GOTOOLCHAIN=${setting} with ${text}: ${listed.stderr}`
      switch (outcome?.kind) {
        case 'runs':
          expect(ran.stdout, about).toContain(`go version ${outcome.toolchain}`)
          if (outcome.from === 'own') expect(listed.status === 0, about).toBe(outcome.tooOldFor === null)
          break
        case 'downloads':
          expect(ran.stderr, about).toContain(`download ${outcome.toolchain} for`)
          expect(outcome.forbiddenBy?.name).toBe('GOPROXY')
          break
        case 'not-on-path':
          expect(ran.stderr, about).toContain(`cannot find "${outcome.toolchain}" in PATH`)
          break
        case 'refused':
          expect(listed.stderr, about).toContain(
            outcome.because === 'setting' ? 'invalid GOTOOLCHAIN' : 'invalid toolchain',
          )
          break
        case 'no-go':
        case 'silent':
        case undefined:
          expect.fail(`${about}: there is a go`)
      }
    }
  })
})
