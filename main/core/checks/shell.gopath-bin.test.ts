import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './shell.gopath-bin.ts'

const system = '/usr/local/go/bin:/usr/bin:/bin'
const tools = { '/home/user/go/bin/gopls': { mode: '0755' }, '/home/user/go/bin/notes.txt': { text: '' } }
const machine = (
  app: string,
  login: Record<string, string>,
  interactive: Record<string, string>,
  files: MachinePart['files'] = tools,
): MachinePart => ({
  environment: { HOME: '/home/user', PATH: app },
  runs: shellAnswers('/bin/bash', {
    login: { HOME: '/home/user', ...login },
    interactive: { HOME: '/home/user', ...interactive },
  }),
  files: { '/usr/bin/env': { mode: '0755' }, ...goTree('/usr/local/go', 'go1.26.8'), ...files },
})
const resultOf = (...given: Parameters<typeof machine>) => resultOnMachine(machine(...given), check)

test('on every PATH it passes, by any name of the directory', async () => {
  const has = `${system}:/home/user/go/bin/`
  const link = `${system}:/home/user/bin`
  const files = { ...tools, '/home/user/bin': { target: 'go/bin' } }
  expect(await resultOf(has, { PATH: has }, { PATH: link }, files)).toMatchObject({ result: 'pass', code: 'found' })
})

test('programs that no PATH leads to are a problem, and files that are no programs are not counted', async () => {
  const result = await resultOf(system, { PATH: system }, { PATH: system })
  expect(result).toMatchObject({ result: 'fail', code: 'not-found', severity: 'medium' })
  expect(result.summary.en).toContain('holds programs (gopls)')
  expect(result.fixes.map(({ id }) => id)).toEqual(['login'])
  expect(result.fixes[0]?.commands[0]).toContain('PATH="$PATH:/home/user/go/bin"')
})

test('GOBIN counts before GOPATH, from the environment and from go env -w', async () => {
  const files = { '/opt/tools/dlv': { mode: '0755' } }
  const environment = { PATH: system, GOBIN: '/opt/tools', GOPATH: '/elsewhere' }
  expect((await resultOf(system, environment, environment, files)).summary.en).toContain(
    '/opt/tools holds programs (dlv)',
  )
  const kept = { ...files, '/home/user/.config/go/env': { text: 'GOBIN=/opt/tools\n' } }
  const result = await resultOf(
    `${system}:/opt/tools`,
    { PATH: `${system}:/opt/tools` },
    { PATH: `${system}:/opt/tools` },
    kept,
  )
  expect(result).toMatchObject({ result: 'pass' })
})

test('on the PATH of terminals only, or with nothing installed yet, it is a note', async () => {
  const has = `${system}:/home/user/go/bin`
  expect(await resultOf(system, { PATH: system }, { PATH: has })).toMatchObject({
    result: 'informational',
    code: 'terminal-only',
  })
  expect(await resultOf(system, { PATH: system }, { PATH: system }, {})).toMatchObject({
    result: 'informational',
    code: 'empty',
  })
})

test('where ~/.local/bin is on PATH already, GOBIN can lead there', async () => {
  const path = `${system}:/home/user/.local/bin`
  const result = await resultOf(path, { PATH: path }, { PATH: path })
  expect(result.fixes[1]).toMatchObject({
    id: 'gobin',
    commands: ['/usr/local/go/bin/go env -w GOBIN=/home/user/.local/bin'],
    undo: { commands: ['/usr/local/go/bin/go env -u GOBIN'] },
  })
})

test('a shell that does not answer is named; without Go and on a mounted disk nothing is claimed', async () => {
  const has = `${system}:/home/user/go/bin`
  const hangs = { kind: 'timeout', afterMs: 4000, stdout: '', stderr: '' } as const
  const whole = machine(has, { PATH: has }, { PATH: has })
  const runs = shellAnswers('/bin/bash', { login: hangs, interactive: { HOME: '/home/user', PATH: has } })
  expect(await resultOnMachine({ ...whole, runs }, check)).toMatchObject({ result: 'notchecked', code: 'not-asked' })
  expect(await resultOnMachine({}, check)).toMatchObject({ result: 'notapplicable', code: 'no-go' })
  expect(await resultOn({ ...createFakeHost(whole), canRun: false }, check)).toMatchObject({
    result: 'notchecked',
    code: 'needs-session',
  })
})
