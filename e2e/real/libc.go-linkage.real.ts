import type { RealCase } from './real-case.ts'

/** Debian's Go 1.19, linked with glibc and wanting GLIBC_2.34, unpacked to $CACHE/golang-1.19. Nothing is installed. */
const fetchDynamicGo = `
if [ ! -x "$CACHE/golang-1.19/usr/lib/go-1.19/bin/go" ]; then
  mkdir -p fetched && chmod 0777 fetched && cd fetched
  apt-get -qq download golang-1.19-go
  dpkg-deb -x golang-1.19-go_*.deb tree
  chmod -R go+rX tree
  mv tree "$CACHE/golang-1.19.$$" && mv -T "$CACHE/golang-1.19.$$" "$CACHE/golang-1.19"
  cd ..
fi
mkdir -p go/bin && cp "$CACHE/golang-1.19/usr/lib/go-1.19/bin/go" go/bin/go && echo go1.19.8 >go/VERSION
`
const requires = ['apt-get', 'dpkg-deb'] as const

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
    setup: `${fetchDynamicGo} cp -a "$CACHE/golang-1.19/usr/lib/go-1.19/pkg" go/`,
    environment: { PATH: '$WORK/go/bin:/usr/bin:/bin' },
    requires,
  },
  {
    name: 'fail: the loader that go names is not here, as on Alpine',
    expected: { result: 'fail', code: 'no-loader' },
    setup: `${fetchDynamicGo} sed -i 's|/lib64/ld-linux-x86-64.so.2|/lib64/ld-linux-x86-64.so.9|' go/bin/go`,
    environment: { PATH: '$WORK/go/bin:/usr/bin:/bin' },
    requires,
  },
  {
    name: 'fail: go wants a version of glibc that is not there yet',
    expected: { result: 'fail', code: 'too-old' },
    setup: `${fetchDynamicGo} sed -i 's|GLIBC_2[.]34|GLIBC_2.94|' go/bin/go`,
    environment: { PATH: '$WORK/go/bin:/usr/bin:/bin' },
    requires,
  },
]
