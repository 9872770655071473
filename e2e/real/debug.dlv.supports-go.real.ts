import { debianGoNeeds, fetchDebianGo } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

/** Debian 12's own dlv, 1.20.2, for Go 1.18 to 1.20; unpacked below $CACHE once and never installed. */
const fetchDebianDelve = `
DELVE="$CACHE/debian-delve"
if [ ! -e "$DELVE/complete" ]; then
  mkdir -p "$DELVE/packages"
  chmod 0777 "$DELVE/packages"
  (cd "$DELVE/packages" && apt-get download -qq delve 2>&1)
  dpkg-deb -x "$DELVE"/packages/*.deb "$DELVE"
  rm -r "$DELVE/packages"
  touch "$DELVE/complete"
fi
mkdir bin && cp "$DELVE/usr/bin/dlv" bin/dlv`
const requires = debianGoNeeds

export const cases: readonly RealCase[] = [
  {
    name: "pass: Debian 12's dlv with its Go 1.19",
    expected: { result: 'pass', code: 'fits' },
    setup: `${fetchDebianGo}
${fetchDebianDelve}
mkdir -p "$WORK/go" && mount --bind "$DEBIAN/usr/lib/go-1.19" "$WORK/go"
echo "export PATH=$WORK/go/bin:$WORK/bin:/usr/bin:/bin" >"$HOME/.profile"; chown "$TEST_USER" "$HOME/.profile"`,
    environment: { PATH: '$WORK/go/bin:$WORK/bin:/usr/bin:/bin' },
    requires,
  },
  {
    name: "fail: Debian 12's dlv with the Go of this machine",
    expected: { result: 'fail', code: 'dlv-too-old' },
    setup: `${fetchDebianDelve}
echo "export PATH=$GOROOT_HERE/bin:$WORK/bin:/usr/bin:/bin" >"$HOME/.profile"; chown "$TEST_USER" "$HOME/.profile"`,
    environment: { PATH: '$GOROOT_HERE/bin:$WORK/bin:/usr/bin:/bin' },
    requires,
  },
  {
    name: 'unknown: a program of that name that is no dlv',
    expected: { result: 'unknown', code: 'silent' },
    setup: `install -d -o "$TEST_USER" "$HOME/go" "$HOME/go/bin" && install -o "$TEST_USER" /bin/true "$HOME/go/bin/dlv"`,
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
  },
  {
    name: 'notapplicable: no dlv',
    expected: { result: 'notapplicable', code: 'no-dlv' },
    setup: ':',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
  },
]
