import type { RealCase } from './real-case.ts'

/** The system's programs without any C compiler, in $WORK/bin. */
const withoutCompiler =
  'mkdir bin && ln -s /usr/bin/* bin/ && rm -f bin/*gcc* bin/*g++* bin/*clang* bin/cc bin/c++ bin/c?9'
const bare = '$WORK/bin:$GOROOT_HERE/bin'
/** Login shells set PATH anew; this one leaves it alone, so that the case has the PATH it says. */
const keepPath = `echo 'PATH='"'$WORK/bin:$GOROOT_HERE/bin'" >"$HOME/.profile" && cp "$HOME/.profile" "$HOME/.bashrc"`

export const cases: readonly RealCase[] = [
  {
    name: 'pass: the compiler of this system',
    expected: { result: 'pass', code: 'works' },
    setup: ':',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
    requires: ['gcc', 'ld', '/usr/include/stdlib.h'],
  },
  {
    name: 'informational: no compiler on PATH, so Go does without',
    expected: { result: 'informational', code: 'none' },
    setup: `${withoutCompiler}\n${keepPath}`,
    environment: { PATH: bare },
  },
  {
    name: 'fail: CGO_ENABLED=1 without a compiler',
    expected: { result: 'fail', code: 'missing' },
    setup: `${withoutCompiler}\n${keepPath}\necho 'export CGO_ENABLED=1' >>"$HOME/.profile"`,
    environment: { PATH: bare },
  },
  {
    name: 'fail: gcc is a script that fails',
    expected: { result: 'fail', code: 'broken' },
    setup: `
${withoutCompiler}
${keepPath}
printf '#!/bin/sh\\necho "gcc: no licence" >&2\\nexit 1\\n' >bin/gcc && chmod 0755 bin/gcc`,
    environment: { PATH: bare },
  },
  {
    name: 'fail: the compiler is here, the headers of the C library are not',
    expected: { result: 'fail', code: 'no-headers' },
    setup: 'mkdir empty && mount --bind empty /usr/include',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
    requires: ['gcc', '/usr/include/stdlib.h'],
  },
]
