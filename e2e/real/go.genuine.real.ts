import { goproxy } from '../toolchains/reachable-proxy.ts'
import { debianGoNeeds } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

const app = { PATH: '$WORK/go/bin:/usr/bin:/bin' }
/** This machine's own Go is out of the way: each Go that is here is looked at. */
const alone = 'mount -t tmpfs tmpfs "$GOROOT_HERE"'
/** This machine's Go as a copy that may be changed, with Go's own go.env; the person takes modules from where this machine does. */
const copy = `mkdir go scratch; mount -t tmpfs tmpfs scratch; mkdir scratch/upper scratch/work;
  mount -t overlay overlay -o "lowerdir=$GOROOT_HERE,upperdir=$WORK/scratch/upper,workdir=$WORK/scratch/work" go;
  sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/' go/go.env;
  mkdir -p "$HOME/.config/go"; echo 'GOPROXY=${goproxy}' > "$HOME/.config/go/env"; chown -R "$TEST_USER" "$HOME"; ${alone}`
/** The Go of Debian as dpkg installs it, database and all, for this namespace only. */
const debian = `PACKAGES="$CACHE/debian-golang-1.19-packages";
  if [ ! -e "$PACKAGES/complete" ]; then
    mkdir -p "$PACKAGES"; chmod 0777 "$PACKAGES";
    (cd "$PACKAGES" && apt-get download -qq golang-1.19-go golang-1.19-src golang-go golang-src 2>&1);
    touch "$PACKAGES/complete";
  fi;
  mkdir scratch; mount -t tmpfs tmpfs scratch;
  for place in usr var/lib/dpkg; do
    mkdir -p "scratch/$place/upper" "scratch/$place/work";
    mount -t overlay overlay -o "lowerdir=/$place,upperdir=$WORK/scratch/$place/upper,workdir=$WORK/scratch/$place/work" "/$place";
  done;
  dpkg --force-depends --no-triggers -i "$PACKAGES"/*.deb > output 2>&1; ${alone}`
/**
 * A tree that rpm itself packed and installed, too small to build with, for this namespace only. Debian's rpm would keep
 * its database in a home.
 */
const fedora = `mkdir -p scratch root/usr/lib/golang/bin root/usr/lib/golang/src/fmt root/usr/lib/golang/pkg/tool/linux_amd64;
  mount -t tmpfs tmpfs scratch;
  for place in usr var/lib/rpm; do
    mkdir -p "/$place" "scratch/$place/upper" "scratch/$place/work";
    mount -t overlay overlay -o "lowerdir=/$place,upperdir=$WORK/scratch/$place/upper,workdir=$WORK/scratch/$place/work" "/$place";
  done;
  (cd root/usr/lib/golang && echo go1.26.8 > VERSION && printf '#!/bin/sh\\n' > bin/go && chmod 0755 bin/go &&
    echo 'package fmt' > src/fmt/print.go && echo 'package fmt' > src/fmt/scan.go && echo > pkg/tool/linux_amd64/compile);
  printf '%s\\n' 'Name: golang' 'Version: 1.26.8' 'Release: 1' 'Summary: Go' 'License: BSD' 'BuildArch: noarch' \\
    '%description' 'Go' '%install' "cp -a $WORK/root/. %{buildroot}" '%files' /usr/lib/golang > golang.spec;
  rpmbuild -bb --define "_topdir $WORK/top" golang.spec > output 2>&1;
  mkdir -p /etc/rpm; echo '%_dbpath /var/lib/rpm' > /etc/rpm/macros; rpm --initdb;
  rpm -i --nodeps top/RPMS/noarch/*.rpm >> output 2>&1; ${alone}`
const fedoraPath = { PATH: '/usr/lib/golang/bin:/usr/bin:/bin' }

export const cases: readonly RealCase[] = [
  {
    name: 'pass: this Go, asked of the real checksum database',
    expected: { result: 'pass', code: 'genuine' },
    setup: copy,
    environment: app,
    needsNetwork: true,
  },
  {
    name: 'informational: the same with another go.env',
    expected: { result: 'informational', code: 'go-env' },
    setup: `${copy}; sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=local/' go/go.env`,
    environment: app,
    needsNetwork: true,
  },
  {
    name: 'fail: one changed line in the standard library',
    expected: { result: 'fail' },
    setup: `${copy}; sed -i 's/^package fmt$/package fmt;/' go/src/fmt/print.go`,
    environment: app,
    needsNetwork: true,
  },
  {
    name: 'fail: one more file in the standard library',
    expected: { result: 'fail' },
    setup: `${copy}; echo 'package fmt' > go/src/fmt/more.go`,
    environment: app,
    needsNetwork: true,
  },
  {
    name: 'fail: a program that lends its owner’s rights',
    expected: { result: 'fail', code: 'differs' },
    setup: `${copy}; chmod u+s go/bin/gofmt`,
    environment: app,
    needsNetwork: true,
  },
  {
    name: 'fail: a changed Go that no session finds',
    expected: { result: 'fail' },
    setup: `${copy}; mkdir -p "$HOME/sdk"; mv go/bin/gofmt gofmt; cp -a go "$HOME/sdk/go1.26.8"; mv gofmt go/bin/gofmt`,
    environment: app,
    needsNetwork: true,
  },
  {
    name: 'notchecked: a Go that was built here',
    expected: { result: 'notchecked', code: 'untold' },
    setup: `${copy}; echo 'devel go1.99-abcdef' > go/VERSION`,
    environment: app,
  },
  {
    name: 'pass: the Go of Debian, asked of dpkg',
    expected: { result: 'pass', code: 'genuine' },
    setup: debian,
    requires: debianGoNeeds,
  },
  {
    name: 'fail: the Go of Debian with a changed, a missing and one more file',
    expected: { result: 'fail', code: 'differs' },
    setup: `${debian}; echo >> /usr/share/go-1.19/src/fmt/print.go; rm /usr/share/go-1.19/src/os/exec.go;
      echo 'package fmt' > /usr/share/go-1.19/src/fmt/more.go`,
    requires: debianGoNeeds,
  },
  {
    name: 'pass: a Go of rpm, whose times and rights are others by now',
    expected: { result: 'pass', code: 'genuine' },
    setup: `${fedora}; touch /usr/lib/golang/VERSION; chmod 0775 /usr/lib/golang/bin/go`,
    environment: fedoraPath,
    requires: ['rpm', 'rpmbuild'],
  },
  {
    name: 'fail: a Go of rpm with a changed, a missing and one more file',
    expected: { result: 'fail', code: 'differs' },
    setup: `${fedora}; echo >> /usr/lib/golang/src/fmt/print.go; rm /usr/lib/golang/src/fmt/scan.go;
      echo 'package fmt' > /usr/lib/golang/src/fmt/more.go`,
    environment: fedoraPath,
    requires: ['rpm', 'rpmbuild'],
  },
]
