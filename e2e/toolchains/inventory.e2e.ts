/** The inventory of real files, and `go why` beside what the real go command does. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    const local = createLocalHost()
    // Without a shell to ask, this environment is the only one.
    const host = { ...local, environment: () => environment, user: () => ({ ...local.user(), shell: '/bin/false' }) }
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
