import type { RealCase } from './real-case.ts'

const app = { PATH: '/usr/bin:/bin:$GOROOT_HERE/bin' }
const own = 'chown -R "$TEST_USER" "$HOME"'
const path = `echo 'export PATH="$PATH:'"$GOROOT_HERE"'/bin"' >> "$HOME/.profile"`
/** A whole tree that says it is Go 1.19.8, mostly by links. */
const older = `mkdir older; for part in bin pkg src; do ln -s "$GOROOT_HERE/$part" older/$part; done; echo go1.19.8 > older/VERSION`
const line = (file: string, text: string): string => `mkdir -p "$HOME/.config/fish"; echo '${text}' >> "$HOME/${file}"`
const profile = (value: string): string => `${path}; ${line('.profile', `export GOROOT=${value}`)}; ${own}`

export const cases: readonly RealCase[] = [
  {
    name: 'pass: set nowhere',
    expected: { result: 'pass', code: 'unset' },
    setup: `${path}; ${own}`,
    environment: app,
  },
  {
    name: 'fail: a tree that is gone, in ~/.profile',
    expected: { result: 'fail', code: 'absent' },
    setup: profile('/usr/lib/go-1.22.2'),
    environment: app,
  },
  {
    name: 'fail: another version, in ~/.profile',
    expected: { result: 'fail', code: 'other-version' },
    setup: `${older}; ${profile('\'"$WORK"\'/older')}`,
    environment: app,
  },
  {
    name: 'fail: an empty directory, in /etc/profile.d',
    expected: { result: 'fail', code: 'no-tools' },
    setup: `mkdir empty; ${path}; ${own}; echo "export GOROOT=$WORK/empty" > /etc/profile.d/go.sh`,
    environment: app,
  },
  {
    name: 'fail: /etc/environment reaches zsh too',
    expected: { result: 'fail', code: 'absent' },
    setup: 'echo GOROOT=/usr/lib/go-1.22.2 >> /etc/environment',
    environment: app,
    shell: '/usr/bin/zsh',
    requires: ['/usr/bin/zsh'],
  },
  {
    name: 'fail: zsh, in ~/.zshenv',
    expected: { result: 'fail', code: 'absent' },
    setup: `${line('.zshenv', 'export GOROOT=/gone')}; ${own}`,
    environment: app,
    shell: '/usr/bin/zsh',
    requires: ['/usr/bin/zsh'],
  },
  {
    name: 'fail: fish, in config.fish',
    expected: { result: 'fail', code: 'absent' },
    setup: `${line('.config/fish/config.fish', 'set -gx GOROOT /gone')}; ${own}`,
    environment: app,
    shell: '/usr/bin/fish',
    requires: ['/usr/bin/fish'],
  },
  {
    name: 'fail: dash, in ~/.profile',
    expected: { result: 'fail', code: 'absent' },
    setup: profile('/gone'),
    environment: app,
    shell: '/usr/bin/dash',
    requires: ['/usr/bin/dash'],
  },
  {
    name: 'fail: kept by go env -w, which bricks go itself',
    expected: { result: 'fail', code: 'absent' },
    setup: `${path}; HOME="$HOME" GOTOOLCHAIN=local "$GOROOT_HERE/bin/go" env -w GOROOT=/gone;
      ! HOME="$HOME" "$GOROOT_HERE/bin/go" version; ${own}`,
    environment: app,
  },
  {
    name: 'informational: the tree that go finds by itself',
    expected: { result: 'informational', code: 'redundant' },
    setup: profile('\'"$GOROOT_HERE"\''),
    environment: app,
  },
  {
    name: 'informational: in ~/.zshrc of a person who uses bash',
    expected: { result: 'informational', code: 'not-in-effect' },
    setup: `${path}; ${line('.zshrc', 'export GOROOT=/gone')}; ${own}`,
    environment: app,
  },
  {
    name: 'notchecked: a start file that hangs',
    expected: { result: 'notchecked', code: 'not-asked' },
    setup: `${path}; ${line('.profile', 'sleep 100')}; ${own}`,
    environment: app,
  },
  {
    name: 'fail: on a disk that is only mounted, in the ~/.profile of somebody there',
    expected: { result: 'fail', code: 'absent' },
    setup: `mkdir -p disk/etc disk/home/ana disk/usr/local/go; mount --bind "$GOROOT_HERE" disk/usr/local/go;
      echo 'ana:x:1000:1000::/home/ana:/bin/bash' > disk/etc/passwd; echo 'export GOROOT=/usr/lib/go-1.22.2' > disk/home/ana/.profile`,
    arguments: '--host root:$WORK/disk',
  },
  {
    name: 'notchecked: on a disk that is only mounted, in no file',
    expected: { result: 'notchecked', code: 'files-only' },
    setup: `mkdir -p disk/etc disk/home/ana; echo 'ana:x:1000:1000::/home/ana:/bin/bash' > disk/etc/passwd; : > disk/home/ana/.profile`,
    arguments: '--host root:$WORK/disk',
  },
]
