import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { blockOf } from '../toolchains/path-block.ts'
import { check } from './shell.path-sessions.ts'

const system = '/usr/local/bin:/usr/bin:/bin'
const withGo = `${system}:/usr/local/go/bin`
const files = { '/usr/bin/env': { mode: '0755' }, ...goTree('/usr/local/go', 'go1.26.8') }

type Answer = Parameters<typeof shellAnswers>[1]['login']
const resultOf = (app: string, login: Answer, interactive: Answer, more: Parameters<typeof resultOnMachine>[0] = {}) =>
  resultOnMachine(
    {
      environment: { HOME: '/home/user', PATH: app },
      runs: shellAnswers(more.user?.shell ?? '/bin/bash', { login, interactive }),
      ...more,
      files: { ...files, ...more.files },
    },
    check,
  )

test('every session with the same Go passes, whatever name leads to it', async () => {
  const result = await resultOf(
    withGo,
    { PATH: withGo },
    { PATH: '/opt/bin:/usr/bin' },
    {
      files: { '/opt/bin/go': { target: '/usr/local/go/bin/go' } },
    },
  )
  expect(result).toMatchObject({ result: 'pass', fixes: [] })
  expect(result.evidence.map(({ source }) => source)).toEqual([
    '/proc/self/environ',
    '/bin/bash -l -c env',
    '/bin/bash -i -c env',
  ])
})

test.each(['zsh', 'fish'])('%s is not offered /etc/profile.d, which it need not read', async (name) => {
  const shell = `/usr/bin/${name}`
  const user = { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell }
  const result = await resultOf(withGo, { PATH: system }, { PATH: system }, { user })
  expect(result.fixes.map(({ id }) => id)).toEqual(['login'])
})

test('the block of Groundwork is shown as the line that names the directory', async () => {
  const block = blockOf('posix', '/usr/local/go/bin', 'groundwork go path --remove')
  const result = await resultOf(
    system,
    { PATH: withGo },
    { PATH: withGo },
    { files: { '/home/user/.profile': { text: block } } },
  )
  expect(result.evidence).toContainEqual(
    expect.objectContaining({ source: '/home/user/.profile:4', observed: 'groundwork="/usr/local/go/bin"' }),
  )
})

test('a PATH line in ~/.bashrc reaches terminals only, and the line is shown', async () => {
  const result = await resultOf(
    system,
    { PATH: system },
    { PATH: withGo },
    {
      files: { '/home/user/.bashrc': { text: '# mine\nexport PATH=$PATH:/usr/local/go/bin\n' } },
    },
  )
  expect(result).toMatchObject({
    result: 'fail',
    code: 'missing',
    severity: 'medium',
    expected: '/usr/local/go/bin/go',
  })
  expect(result.found).toMatchObject({ en: 'no go in: this app and login shell' })
  expect(result.evidence.at(-1)).toMatchObject({ source: '/home/user/.bashrc:2' })
  expect(result.causes[0]?.likelihood).toBe('likely')
  expect(result.fixes.map(({ id }) => id)).toEqual(['login', 'system'])
  expect(result.fixes[0]?.commands[0]).toContain('>> ~/.profile')
})

test('a terminal without go is worse', async () => {
  expect(await resultOf(withGo, { PATH: withGo }, { PATH: system })).toMatchObject({ result: 'fail', severity: 'high' })
})

test('sessions that run different trees are told apart', async () => {
  const result = await resultOf(
    withGo,
    { PATH: '/usr/lib/go-1.19/bin' },
    { PATH: withGo },
    {
      files: goTree('/usr/lib/go-1.19', 'go1.19.8'),
    },
  )
  expect(result).toMatchObject({ result: 'fail', code: 'different' })
  expect(result.summary.en).toContain('login shell: /usr/lib/go-1.19/bin/go (go1.19.8)')
})

test('a Go that no session has on its PATH', async () => {
  const result = await resultOf(system, { PATH: system }, { PATH: system })
  expect(result).toMatchObject({ result: 'fail', code: 'missing-everywhere', severity: 'high' })
  expect(result.fixes[0]?.title.en).toBe('Put /usr/local/go/bin first on PATH in ~/.profile')
})

test('a shell that hangs is named, and nothing is claimed for it', async () => {
  const hangs: Ran = { kind: 'timeout', afterMs: 4000, stdout: '', stderr: '' }
  const result = await resultOf(withGo, hangs, { PATH: withGo })
  expect(result).toMatchObject({ result: 'notchecked', code: 'not-asked', fixes: [] })
  expect(result.summary.en).toContain('login shell')
  expect(result.evidence[1]?.observed).toMatchObject({ en: expect.stringContaining('no answer within 4 s') as string })
})

test('a managed start file is edited by hand', async () => {
  const result = await resultOf(
    system,
    { PATH: system },
    { PATH: withGo },
    {
      files: { '/home/user/.bash_profile': { target: '/home/user/dotfiles/p' }, '/home/user/dotfiles/p': { text: '' } },
    },
  )
  expect(result.fixes[0]).toMatchObject({ id: 'by-hand', commands: [] })
  expect(result.fixes[0]?.title.en).toContain('~/.bash_profile')
})

test('an account without a login shell is judged by what it has', async () => {
  const user = { uid: 33, gid: 33, name: 'www', home: '/var/www', shell: '/usr/sbin/nologin' }
  expect(await resultOf(withGo, {}, {}, { user })).toMatchObject({ result: 'pass' })
})

test('without any Go it does not apply', async () => {
  expect(await resultOnMachine({}, check)).toMatchObject({ result: 'notapplicable', code: 'no-go' })
})
