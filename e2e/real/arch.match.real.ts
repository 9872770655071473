import type { RealCase } from './real-case.ts'

const go = { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' }

export const cases: readonly RealCase[] = [
  {
    name: 'pass: a Go for this processor',
    expected: { result: 'pass', code: 'match' },
    setup: ':',
    environment: go,
  },
  {
    name: 'fail: a Go whose header says another processor',
    expected: { result: 'fail', code: 'wrong-machine' },
    // Bytes 18 and 19 are e_machine; 0x2b is SPARC, which no kernel here runs.
    setup: `
mkdir -p go/bin && cp "$GOROOT_HERE/bin/go" go/bin/go && cp "$GOROOT_HERE/VERSION" go/
printf '\\053\\000' | dd of=go/bin/go bs=1 seek=18 conv=notrunc status=none`,
    environment: { PATH: '$WORK/go/bin:/usr/bin:/bin' },
  },
  {
    name: 'fail: GOARCH kept in ~/.profile',
    expected: { result: 'fail', code: 'target' },
    setup: `echo 'export GOARCH=s390x' >>"$HOME/.profile"`,
    environment: go,
  },
  {
    name: 'fail: GOOS kept by go env -w',
    expected: { result: 'fail', code: 'target' },
    setup: `mkdir -p "$HOME/.config/go" && echo GOOS=plan9 >"$HOME/.config/go/env" && chown -R "$TEST_USER" "$HOME/.config"`,
    environment: go,
  },
  {
    name: 'fail: GOAMD64=v3 on a processor whose kernel lists no AVX',
    expected: { result: 'fail', code: 'level-of-output' },
    setup: `
sed 's/ avx[^ ]*//g; s/ bmi[12]//g' /proc/cpuinfo >cpuinfo && mount --bind cpuinfo /proc/cpuinfo`,
    environment: { ...go, GOAMD64: 'v3' },
    // GOAMD64 means something on this processor only.
    requires: ['/lib64/ld-linux-x86-64.so.2'],
  },
]
