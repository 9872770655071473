import { debianGoNeeds, fetchDebianGo } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

const app = { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' }
const path = `echo 'export PATH="$PATH:'"$GOROOT_HERE"'/bin"' >> "$HOME/.profile"; chown -R "$TEST_USER" "$HOME"`
/** The go.env of this Go, with this GOTOOLCHAIN. */
const tree = (value: string): string =>
  `sed '/^GOTOOLCHAIN=/s/=.*/=${value}/' "$GOROOT_HERE/go.env" > go.env; mount --bind go.env "$GOROOT_HERE/go.env"`
const module = (lines: string): string =>
  `mkdir -p project/sub; printf 'module example.com/m\\n\\n${lines}\\n' > project/go.mod`
const here = 'env -C $WORK/project/sub'

export const cases: readonly RealCase[] = [
  {
    name: 'notapplicable: started outside a project',
    expected: { result: 'notapplicable', code: 'no-project' },
    setup: path,
    environment: app,
    prefix: 'env -C /usr',
  },
  {
    name: 'pass: below a module that asks for less',
    expected: { result: 'pass', code: 'runs' },
    setup: `${tree('local')}; ${module('go 1.20')}; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'informational: a module that asks for more, which may be fetched',
    expected: { result: 'informational', code: 'downloads' },
    setup: `${tree('auto')}; ${module('go 1.27')}; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'fail: GOTOOLCHAIN=local in go.env of the tree',
    expected: { result: 'fail', code: 'held' },
    setup: `${tree('local')}; ${module('go 1.27')}; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'fail: a download that GOPROXY=off forbids',
    expected: { result: 'fail', code: 'forbidden' },
    setup: `${tree('auto')}; ${module('go 1.27')}; mkdir -p "$HOME/.config/go"; echo GOPROXY=off > "$HOME/.config/go/env"; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'fail: a toolchain line that names no Go, and a release that nobody knows',
    expected: { result: 'fail', code: 'lines' },
    setup: `${tree('local')}; ${module('go 1.99\\ntoolchain go1.26.8x')}; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'informational: a release that nobody knows, which would be fetched',
    expected: { result: 'informational', code: 'lines' },
    setup: `${tree('auto')}; ${module('go 1.99')}; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'fail: a workspace that asks for less than its module',
    expected: { result: 'fail', code: 'workspace' },
    setup: `${tree('local')}; ${module('go 1.22')}; printf 'go 1.21\\nuse ./project\\n' > go.work; ${path}`,
    environment: app,
    prefix: here,
  },
  {
    name: 'fail: the Go 1.19 of Debian and a go line with three numbers',
    expected: { result: 'fail', code: 'refused' },
    setup: `${fetchDebianGo} mount -t overlay overlay -o "lowerdir=$DEBIAN/usr:/usr" /usr; ${module('go 1.21.0')}`,
    environment: { PATH: '/usr/bin:/bin' },
    prefix: here,
    requires: debianGoNeeds,
  },
]
