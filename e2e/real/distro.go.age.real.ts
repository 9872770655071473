import { debianGoNeeds, fetchDebianGo } from './debian-go.ts'
import type { RealCase } from './real-case.ts'

const app = { PATH: '/usr/bin:/bin' }
/** As if Debian's packages were installed: their files in /usr, and their names in the list of dpkg. */
const installed = `${fetchDebianGo} mount -t overlay overlay -o "lowerdir=$DEBIAN/usr:/usr" /usr;
  mkdir dpkg work; mount -t overlay overlay -o "lowerdir=/var/lib/dpkg,upperdir=$WORK/dpkg,workdir=$WORK/work" /var/lib/dpkg;
  printf 'Package: golang-1.19-go\\nStatus: install ok installed\\nArchitecture: amd64\\nMaintainer: nobody <nobody@localhost>\\nVersion: 1.19.8-2\\nDescription: Go\\n\\n' >> /var/lib/dpkg/status;
  printf '/usr/lib/go-1.19/bin/go\\n' > /var/lib/dpkg/info/golang-1.19-go.list`
/** The same tree, as a package of a version that is no older than the two newest lines. */
const renamed = `${installed}; mkdir tree work2; mount -t overlay overlay -o "lowerdir=/usr/lib/go-1.19,upperdir=$WORK/tree,workdir=$WORK/work2" /usr/lib/go-1.19;
  echo go1.27.3 > /usr/lib/go-1.19/VERSION`

export const cases: readonly RealCase[] = [
  {
    name: 'fail: the Go 1.19 of Debian 12 is what runs',
    expected: { result: 'fail', code: 'unsupported' },
    setup: installed,
    environment: app,
    requires: debianGoNeeds,
  },
  {
    name: 'fail: it is too old for the project here',
    expected: { result: 'fail', code: 'project' },
    setup: `${installed}; mkdir project; printf 'module m\\n\\ngo 1.22\\n' > project/go.mod`,
    environment: app,
    prefix: 'env -C $WORK/project',
    requires: debianGoNeeds,
  },
  {
    name: 'pass: a package that says Go 1.27',
    expected: { result: 'pass', code: 'supported' },
    setup: renamed,
    environment: app,
    requires: debianGoNeeds,
  },
  {
    name: 'notapplicable: a Go of no package',
    expected: { result: 'notapplicable', code: 'not-packaged' },
    setup: ':',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
    // The terminal finds it by the same PATH.
  },
]
