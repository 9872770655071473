import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { assignmentIn, type Dialect } from './assignment.ts'
import { assignmentsOf, readStartFiles } from './start-files.ts'

test.each<[Dialect, string, string | null | undefined, boolean]>([
  ['posix', 'export GOROOT=/usr/local/go', '/usr/local/go', true],
  ['posix', '  export GOROOT="$HOME/go 1" # old', '$HOME/go 1', true],
  ['posix', "declare -x GOROOT='/x'", '/x', true],
  ['posix', 'export GOROOT=/x; export PATH=$GOROOT/bin:$PATH', '/x', false],
  ['posix', '[ -d /x ] && export GOROOT=/x', '/x', false],
  ['posix', 'GOROOT=/x; export GOROOT', '/x', false],
  ['posix', 'GOROOT=/x', '/x', true],
  ['posix', 'export GOPATH=/y GOROOT=/x', '/x', false],
  ['posix', 'export GOROOT', null, true],
  ['posix', 'GOROOT=/x go build ./...', undefined, false],
  ['posix', '# export GOROOT=/x', undefined, false],
  ['posix', 'unset GOROOT', undefined, false],
  ['posix', 'export MYGOROOT=/x', undefined, false],
  ['posix', 'export GOROOT_FINAL=/x', undefined, false],
  ['posix', 'echo "GOROOT=/x"', undefined, false],
  ['posix', 'export PATH=$GOROOT/bin:$PATH', undefined, false],
  ['fish', 'set -gx GOROOT /usr/lib/go', '/usr/lib/go', true],
  ['fish', 'set --global --export GOROOT ~/go', '~/go', true],
  ['fish', 'set -g GOROOT /x', undefined, false],
  ['fish', 'set -e GOROOT', undefined, false],
  ['fish-variables', 'SETUVAR --export GOROOT:\\x2fusr\\x2flib\\x2fgo', '/usr/lib/go', true],
  ['nu', '$env.GOROOT = "/x"', '/x', true],
  ['csh', 'setenv GOROOT /x', '/x', true],
  ['list', 'GOROOT=/x y', '/x y', true],
  ['pam', 'GOROOT DEFAULT=/x', '/x', true],
])('%s: %s', (dialect, line, raw, isAlone) => {
  const found = assignmentIn(dialect, line, 'GOROOT')
  if (raw === undefined) expect(found).toBeNull()
  else expect(found).toEqual({ raw, isAlone })
})

test('lines are found with file and number, the system first, links known, binary files survived', async () => {
  const host = createFakeHost({
    files: {
      '/etc/profile.d/go.sh': { text: '\nexport GOROOT=/usr/local/go\n' },
      '/etc/profile.d/readme.txt': { text: 'export GOROOT=/no\n' },
      '/home/user/.bashrc': { text: '\0\u0001GOROOT\n'.repeat(3) },
      '/home/user/.zshrc': { target: 'dotfiles/zshrc' },
      '/home/user/dotfiles/zshrc': { text: 'export GOROOT=~/sdk/go1.20\nexport GOROOT=$(brew --prefix)/go' },
      '/home/user/.profile': { refuses: 'denied' },
    },
  })
  const found = assignmentsOf(await readStartFiles(host), 'GOROOT')
  expect(found.map(({ file, line, value }) => [file.path, file.isLink, line, value])).toEqual([
    ['/etc/profile.d/go.sh', false, 2, '/usr/local/go'],
    ['/home/user/.zshrc', true, 1, '/home/user/sdk/go1.20'],
    ['/home/user/.zshrc', true, 2, null],
  ])
})
