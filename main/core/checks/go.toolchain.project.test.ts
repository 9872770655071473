import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './go.toolchain.project.ts'

const home = '/home/user'
const PATH = '/usr/local/go/bin:/usr/bin:/bin'
const directory = '/work/module/sub'

interface Given {
  /** Of the module; null for none. */
  readonly mod?: string | null
  readonly version?: string
  /** GOTOOLCHAIN of the tree's go.env; null for none. */
  readonly tree?: string | null
  readonly environment?: Readonly<Record<string, string>>
  readonly files?: MachinePart['files']
  readonly go?: boolean
}

/** A person whose terminal and app have the same environment, in a directory of a module. */
const machine = ({ mod = 'go 1.26', version = 'go1.26.8', tree = 'auto', environment, files, go = true }: Given) => {
  const all = { PATH, HOME: home, ...environment }
  return {
    environment: all,
    runs: shellAnswers('/bin/bash', { login: all, interactive: all }),
    files: {
      '/usr/bin/env': { mode: '0755' },
      ...(go ? goTree('/usr/local/go', version) : {}),
      ...(tree === null ? {} : { '/usr/local/go/go.env': { text: `GOTOOLCHAIN=${tree}\n` } }),
      [directory]: { kind: 'directory' },
      '/proc/self/cwd': { target: directory },
      ...(mod === null ? {} : { '/work/module/go.mod': { text: `module m\n\n${mod}\n` } }),
      ...files,
    },
  } satisfies MachinePart
}
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

test('outside a project, and where there is no directory, it does not apply', async () => {
  const outside = await resultOf({ mod: null })
  expect(outside).toMatchObject({ result: 'notapplicable', code: 'no-project' })
  expect(outside.summary.en).toContain(directory)
  const gone = { '/proc/self/cwd': { target: '/work/gone (deleted)' } }
  expect(await resultOf({ files: gone })).toMatchObject({ result: 'notapplicable', code: 'no-directory' })
  const disk = { ...createFakeHost(machine({})), canRun: false }
  expect(await resultOn(disk, check)).toMatchObject({ result: 'notapplicable', code: 'no-directory' })
  expect(await resultOf({ go: false })).toMatchObject({ result: 'notapplicable', code: 'no-go' })
})

test('a directory that the kernel does not tell is an error, not a pass', async () => {
  expect(await resultOf({ files: { '/proc/self/cwd': { kind: 'directory' } } })).toMatchObject({ result: 'error' })
})

test.each<[string, Given, string, string]>([
  ['enough', {}, 'pass', 'runs'],
  ['no go line', { mod: '' }, 'pass', 'runs'],
  ['not enough, but fetched', { mod: 'go 1.27' }, 'informational', 'downloads'],
  ['a toolchain line, but it is fetched', { mod: 'go 1.26\ntoolchain go1.27.1' }, 'informational', 'downloads'],
  ['held by the tree', { mod: 'go 1.27', tree: 'local' }, 'fail', 'held'],
  ['held by a version', { mod: 'go 1.26', environment: { GOTOOLCHAIN: 'go1.25.3' } }, 'fail', 'held'],
  ['set nowhere', { mod: 'go 1.27', tree: null }, 'fail', 'too-old'],
  ['toolchain default', { mod: 'go 1.27\ntoolchain default' }, 'fail', 'too-old'],
  ['downloads are off', { mod: 'go 1.27', environment: { GOPROXY: 'off' } }, 'fail', 'forbidden'],
  ['only from PATH', { mod: 'go 1.27', tree: 'path' }, 'fail', 'not-on-path'],
  ['no toolchain at all', { environment: { GOTOOLCHAIN: 'bash' } }, 'fail', 'refused'],
  ['an unreadable go.mod', { files: { '/work/module/go.mod': { refuses: 'denied' } } }, 'fail', 'refused'],
  ['nonsense', { mod: 'go banana' }, 'fail', 'refused'],
  ['what go cannot parse', { mod: 'garbage !!' }, 'fail', 'refused'],
  ['a GOROOT that leads nowhere', { environment: { GOROOT: '/opt/none', GOTOOLCHAIN: 'auto' } }, 'fail', 'refused'],
  ['Go 1.19, enough', { mod: 'go 1.18', version: 'go1.19.8', tree: null }, 'pass', 'runs'],
  ['Go 1.19, too old', { mod: 'go 1.22', version: 'go1.19.8', tree: null }, 'fail', 'old'],
  ['Go 1.19 and three numbers', { mod: 'go 1.21.0', version: 'go1.19.8', tree: null }, 'fail', 'refused'],
  ['Go 1.19 and toolchain', { mod: 'go 1.18\ntoolchain go1.22.1', version: 'go1.19.8', tree: null }, 'fail', 'refused'],
])('%s', async (_, given, result, code) => {
  expect(await resultOf(given)).toMatchObject({ result, code })
})

