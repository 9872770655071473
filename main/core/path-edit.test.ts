import { expect, test } from 'vitest'
import { pathEdit, readLoginFile, type LoginFile } from './path-edit.ts'
import { createFakeHost } from './testing/fake-host.ts'

const file: LoginFile = { kind: 'bash', path: '~/.profile', exists: true, isManaged: false, endsWithNewline: true }

test('the commands add one marked piece, and take it away again', () => {
  const edit = pathEdit(file, '/usr/local/go/bin', 'first', 'go')
  expect(edit.commands).toEqual([
    `printf '%s\\n' '# >>> groundwork: go >>>' 'case ":$PATH:" in ":/usr/local/go/bin:"*) ;; *) PATH="/usr/local/go/bin:$PATH" ;; esac' 'export PATH' '# <<< groundwork: go <<<' >> ~/.profile`,
  ])
  expect(edit.undo).toEqual([`sed -i '/^# >>> groundwork: go >>>$/,/^# <<< groundwork: go <<<$/d' ~/.profile`])
})

test('a directory with odd characters stays one word, and harmless', () => {
  const line = pathEdit(file, '/opt/$(reboot)"`x', 'last', 'go').lines[1]
  expect(line).toContain('PATH="$PATH:/opt/\\$(reboot)\\"\\`x"')
})

test('a new file is made with its directory, and undone by removing it', () => {
  const edit = pathEdit(
    { ...file, kind: 'fish', path: '~/.config/fish/config.fish', exists: false },
    '/x',
    'last',
    'go',
  )
  expect(edit.commands[0]).toBe('mkdir -p ~/.config/fish')
  expect(edit.undo).toEqual(['rm ~/.config/fish/config.fish'])
})

test.each([
  ['/bin/bash', {}, '~/.profile'],
  ['/bin/bash', { '.bash_login': {}, '.profile': {} }, '~/.bash_login'],
  ['/bin/bash', { '.bash_profile': {}, '.bash_login': {} }, '~/.bash_profile'],
  ['/bin/zsh', { '.zshrc': {} }, '~/.zprofile'],
  ['/usr/bin/fish', {}, '~/.config/fish/config.fish'],
  ['/bin/dash', {}, '~/.profile'],
  ['/bin/tcsh', {}, '~/.login'],
])('%s logs in through %s', async (shell, names, expected) => {
  const files = Object.fromEntries(Object.keys(names).map((name) => [`/home/user/${name}`, { text: 'x' }]))
  const user = { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell }
  expect(await readLoginFile(createFakeHost({ user, files }))).toMatchObject({ path: expected })
})
