import { debianGoNeeds, fetchDebianGo } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

const app = { PATH: '$WORK/go/bin:/usr/bin:/bin' }
const debian = { PATH: '$CACHE/debian-golang-1.19/usr/lib/go-1.19/bin:/usr/bin:/bin' }
/** This machine's Go as a copy that may be changed, laid over by reading through: nothing of it is really copied. */
const copy = (lower: string): string =>
  `mkdir go upper scratch; mount -t tmpfs tmpfs scratch; mkdir scratch/upper scratch/work;
  mount -t overlay overlay -o "lowerdir=${lower},upperdir=$WORK/scratch/upper,workdir=$WORK/scratch/work" go`
/** A build with this tree, which must fail where the check says so. */
const buildFails = `mkdir program cache; printf 'module x\\n' > program/go.mod; printf 'package main\\nfunc main() {}\\n' > program/main.go;
  (cd program && HOME="$WORK" GOCACHE="$WORK/cache" GOFLAGS= GOTOOLCHAIN=local "$WORK/go/bin/go" build -o /dev/null . > ../output 2>&1 && exit 1 || true)`

export const cases: readonly RealCase[] = [
  { name: 'pass: this Go', expected: { result: 'pass', code: 'whole' }, setup: copy('$GOROOT_HERE'), environment: app },
  {
    name: 'pass: the Go of Debian, a tree of links, which has built something before',
    expected: { result: 'pass', code: 'whole' },
    setup: `${fetchDebianGo} HOME="$HOME" "$DEBIAN/usr/lib/go-1.19/bin/go" list fmt > output; chown -R "$TEST_USER" "$HOME"`,
    environment: debian,
    requires: debianGoNeeds,
  },
  {
    name: 'notchecked: an old Go that would have to make a build cache to answer',
    expected: { result: 'notchecked', code: 'unread' },
    setup: fetchDebianGo,
    environment: debian,
    requires: debianGoNeeds,
  },
  {
    name: 'fail: this Go unpacked over an older one, where builds do fail',
    expected: { result: 'fail', code: 'redeclared' },
    setup: `${fetchDebianGo} ${copy('$GOROOT_HERE:$DEBIAN/usr/share/go-1.19')}; ${buildFails};
      grep -q 'redeclared in this block' output`,
    environment: app,
    requires: debianGoNeeds,
  },
  {
    name: 'fail: no compiler',
    expected: { result: 'fail', code: 'incomplete' },
    setup: `${copy('$GOROOT_HERE')}; rm go/pkg/tool/*/compile; ${buildFails}`,
    environment: app,
  },
  {
    name: 'fail: no standard library',
    expected: { result: 'fail', code: 'incomplete' },
    setup: `${copy('$GOROOT_HERE')}; rm -r go/src; ${buildFails}`,
    environment: app,
  },
  {
    name: 'fail: a compiler from an older Go',
    expected: { result: 'fail', code: 'other-binary' },
    setup: `${fetchDebianGo} ${copy('$GOROOT_HERE')}; cp "$DEBIAN"/usr/lib/go-1.19/pkg/tool/*/compile go/pkg/tool/*/compile; ${buildFails}`,
    environment: app,
    requires: debianGoNeeds,
  },
]
