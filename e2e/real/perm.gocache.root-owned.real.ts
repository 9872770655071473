import type { RealCase } from './real-case.ts'

export const cases: readonly RealCase[] = [
  {
    name: 'pass: a fresh home',
    expected: { result: 'pass', code: 'open' },
    setup: ':',
  },
  {
    name: 'fail: a cache that "sudo go build" made',
    expected: { result: 'fail', code: 'closed' },
    setup: `mkdir "$WORK/p" && cd "$WORK/p"
      printf 'module x\\n' >go.mod && printf 'package x\\n' >x.go
      "$GOROOT_HERE/bin/go" build .
      test "$(stat -c %u "$HOME/.cache/go-build/00")" = 0`,
  },
  {
    name: 'fail: one shard of root in a cache of the own',
    expected: { result: 'fail', code: 'closed' },
    setup: `mkdir -p "$HOME/.cache/go-build/00" "$HOME/.cache/go-build/ff"
      chown -R "$TEST_USER" "$HOME" && chown root "$HOME/.cache/go-build/ff"`,
  },
  {
    name: 'pass: a module cache with its read-only modules',
    expected: { result: 'pass' },
    setup: `mkdir -p "$HOME/go/pkg/mod/example.com/m@v1.0.0" "$HOME/go/pkg/mod/cache/download"
      chown -R "$TEST_USER" "$HOME" && chmod 0555 "$HOME/go/pkg/mod/example.com/m@v1.0.0"`,
  },
  {
    name: 'fail: a module cache with a directory of root',
    expected: { result: 'fail', code: 'closed' },
    setup: `mkdir -p "$HOME/go/pkg/mod/example.com" "$HOME/go/pkg/mod/cache/download"
      chown -R "$TEST_USER" "$HOME" && chown root "$HOME/go/pkg/mod/cache/download"`,
  },
  {
    name: 'fail: HOME leads nowhere',
    expected: { result: 'fail', code: 'home-broken' },
    setup: ':',
    environment: { HOME: '/nonexistent' },
  },
  {
    name: 'fail: GOCACHE on a read-only mount',
    expected: { result: 'fail', code: 'readonly' },
    setup: `mkdir cache && mount -t tmpfs -o mode=0777 tmpfs cache && mount -o remount,ro cache`,
    environment: { GOCACHE: '$WORK/cache' },
  },
  {
    name: 'informational: root with the home of somebody, as "sudo -E" gives it',
    expected: { result: 'informational', code: 'root-in-home' },
    setup: 'chown -R 60777 "$HOME"',
    as: 'root',
  },
]
