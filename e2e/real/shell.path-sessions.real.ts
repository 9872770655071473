import type { RealCase } from './real-case.ts'

const app = { PATH: '/usr/bin:/bin:$GOROOT_HERE/bin' }
const own = 'chown -R "$TEST_USER" "$HOME"'
const posixLine = 'export PATH="$PATH:\'"$GOROOT_HERE"\'/bin"'
const into = (file: string, line = posixLine): string => `echo '${line}' >> "$HOME/${file}"; ${own}`

export const cases: readonly RealCase[] = [
  {
    name: 'pass: bash, go added in ~/.profile',
    expected: { result: 'pass', code: 'same' },
    setup: into('.profile'),
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'fail: bash, go added in ~/.bashrc only',
    expected: { result: 'fail', code: 'missing' },
    setup: into('.bashrc'),
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'fail: bash reads ~/.bash_profile and so not the ~/.profile with go',
    expected: { result: 'fail', code: 'missing' },
    setup: `${into('.profile')}; echo '# mine' > "$HOME/.bash_profile"; ${own}`,
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'pass: zsh, go added in ~/.zprofile',
    expected: { result: 'pass', code: 'same' },
    setup: into('.zprofile'),
    environment: app,
    shell: '/usr/bin/zsh',
    requires: ['/usr/bin/zsh'],
  },
  {
    name: 'fail: zsh does not read ~/.profile',
    expected: { result: 'fail', code: 'missing' },
    setup: into('.profile'),
    environment: app,
    shell: '/usr/bin/zsh',
    requires: ['/usr/bin/zsh'],
  },
  {
    name: 'pass: fish, go added in config.fish',
    expected: { result: 'pass', code: 'same' },
    setup: `mkdir -p "$HOME/.config/fish"; ${into('.config/fish/config.fish', 'set -gx PATH $PATH \'"$GOROOT_HERE"\'/bin')}`,
    environment: app,
    shell: '/usr/bin/fish',
    requires: ['/usr/bin/fish'],
  },
  {
    name: 'fail: fish does not read ~/.profile',
    expected: { result: 'fail', code: 'missing' },
    setup: into('.profile'),
    environment: app,
    shell: '/usr/bin/fish',
    requires: ['/usr/bin/fish'],
  },
  {
    name: 'pass: dash, go added in ~/.profile',
    expected: { result: 'pass', code: 'same' },
    setup: into('.profile'),
    environment: app,
    shell: '/usr/bin/dash',
    requires: ['/usr/bin/dash'],
  },
  {
    name: 'fail: dash does not read ~/.bashrc',
    expected: { result: 'fail', code: 'missing' },
    setup: `printf '' > "$HOME/.profile"; ${into('.bashrc')}`,
    environment: app,
    shell: '/usr/bin/dash',
    requires: ['/usr/bin/dash'],
  },
  {
    name: 'fail: two Go trees, one for the login and one for the terminal',
    expected: { result: 'fail', code: 'different' },
    setup: `mkdir -p other/bin; cp "$GOROOT_HERE/bin/go" other/bin; cp "$GOROOT_HERE/VERSION" other;
      ${into('.profile')}; echo 'PATH="'"$WORK"'/other/bin:$PATH"' >> "$HOME/.bashrc"; ${own}`,
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'notchecked: a ~/.profile that waits for ever',
    expected: { result: 'notchecked', code: 'not-asked' },
    setup: `echo 'sleep 1000' >> "$HOME/.profile"; ${into('.bashrc')}`,
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'notchecked: a ~/.profile that floods',
    expected: { result: 'notchecked', code: 'not-asked' },
    setup: `echo 'yes' >> "$HOME/.profile"; ${into('.bashrc')}`,
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'notchecked: ~/.bashrc becomes fish before it can be asked',
    expected: { result: 'notchecked', code: 'not-asked' },
    setup: `${into('.profile')}; sed -i '1i case $- in *i*) exec fish ;; esac' "$HOME/.bashrc"; ${own}`,
    environment: app,
    requires: ['/bin/bash', '/usr/bin/fish'],
  },
  {
    name: 'pass: start files that print, fail and read from the terminal',
    expected: { result: 'pass', code: 'same' },
    setup: `echo 'echo hello; printf "\\033]0;x\\007"; nosuchcommand; read answer; stty -echo; false' > "$HOME/.bashrc"; ${into('.profile')}`,
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'pass: a ~/.bashrc that opens tmux is asked as if it were inside, and none is left behind',
    expected: { result: 'pass', code: 'same' },
    setup: `mkdir bin; printf '#!/bin/sh\\nsleep 100\\n' > bin/tmux; chmod 0755 bin/tmux;
      echo '[ -z "$TMUX" ] && exec '"$WORK"'/bin/tmux new-session' > "$HOME/.bashrc"; ${into('.profile')}`,
    environment: app,
    requires: ['/bin/bash'],
  },
  {
    name: 'notapplicable: no Go anywhere',
    expected: { result: 'notapplicable', code: 'no-go' },
    setup: 'mkdir empty && mount --bind empty "$GOROOT_HERE"',
    environment: { PATH: '/usr/bin:/bin' },
  },
]
