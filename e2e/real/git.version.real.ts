import type { RealCase } from './real-case.ts'

/** Nothing on the PATH but what the setup puts there; the shells come from the passwd entry, and `env` from /usr/bin. */
const onlyOwn = 'echo "PATH=$WORK/bin" >>"$HOME/.bashrc"; mkdir bin; ln -s "$GOROOT_HERE/bin/go" bin/go'

export const cases: readonly RealCase[] = [
  {
    name: 'pass: the git of this machine',
    expected: { result: 'pass' },
    setup: 'echo "PATH=$GOROOT_HERE/bin:/usr/bin:/bin" >>"$HOME/.bashrc"',
    requires: ['/usr/bin/git'],
  },
  {
    name: 'fail: no git on the PATH',
    expected: { result: 'fail', code: 'missing' },
    setup: onlyOwn,
  },
  {
    name: 'fail: no git, and GOPROXY=direct in the GOENV file',
    expected: { result: 'fail', code: 'needed' },
    setup: `${onlyOwn}
      mkdir -p "$HOME/.config/go" && echo 'GOPROXY=direct' >"$HOME/.config/go/env"`,
  },
  {
    // No git of that age can be had here: a script stands in for it, which shows the reading, not the git.
    name: 'fail: something that says what the git of CentOS 7 says',
    expected: { result: 'fail', code: 'old' },
    setup: `${onlyOwn}
      printf '#!/bin/sh\\necho git version 1.8.3.1\\n' >bin/git && chmod 0755 bin/git`,
  },
  {
    name: 'notchecked: root, with a PATH that leads into the home of somebody else',
    expected: { result: 'notchecked', code: 'foreign-program' },
    setup: `mkdir -p other/bin && printf '#!/bin/sh\\necho git version 2.47.0\\n' >other/bin/git
      chmod 0755 other/bin/git && chown -R 60778 other
      echo "PATH=$WORK/other/bin:$GOROOT_HERE/bin:/usr/bin:/bin" >>"$HOME/.bashrc"`,
    as: 'root',
  },
]
