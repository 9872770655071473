import type { RealCase } from './real-case.ts'

const app = { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' }
const own = 'chown -R "$TEST_USER" "$HOME"'
const path = `echo 'export PATH="$PATH:'"$GOROOT_HERE"'/bin"' >> "$HOME/.profile"`
/** The go.env of this Go as published, whatever this machine's image made of it. */
const published = `sed '/^GOTOOLCHAIN=/s/=.*/=auto/; /^GOPROXY=/s/=.*/=https:\\/\\/cache.golang.org,direct/; /^GOSUMDB=/s/=.*/=sum.golang.org/' "$GOROOT_HERE/go.env" > go.env; mount --bind go.env "$GOROOT_HERE/go.env"`
const kept = (line: string): string =>
  `${published}; ${path}; mkdir -p "$HOME/.config/go"; echo '${line}' > "$HOME/.config/go/env"; ${own}`

export const cases: readonly RealCase[] = [
  {
    name: 'pass: as published',
    expected: { result: 'pass', code: 'none' },
    setup: `${published}; ${path}; ${own}`,
    environment: app,
  },
  {
    name: 'informational: GOTOOLCHAIN=local in go.env of the tree, GOFLAGS kept by go env -w',
    expected: { result: 'informational', code: 'harmless' },
    setup: `${kept('GOFLAGS=-buildvcs=false')}; sed -i '/^GOTOOLCHAIN=/s/=.*/=local/' go.env`,
    environment: app,
  },
  {
    name: 'fail: GOSUMDB=off kept by go env -w',
    expected: { result: 'fail', code: 'sumdb-off' },
    setup: kept('GOSUMDB=off'),
    environment: app,
  },
  {
    name: 'fail: GOFLAGS that go cannot read',
    expected: { result: 'fail', code: 'refused' },
    setup: kept('GOFLAGS=vendor'),
    environment: app,
  },
  {
    name: 'fail: a relative GOPATH in ~/.zshrc',
    expected: { result: 'fail', code: 'refused' },
    setup: `${published}; echo 'export GOPATH=go' > "$HOME/.zshrc"; ${own}`,
    environment: app,
    shell: '/usr/bin/zsh',
    requires: ['/usr/bin/zsh'],
  },
  {
    name: 'fail: GO111MODULE=off in config.fish',
    expected: { result: 'fail', code: 'modules-off' },
    setup: `${published}; mkdir -p "$HOME/.config/fish"; echo 'set -gx GO111MODULE off' > "$HOME/.config/fish/config.fish"; ${own}`,
    environment: app,
    shell: '/usr/bin/fish',
    requires: ['/usr/bin/fish'],
  },
  {
    name: 'fail: GOOS=windows in the environment of the app alone',
    expected: { result: 'fail', code: 'other-platform' },
    setup: `${published}; ${path}; ${own}`,
    environment: { ...app, GOOS: 'windows' },
  },
  {
    name: 'error: a GOENV file that cannot be read',
    expected: { result: 'error', code: 'unreadable' },
    setup: `${kept('GOFLAGS=-v')}; chmod 0 "$HOME/.config/go/env"; chown root "$HOME/.config/go/env"`,
    environment: app,
  },
  {
    name: 'fail: on a disk that is only mounted, in a start file and in the GOENV file',
    expected: { result: 'fail', code: 'sumdb-off' },
    setup: `mkdir -p disk/etc disk/home/ana/.config/go disk/usr/local/go; mount --bind "$GOROOT_HERE" disk/usr/local/go;
      echo 'ana:x:1000:1000::/home/ana:/bin/bash' > disk/etc/passwd; echo 'export GOFLAGS=-v' > disk/home/ana/.profile;
      echo GOSUMDB=off > disk/home/ana/.config/go/env`,
    arguments: '--host root:$WORK/disk',
  },
]
