import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { userLines, userText } from './users-text.ts'
import { usersOf } from './users.ts'

const home = '/home/user'
const own = `${home}/.local/share/groundwork/go`
const tree = `${own}/go1.27.1`

const machine = (
  files: MachinePart['files'] = {},
  interactive: Readonly<Record<string, string>> = {},
): MachinePart => ({
  environment: { HOME: home, PATH: '/usr/bin:/bin' },
  runs: shellAnswers('/bin/bash', {
    login: { PATH: '/usr/bin:/bin' },
    interactive: { PATH: '/usr/bin:/bin', ...interactive },
  }),
  files: {
    '/usr/bin/env': { mode: '0755' },
    ...goTree(tree, 'go1.27.1'),
    ...goTree(`${own}/go1.27.10`, 'go1.27.10'),
    ...files,
  },
})
const users = (part: MachinePart) => usersOf(createFakeHost(part), tree)

test('nobody', async () => {
  expect(await users(machine({ [`${home}/.local/go`]: { target: `${own}/go1.27.10` } }))).toEqual([])
})

test('the link, and each session that runs it through the link', async () => {
  const found = await users(
    machine({ [`${home}/.local/go`]: { target: tree } }, { PATH: `${home}/.local/go/bin:/usr/bin` }),
  )
  expect(found).toEqual([
    { kind: 'link', link: `${home}/.local/go` },
    { kind: 'session', context: 'interactive', by: 'PATH', path: `${home}/.local/go/bin/go` },
  ])
})

test('a session whose GOROOT it is', async () => {
  expect(await users(machine({}, { GOROOT: tree }))).toEqual([
    { kind: 'session', context: 'interactive', by: 'GOROOT', path: tree },
  ])
})

test('a Go that another hides on PATH is not used', async () => {
  const files = { ...goTree('/usr/local/go', 'go1.26.8') }
  expect(await users(machine(files, { PATH: `/usr/local/go/bin:${tree}/bin` }))).toEqual([])
})

test('programs of it that run, and where', async () => {
  const found = await users(
    machine({
      '/proc/42/exe': { target: `${tree}/pkg/tool/linux_amd64/compile` },
      '/proc/42/cwd': { target: `${home}/project` },
      '/proc/43/exe': { target: `${own}/go1.27.10/bin/go` },
      '/proc/44/exe': { target: `${tree}/bin/go` },
      '/proc/self/exe': { target: `${tree}/bin/go` },
    }),
  )
  expect(found).toEqual([
    { kind: 'process', pid: 42, program: 'pkg/tool/linux_amd64/compile', directory: `${home}/project` },
    { kind: 'process', pid: 44, program: 'bin/go', directory: null },
  ])
})

test.each([
  [`export PATH=${tree}/bin:$PATH`, true],
  ['export PATH="$HOME/.local/share/groundwork/go/go1.27.1/bin:$PATH"', true],
  ['PATH=$PATH:~/.local/share/groundwork/go/go1.27.1/bin', true],
  [`export GOROOT=${tree}`, true],
  [`# export GOROOT=${tree}`, false],
  [`export GOROOT=${tree}0`, false],
  [`export GOROOT=${tree}-mine`, false],
])('a start file with %s: %s', async (line, isNamed) => {
  const found = await users(machine({ [`${home}/.bashrc`]: { text: `# mine\n${line}\n` } }))
  expect(found).toEqual(isNamed ? [{ kind: 'line', of: 'start-file', path: `${home}/.bashrc`, line: 2 }] : [])
})

test('the settings of an editor and of go env -w', async () => {
  const settings = `${home}/.config/Code/User/settings.json`
  const found = await users(
    machine({
      [settings]: {
        text: '{\n  // "go": "x"\n  "go.alternateTools": {\n    "go": "${env:HOME}/.local/share/groundwork/go/go1.27.1/bin/go"\n  }\n}',
      },
      [`${home}/.config/go/env`]: { text: `GOFLAGS=-v\nGOROOT=${tree}\n` },
    }),
  )
  expect(found).toEqual([
    { kind: 'line', of: 'editor', path: settings, line: 4 },
    { kind: 'line', of: 'go-env', path: `${home}/.config/go/env`, line: 2 },
  ])
})

test('in words, in both languages, and never more than a screen', () => {
  expect(userText({ kind: 'process', pid: 42, program: 'bin/go', directory: '/p' })).toEqual({
    en: 'bin/go of it runs now in /p, process 42',
    'zh-CN': '它的 bin/go 正在 /p 中运行，进程 42',
  })
  const many = Array.from(
    { length: 30 },
    (_, pid) => ({ kind: 'process', pid, program: 'bin/go', directory: null }) as const,
  )
  expect(userLines(many)).toHaveLength(13)
  expect(userLines(many).at(-1)).toEqual({ en: 'and 18 more', 'zh-CN': '以及另外 18 项' })
})
