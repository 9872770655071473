import { debianGoNeeds, fetchDebianGo } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

const own = 'chown -R "$TEST_USER" "$HOME"'
const line = `echo 'export PATH="$PATH:'"$GOROOT_HERE"'/bin"' >> "$HOME/.profile"; ${own}`
const app = { PATH: '/usr/bin:/bin:$GOROOT_HERE/bin' }
/** As if the packages were installed: their files in /usr, for this namespace only. */
const installed = `${fetchDebianGo} mount -t overlay overlay -o "lowerdir=$DEBIAN/usr:/usr" /usr`

export const cases: readonly RealCase[] = [
  { name: 'pass: one Go', expected: { result: 'pass', code: 'one' }, setup: line, environment: app },
  {
    name: 'fail: the Go of Debian before the tarball that was added at the end of PATH',
    expected: { result: 'fail', code: 'shadowed' },
    setup: `${installed}; ${line}`,
    environment: app,
    requires: debianGoNeeds,
  },
  {
    name: 'informational: the versioned Go of Debian off PATH',
    expected: { result: 'informational', code: 'beside' },
    setup: `${fetchDebianGo}
      for part in lib share; do mount -t overlay overlay -o "lowerdir=$DEBIAN/usr/$part:/usr/$part" "/usr/$part"; done; ${line}`,
    environment: app,
    requires: debianGoNeeds,
  },
  {
    name: 'pass: many links to one Go, and a launcher that starts it',
    expected: { result: 'pass', code: 'one' },
    setup: `mkdir bin links; ln -s "$GOROOT_HERE/bin/go" links/go; ln -s ../links links/again;
      printf '#!/bin/sh\\nexec %s/bin/go "$@"\\n' "$GOROOT_HERE" > bin/go; chmod 0755 bin/go; ${line}`,
    environment: { PATH: '$WORK/bin:$WORK/links:$WORK/links/again:/usr/bin:/bin' },
  },
  {
    name: 'fail: a launcher that starts another Go than the one on PATH',
    expected: { result: 'fail', code: 'shadowed' },
    setup: `${fetchDebianGo} mkdir bin; printf '#!/bin/sh\\nexec %s/usr/lib/go-1.19/bin/go "$@"\\n' "$DEBIAN" > bin/go;
      chmod 0755 bin/go; ${line}`,
    environment: { PATH: '$WORK/bin:/usr/bin:/bin' },
    requires: debianGoNeeds,
  },
  {
    name: 'pass: beside it a go that hangs and one that is no Go',
    expected: { result: 'pass', code: 'one' },
    setup: `mkdir a b; printf '#!/bin/sh\\nsleep 1000\\n' > a/go; printf '#!/bin/sh\\necho black to move\\n' > b/go;
      chmod 0755 a/go b/go; ${line}`,
    environment: { PATH: '$GOROOT_HERE/bin:$WORK/a:$WORK/b:/usr/bin:/bin' },
  },
  {
    name: 'fail: a game named go stands before Go',
    expected: { result: 'fail', code: 'stranger' },
    setup: `mkdir game; printf '#!/bin/sh\\necho black to move\\n' > game/go; chmod 0755 game/go; ${line}`,
    environment: { PATH: '$WORK/game:$GOROOT_HERE/bin:/usr/bin:/bin' },
  },
  {
    name: 'informational: one, on no PATH',
    expected: { result: 'informational', code: 'unreached' },
    setup: ':',
    environment: { PATH: '/usr/bin:/bin' },
  },
  {
    name: 'fail: none',
    expected: { result: 'fail', code: 'missing' },
    setup: 'mkdir empty && mount --bind empty "$GOROOT_HERE"',
    environment: { PATH: '/usr/bin:/bin' },
  },
  {
    name: 'informational: two on a disk that is only mounted',
    expected: { result: 'informational', code: 'none' },
    setup: `${fetchDebianGo} mkdir -p disk/usr/local/go disk/usr/lib disk/usr/share disk/usr/bin;
      mount --bind "$GOROOT_HERE" disk/usr/local/go;
      for part in lib share bin; do mount --bind "$DEBIAN/usr/$part" "disk/usr/$part"; done`,
    arguments: '--host root:$WORK/disk',
    requires: debianGoNeeds,
  },
]
