import { debianGoNeeds, fetchDebianGo } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

/**
 * What a system of that family has, on which pacman really works; what it writes stays in the namespace. `mk NAME VERSION`
 * puts a package into the repository `extra`, each time with a later date, by which pacman knows a new list. That of go
 * has the go command of this machine, as version 1.26.8.
 */
const arch = `rm /etc/os-release; printf 'ID=arch\\n' > /etc/os-release; mkdir repo db pkg cache up-usr work-usr up-lib work-lib;
  mount -t overlay overlay -o "lowerdir=/usr,upperdir=$WORK/up-usr,workdir=$WORK/work-usr" /usr;
  mount -t overlay overlay -o "lowerdir=/var/lib,upperdir=$WORK/up-lib,workdir=$WORK/work-lib" /var/lib;
  mount -t tmpfs tmpfs /var/log; rm -rf /var/lib/pacman; mkdir -p /var/lib/pacman;
  printf '[options]\\nArchitecture = auto\\nSigLevel = Never\\nCacheDir = %s/cache\\n[extra]\\nServer = file://%s/repo\\n' "$WORK" "$WORK" > /etc/pacman.conf;
  n=0; mk() {
    rm -rf "pkg/$1" db/"$1"-*; mkdir -p "pkg/$1/usr/lib" "db/$1-$2";
    printf 'pkgname = %s\\npkgver = %s\\npkgdesc = x\\nurl = x\\nbuilddate = 1\\npackager = x\\nsize = 1\\narch = any\\n' "$1" "$2" > "pkg/$1/.PKGINFO";
    if [ "$1" = go ]; then
      mkdir -p pkg/go/usr/lib/go/bin pkg/go/usr/bin; echo go1.26.8 > pkg/go/usr/lib/go/VERSION;
      cp "$GOROOT_HERE/bin/go" pkg/go/usr/lib/go/bin; ln -s ../lib/go/bin/go pkg/go/usr/bin/go;
    else echo "$2" > "pkg/$1/usr/lib/$1.txt"; fi;
    tar -C "pkg/$1" -cf "repo/$1-$2-any.pkg.tar" .PKGINFO usr;
    printf '%%FILENAME%%\\n%s\\n\\n%%NAME%%\\n%s\\n\\n%%VERSION%%\\n%s\\n\\n%%ARCH%%\\nany\\n' "$1-$2-any.pkg.tar" "$1" "$2" > "db/$1-$2/desc";
    (cd db && tar -czf ../repo/extra.db *); n=$((n + 1)); touch -d "2026-01-0$n" repo/extra.db;
  };
  pac() { pacman --noconfirm "$@" >&2; };
  mk go 2:1.25.4-1; mk other 1-1; pac -Syu go other`
const app = { PATH: '/usr/bin:/bin' }
const requires = ['pacman'] as const

export const cases: readonly RealCase[] = [
  {
    name: 'notapplicable: not of that family',
    expected: { result: 'notapplicable', code: 'does-not-apply' },
    setup: ':',
  },
  {
    name: 'pass: installed with everything else',
    expected: { result: 'pass', code: 'fine' },
    setup: arch,
    environment: app,
    requires,
  },
  {
    name: 'fail: pacman -Sy go, and the rest stays as it was',
    expected: { result: 'fail', code: 'partial' },
    setup: `${arch}; mk go 2:1.26.8-1; mk other 2-1; pac -Sy go`,
    environment: app,
    requires,
  },
  {
    name: 'pass: the rest was upgraded after that',
    expected: { result: 'pass', code: 'fine' },
    setup: `${arch}; mk go 2:1.26.8-1; mk other 2-1; pac -Sy go; pac -Syu`,
    environment: app,
    requires,
  },
  {
    name: 'informational: a newer one waits',
    expected: { result: 'informational', code: 'pending' },
    setup: `${arch}; mk go 2:1.26.8-1; pac -Sy`,
    environment: app,
    requires,
  },
  {
    name: 'informational: a program made with Go 1.19 in ~/go/bin',
    expected: { result: 'informational', code: 'older' },
    setup: `${arch}; ${fetchDebianGo} mkdir -p tool "$HOME/go/bin"; printf 'module m\\n\\ngo 1.19\\n' > tool/go.mod; printf 'package main\\n\\nfunc main() {}\\n' > tool/main.go;
      (cd tool && GOCACHE="$CACHE/go-build-1.19" GOFLAGS= "$DEBIAN/usr/lib/go-1.19/bin/go" build -buildvcs=false -o "$HOME/go/bin/tool"); chown -R "$TEST_USER" "$HOME"`,
    environment: app,
    requires: [...requires, ...debianGoNeeds],
  },
]
