import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { shellAnswers } from '../testing/shell-answers.ts'
import { findStartLine } from './start-line.ts'

const found = async (shell: string, session: 'login' | 'interactive', files: Readonly<Record<string, string>>) => {
  const host = createFakeHost({
    user: { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell },
    environment: { HOME: '/home/user', PATH: '/usr/bin' },
    runs: shellAnswers(shell, { login: { PATH: '/usr/bin' }, interactive: { PATH: '/usr/bin' } }),
    files: {
      '/usr/bin/env': { mode: '0755' },
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text }])),
    },
  })
  const line = await findStartLine(host, session, '/home/user/go/bin')
  return line && `${line.path}:${line.line} ${line.text}`
}

const set = 'export PATH=$HOME/go/bin:$PATH\n'
test.each<readonly [string, 'login' | 'interactive', Readonly<Record<string, string>>, string | null]>([
  ['/bin/bash', 'interactive', { '/home/user/.bashrc': set }, '/home/user/.bashrc:1 export PATH=$HOME/go/bin:$PATH'],
  // The last one wins.
  [
    '/bin/bash',
    'interactive',
    { '/home/user/.bashrc': `${set}\n ${set}#${set}`, '/home/user/.profile': set },
    '.bashrc:3',
  ],
  // What a terminal's own files do not do, it has from the login.
  ['/bin/bash', 'interactive', { '/etc/profile.d/go.sh': `#\n${set}` }, '/etc/profile.d/go.sh:2'],
  ['/bin/bash', 'login', { '/home/user/.bash_profile': 'x', '/home/user/.profile': set }, null],
  ['/bin/zsh', 'login', { '/home/user/.zshrc': set }, null],
  ['/bin/zsh', 'interactive', { '/home/user/.zshrc': set }, '/home/user/.zshrc:1'],
  [
    '/usr/bin/fish',
    'login',
    {
      '/home/user/.config/fish/fish_variables': 'SETUVAR fish_user_paths:\\x2fhome\\x2fuser\\x2fgo\\x2fbin\n',
      '/home/user/.config/fish/conf.d/a.fish': '# ~/go/bin\n',
    },
    '/home/user/.config/fish/fish_variables:1',
  ],
  ['/bin/bash', 'login', { '/home/user/.profile': 'PATH=~/go/bin2:~/mygo/bin:$PATH\n' }, null],
])('%s, %s, %j', async (shell, session, files, expected) => {
  const line = await found(shell, session, files)
  if (expected === null) expect(line).toBeNull()
  else expect(line).toContain(expected)
})
