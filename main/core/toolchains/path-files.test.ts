import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import type { Machine } from '../testing/machine.ts'
import { shellAnswers } from '../testing/shell-answers.ts'
import { readPathFiles } from './path-files.ts'

const bin = '/home/user/.local/go/bin'
const named = async (shell: string, login: Record<string, string>, changed: Partial<Machine> = {}) => {
  const user = { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell }
  const host = createFakeHost({
    user,
    environment: { HOME: '/home/user', PATH: '/usr/bin' },
    runs: shellAnswers(shell, { login: { PATH: '/usr/bin', ...login }, interactive: { PATH: '/usr/bin' } }),
    ...changed,
  })
  const found = await readPathFiles(host, bin)
  return found.kind === 'files' ? found.files.map(({ path, readBy }) => `${readBy} ${path}`) : found
}

const home = (names: readonly string[]): Machine['files'] => ({
  '/usr/bin/env': { mode: '0755' },
  ...Object.fromEntries(names.map((name) => [`/home/user/${name}`, { text: 'x\n' }])),
})

test.each<readonly [string, readonly string[], Record<string, string>, readonly string[]]>([
  ['/bin/bash', [], {}, ['login /home/user/.profile', 'terminal /home/user/.bashrc']],
  ['/bin/bash', ['.profile', '.bash_login'], {}, ['login /home/user/.bash_login', 'terminal /home/user/.bashrc']],
  [
    '/bin/bash',
    ['.bash_login', '.bash_profile'],
    {},
    ['login /home/user/.bash_profile', 'terminal /home/user/.bashrc'],
  ],
  ['/bin/dash', ['.bash_profile'], {}, ['login /home/user/.profile']],
  ['/bin/zsh', ['.profile'], {}, ['login /home/user/.zprofile', 'terminal /home/user/.zshrc']],
  ['/usr/bin/fish', [], {}, ['login /home/user/.config/fish/conf.d/groundwork.fish']],
  ['/usr/bin/fish', [], { XDG_CONFIG_HOME: '/home/user/c/' }, ['login /home/user/c/fish/conf.d/groundwork.fish']],
  ['/usr/bin/nu', [], {}, ['login /home/user/.config/nushell/env.nu']],
])('%s with %j', async (shell, names, login, expected) => {
  expect(await named(shell, login, { files: home(names) })).toEqual(expected)
})

test('zsh is asked for the ZDOTDIR that it keeps to itself', async () => {
  const ran = { kind: 'exited', code: 0, stdout: 'hello\n<zdotdir>/home/user/z</zdotdir>\n', stderr: '' } as const
  const argv = ['/bin/zsh', '-c', 'print -r -- "<zdotdir>${ZDOTDIR-}</zdotdir>"']
  expect(await named('/bin/zsh', {}, { files: home([]), runs: [{ argv, ran }] })).toEqual([
    'login /home/user/z/.zprofile',
    'terminal /home/user/z/.zshrc',
  ])
})

test('a session that has the directory already needs no file that only terminals read', async () => {
  const environment = { HOME: '/home/user', PATH: `${bin}/:/usr/bin` }
  expect(await named('/bin/bash', {}, { files: home([]), environment })).toEqual(['login /home/user/.profile'])
})

test('unless that session has another go before it: its own files may put it there', async () => {
  const path = `/opt/go/bin:${bin}:/usr/bin`
  expect(
    await named(
      '/bin/bash',
      { PATH: `${bin}:/usr/bin` },
      {
        files: { ...home([]), '/opt/go/bin/go': { mode: '0755' } },
        environment: { HOME: '/home/user', PATH: path },
        runs: shellAnswers('/bin/bash', { login: { PATH: `${bin}:/usr/bin` }, interactive: { PATH: path } }),
      },
    ),
  ).toContain('terminal /home/user/.bashrc')
})

test('the systemd user manager, where there is one, gets the directory too', async () => {
  const environment = { HOME: '/home/user', PATH: '/usr/bin', XDG_RUNTIME_DIR: '/run/user/1000' }
  const files = {
    ...home([]),
    '/usr/bin/systemctl': { mode: '0755' },
    '/run/user/1000/systemd/private': { kind: 'other' },
  } as const
  expect(await named('/usr/bin/fish', {}, { files, environment })).toContain(
    'desktop /home/user/.config/environment.d/60-groundwork.conf',
  )
})

test.each<readonly [string, Partial<Machine>, string]>([
  ['/usr/sbin/nologin', {}, 'unknown-shell'],
  ['/bin/tcsh', {}, 'unknown-shell'],
  ['/usr/bin/xonsh', {}, 'unknown-shell'],
  // As `sudo` with HOME kept: the files are another person's.
  ['/bin/bash', { environment: { HOME: '/home/somebody', PATH: '/usr/bin' } }, 'other-home'],
])('%s %j: no file is named', async (shell, changed, kind) => {
  expect(await named(shell, {}, { files: home([]), ...changed })).toMatchObject({ kind })
})
