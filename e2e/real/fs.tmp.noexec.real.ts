import type { RealCase } from './real-case.ts'

const noexecTmp = 'mount -t tmpfs -o mode=1777,noexec,nosuid,nodev tmpfs /tmp'

export const cases: readonly RealCase[] = [
  {
    name: 'pass: ordinary directories',
    expected: { result: 'pass', code: 'allowed' },
    setup: ':',
  },
  {
    name: 'fail: /tmp is noexec',
    expected: { result: 'fail', code: 'noexec' },
    setup: noexecTmp,
  },
  {
    name: 'pass: /tmp is noexec, but GOTMPDIR in the GOENV file leads elsewhere',
    expected: { result: 'pass' },
    setup: `${noexecTmp}
      mkdir -p "$HOME/.config/go" "$HOME/go-tmp"
      echo "GOTMPDIR=$HOME/go-tmp" >"$HOME/.config/go/env"
      chown -R "$TEST_USER" "$HOME"`,
  },
  {
    name: 'fail: GOBIN, by way of a link, is on a noexec disk with a blank in its name, and a tool there proves it',
    expected: { result: 'fail', code: 'noexec' },
    setup: `mkdir "$WORK/my disk"
      mount -t tmpfs -o noexec tmpfs "$WORK/my disk"
      cp /bin/true "$WORK/my disk/tool"
      ln -s "$WORK/my disk" "$HOME/tools"`,
    environment: { GOBIN: '$HOME/tools' },
  },
  {
    name: 'pass: a noexec mount that a later one hides',
    expected: { result: 'pass' },
    setup: `mkdir -p "$HOME/x"
      mount -t tmpfs -o noexec tmpfs "$HOME/x"
      mount -t tmpfs tmpfs "$HOME/x"
      mkdir -m 0777 "$HOME/x/bin"`,
    environment: { GOBIN: '$HOME/x/bin' },
  },
  {
    name: 'fail: root is refused like everybody',
    expected: { result: 'fail', code: 'noexec' },
    setup: noexecTmp,
    as: 'root',
  },
  {
    name: 'fail: TMPDIR of the terminal is not there',
    expected: { result: 'fail', code: 'missing' },
    setup: 'echo "export TMPDIR=$HOME/gone" >>"$HOME/.bashrc"',
  },
]