test('a workspace that asks for less than its module is told', async () => {
  const files = { '/work/go.work': { text: 'go 1.25\nuse ./module\n' } }
  const result = await resultOf({ files })
  expect(result).toMatchObject({ result: 'fail', code: 'workspace', fixes: [] })
  expect(result.summary.en).toContain('go work use')
})

test('a shim that starts nothing here is not judged', async () => {
  const result = await resultOf({ go: false, files: { '/usr/bin/go': { mode: '0755' } } })
  expect(result).toMatchObject({ result: 'unknown', code: 'silent' })
})

test('who holds it is said, and how to change that', async () => {
  const byTree = await resultOf({ mod: 'go 1.27', tree: 'local' })
  expect(byTree.severity).toBe('high')
  expect(byTree.summary.en).toBe(
    '/work/module/go.mod says go 1.27, but GOTOOLCHAIN=local holds go1.26.8, which refuses to build here. Set in: /usr/local/go/go.env. Sessions: this app, login shell, and terminal.',
  )
  expect(byTree.fixes).toMatchObject([
    {
      id: 'auto',
      commands: ['/usr/local/go/bin/go env -w GOTOOLCHAIN=auto'],
      undo: { commands: ['/usr/local/go/bin/go env -u GOTOOLCHAIN'] },
    },
    {
      id: 'use',
      commands: ['groundwork go install 1.27.4', 'groundwork go use 1.27.4'],
      undo: { commands: ['groundwork go path --remove', 'rm ~/.local/go', 'groundwork go remove 1.27.4'] },
    },
  ])

  const kept = await resultOf({
    mod: 'go 1.27',
    files: { [`${home}/.config/go/env`]: { text: 'GOTOOLCHAIN=local\n' } },
  })
  expect(kept.fixes[0]).toMatchObject({
    id: 'auto',
    undo: { commands: [expect.stringContaining('-w GOTOOLCHAIN=local')] },
  })

  const profile = { [`${home}/.profile`]: { text: '\nexport GOTOOLCHAIN=local\n' } }
  const exported = await resultOf({ mod: 'go 1.27', environment: { GOTOOLCHAIN: 'local' }, files: profile })
  expect(exported.summary.en).toContain(`Set in: ${home}/.profile:2.`)
  expect(exported.fixes.map(({ id }) => id)).toEqual(['comment', 'use'])
})

test('a version that GOTOOLCHAIN names runs whatever is installed, so nothing is to be installed', async () => {
  const named = { [`${home}/.config/go/env`]: { text: 'GOTOOLCHAIN=go1.25.3\n' } }
  expect((await resultOf({ files: named })).fixes.map(({ id }) => id)).toEqual(['auto'])
})

test('what forbids the download is taken away, where it is known who set it', async () => {
  const files = { [`${home}/.config/go/env`]: { text: 'GOPROXY=off\n' } }
  const result = await resultOf({ mod: 'go 1.27', files })
  expect(result.summary.en).toContain(`GOPROXY=off forbids the download. Set in: ${home}/.config/go/env.`)
  expect(result.fixes).toMatchObject([
    { id: 'unsetFile', commands: ['/usr/local/go/bin/go env -u GOPROXY'] },
    { id: 'use' },
  ])
})

