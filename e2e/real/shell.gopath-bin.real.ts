import type { RealCase } from './real-case.ts'

const app = { PATH: '/usr/bin:/bin:$GOROOT_HERE/bin:$HOME/go/bin' }
const own = 'chown -R "$TEST_USER" "$HOME"'
const installed =
  'mkdir -p "$HOME/go/bin"; printf "#!/bin/sh\\n" > "$HOME/go/bin/gopls"; chmod 0755 "$HOME/go/bin/gopls"'
const line = (text: string, file = '.profile'): string =>
  `mkdir -p "$HOME/.config/fish"; echo '${text}' >> "$HOME/${file}"`
const go = 'export PATH="$PATH:\'"$GOROOT_HERE"\'/bin"'

export const cases: readonly RealCase[] = [
  {
    name: 'pass: bash, in ~/.profile',
    expected: { result: 'pass', code: 'found' },
    setup: `${installed}; ${line(go)}; ${line('export PATH="$PATH:$HOME/go/bin"')}; ${own}`,
    environment: app,
  },
  {
    name: 'fail: bash, on no PATH of a session',
    expected: { result: 'fail', code: 'not-found' },
    setup: `${installed}; ${line(go)}; ${own}`,
    environment: app,
  },
  {
    name: 'fail: zsh does not read ~/.profile',
    expected: { result: 'fail', code: 'not-found' },
    setup: `${installed}; ${line(go)}; ${line('export PATH="$PATH:$HOME/go/bin"')}; ${own}`,
    environment: app,
    shell: '/usr/bin/zsh',
    requires: ['/usr/bin/zsh'],
  },
  {
    name: 'pass: fish, in config.fish',
    expected: { result: 'pass', code: 'found' },
    setup: `${installed}; ${line('set -gx PATH $PATH ~/go/bin', '.config/fish/config.fish')}; ${own}`,
    environment: app,
    shell: '/usr/bin/fish',
    requires: ['/usr/bin/fish'],
  },
  {
    name: 'fail: dash, GOBIN kept by go env -w',
    expected: { result: 'fail', code: 'not-found' },
    setup: `mkdir -p "$HOME/tools" "$HOME/.config/go"; printf '#!/bin/sh\\n' > "$HOME/tools/dlv"; chmod 0755 "$HOME/tools/dlv";
      echo "GOBIN=$HOME/tools" > "$HOME/.config/go/env"; ${line(go)}; ${own}`,
    environment: app,
    shell: '/usr/bin/dash',
    requires: ['/usr/bin/dash'],
  },
  {
    name: 'informational: ~/.bashrc reaches terminals only',
    expected: { result: 'informational', code: 'terminal-only' },
    setup: `${installed}; ${line(go)}; ${line('export PATH="$PATH:$HOME/go/bin"', '.bashrc')};
      printf 'export PATH="%s/bin:$PATH"\\n' "$GOROOT_HERE" > "$HOME/.bash_profile"; sed -i '1,10{/return/d}' "$HOME/.bashrc"; ${own}`,
    environment: app,
  },
]
