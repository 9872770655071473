import type { RealCase } from './real-case.ts'

/** A Debian package unpacked to $CACHE/PACKAGE, once. Nothing is installed. */
const fetchPackage = (name: string): string => `
if [ ! -d "$CACHE/${name}" ]; then
  mkdir -p fetched && chmod 0777 fetched && cd fetched
  apt-get -qq download ${name}
  dpkg-deb -x ${name}_*.deb ${name}
  chmod -R go+rX ${name}
  mv -T ${name} "$CACHE/${name}"
  cd ..
fi`

/** Debian's Go 1.19, linked with glibc and wanting GLIBC_2.34, as go/bin/go. */
const dynamicGo = `${fetchPackage('golang-1.19-go')}
mkdir -p go/bin && cp "$CACHE/golang-1.19-go/usr/lib/go-1.19/bin/go" go/bin/go && echo go1.19.8 >go/VERSION`

/** A disk with musl and busybox, as Alpine has them, and what is in go/ as its /usr/local/go. */
const alpineTree = `${fetchPackage('musl')}${fetchPackage('busybox-static')}
mkdir -p tree/lib tree/bin tree/etc tree/usr/local
cp "$CACHE"/musl/lib/*-linux-musl/libc.so "tree/lib/$(basename "$CACHE"/musl/lib/ld-musl-*)"
cp "$CACHE/busybox-static/bin/busybox" tree/bin/ && ln -s busybox tree/bin/sh
printf 'ID=alpine\\nVERSION_ID=3.22.0\\n' >tree/etc/os-release && echo 3.22.0 >tree/etc/alpine-release
mv go tree/usr/local/go`

const workGo = { PATH: '$WORK/go/bin:/usr/bin:/bin' }
const requires = ['apt-get', 'dpkg-deb', '/lib64/ld-linux-x86-64.so.2'] as const

export const cases: readonly RealCase[] = [
  {
    name: 'pass: a static Go',
    expected: { result: 'pass', code: 'static' },
    setup: ':',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
  },
  {
    name: 'pass: a Go linked with the glibc of this system',
    expected: { result: 'pass', code: 'fits' },
    setup: `${dynamicGo}\ncp -a "$CACHE/golang-1.19-go/usr/lib/go-1.19/pkg" go/`,
    environment: workGo,
    requires,
  },
  {
    name: 'fail: the loader that go names is not here',
    expected: { result: 'fail', code: 'no-loader' },
    setup: `${dynamicGo}\nsed -i 's|/lib64/ld-linux-x86-64.so.2|/lib64/ld-linux-x86-64.so.9|' go/bin/go`,
    environment: workGo,
    requires,
  },
  {
    name: 'fail: go wants a version of glibc that is not there yet',
    expected: { result: 'fail', code: 'too-old' },
    setup: `${dynamicGo}\nsed -i 's|GLIBC_2[.]34|GLIBC_2.94|' go/bin/go`,
    environment: workGo,
    requires,
  },
  {
    name: 'fail: a Go for glibc on a disk with musl',
    expected: { result: 'fail', code: 'no-loader' },
    setup: `${dynamicGo}\n${alpineTree}`,
    arguments: '--host root:$WORK/tree',
    requires,
  },
  {
    name: 'pass: a static Go on a disk with musl',
    expected: { result: 'pass', code: 'static' },
    setup: `mkdir -p go/bin && cp "$GOROOT_HERE/bin/go" go/bin/ && cp "$GOROOT_HERE/VERSION" go/\n${alpineTree}`,
    arguments: '--host root:$WORK/tree',
    requires,
  },
]