test('an old Go is helped by a new one beside it, switched to where it is there already', async () => {
  const own = {
    ...goTree(`${home}/.local/share/groundwork/go/go1.21.0`, 'go1.21.0'),
    ...goTree(`${home}/.local/share/groundwork/go/go1.20`, 'go1.20'),
    [`${home}/.local/go`]: { target: `${home}/.local/share/groundwork/go/go1.20` },
  }
  const result = await resultOf({ mod: 'go 1.21.0', version: 'go1.19.8', tree: null, files: own })
  expect(result.fixes).toMatchObject([
    { id: 'use', commands: ['groundwork go use 1.21.0'], undo: { commands: ['groundwork go use 1.20'] } },
  ])
})

test('trouble of another session than the terminal is told as that, and weighs less', async () => {
  const part = machine({ mod: 'go 1.27' })
  const app = { ...part, environment: { ...part.environment, GOTOOLCHAIN: 'local' } }
  const result = await resultOnMachine(app, check)
  expect(result).toMatchObject({ result: 'fail', code: 'held', severity: 'medium' })
  expect(result.summary.en).toMatch(/Set in: the environment. Sessions: this app\.$/)
})

test('a toolchain line that names no Go is corrected before anything is installed', async () => {
  const broken = await resultOf({ mod: 'go 1.99\ntoolchain go1.26.8x', tree: 'local' })
  expect(broken).toMatchObject({ result: 'fail', code: 'lines', severity: 'high' })
  expect(broken.summary.en).toBe(
    'The line “toolchain go1.26.8x” of /work/module/go.mod names no version of Go. The line “go 1.99” of /work/module/go.mod asks for no known release: as of 2026-11-22, the newest known here is go1.27.4.',
  )
  const edit = 'GOTOOLCHAIN=local /usr/local/go/bin/go mod edit'
  expect(broken.fixes).toMatchObject([
    {
      id: 'removeLine',
      commands: [`${edit} -toolchain=none /work/module/go.mod`],
      undo: { commands: [`${edit} -toolchain=go1.26.8x /work/module/go.mod`] },
    },
  ])
  const enough = await resultOf({ mod: 'go 1.26\ntoolchain go1.26.8x' })
  expect(enough).toMatchObject({ result: 'fail', code: 'lines' })
  expect(enough.fixes.map(({ id, commands }) => [id, ...commands])).toEqual([
    ['removeLine', `${edit} -toolchain=none /work/module/go.mod`],
    ['correctLine', `${edit} -toolchain=go1.26.8 /work/module/go.mod`],
  ])
  // What go does not read it does not edit.
  const word = await resultOf({ mod: 'go 1.26\ntoolchain nonsense' })
  expect(word).toMatchObject({ result: 'fail', code: 'lines', fixes: [] })
})

test.each<[string, Given, string]>([
  ['held', { mod: 'go 1.99', tree: 'local' }, 'fail'],
  ['not to be downloaded', { mod: 'go 1.99', environment: { GOPROXY: 'off' } }, 'fail'],
  ['to be downloaded', { mod: 'go 1.99' }, 'informational'],
  ['by a toolchain line', { mod: 'go 1.26\ntoolchain go1.99.1' }, 'informational'],
])('a release that nobody knows is not offered: %s', async (_, given, result) => {
  const found = await resultOf(given)
  expect(found).toMatchObject({ result, code: 'lines', fixes: [] })
  expect(found.summary.en).toContain('asks for no known release: as of 2026-11-22, the newest known here is go1.27.4')
  expect(found.summary['zh-CN']).toContain('截至 2026-11-22')
})

test('a list that knows the release makes it one to install; a setting that go refuses is said first', async () => {
  const files = {
    [`${home}/.cache/groundwork/releases/0.json`]: {
      text: JSON.stringify({
        name: 'official',
        at: '2028-01-01T00:00:00.000Z',
        releases: [{ name: 'go1.99rc1', isStable: false, archives: [] }],
      }),
    },
  }
  const known = await resultOf({ mod: 'go 1.99', tree: 'local', files })
  expect(known).toMatchObject({ code: 'held' })
  expect(known.fixes.map(({ id }) => id)).toEqual(['auto', 'use'])
  expect(await resultOf({ mod: 'go 1.99', environment: { GOTOOLCHAIN: 'bash' } })).toMatchObject({ code: 'refused' })
})
