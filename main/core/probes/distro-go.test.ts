import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { readDistroGo } from './distro-go.ts'

type Family = 'debian' | 'fedora' | 'arch' | 'alpine' | 'opensuse' | 'void' | 'slackware' | 'nixos'

const programs: Readonly<Partial<Record<Family, readonly [string, ...string[]]>>> = {
  debian: ['/usr/bin/apt-cache', 'policy', 'golang-go', '^golang-1\\.[0-9]+-go$'],
  fedora: [
    '/usr/bin/dnf',
    '-q',
    '-C',
    'repoquery',
    '--available',
    '--qf',
    '%{name} %{version}-%{release}\\n',
    'golang',
  ],
  arch: ['/usr/bin/pacman', '-Si', 'go'],
  alpine: ['/usr/bin/apk', '--no-network', 'policy', 'go'],
  opensuse: [
    '/usr/bin/zypper',
    '--non-interactive',
    '--no-refresh',
    '--xmlout',
    'search',
    '--details',
    '--type',
    'package',
    '/^go(1\\.[0-9]+)?$/',
  ],
  void: ['/usr/bin/xbps-query', '-R', '--property', 'pkgver', 'go'],
}

const answering = (family: Family, stdout: string, code = 0, stderr = ''): MachinePart => ({
  files: {
    '/etc/os-release': { text: `ID=${family}\n` },
    ...(programs[family] && { [programs[family][0]]: { mode: '0755' } }),
  },
  runs: programs[family] ? [{ argv: programs[family], ran: { kind: 'exited', code, stdout, stderr } }] : [],
})

const told = async (machine: MachinePart): Promise<readonly string[]> => {
  const found = await readDistroGo(createFakeHost(machine))
  if (found.kind !== 'told') throw new Error(found.detail)
  return found.offers.map(({ package: name, version, packageVersion, suite, directory }) =>
    [version.name, name, packageVersion, suite ?? '', directory ?? ''].join(' ').trim(),
  )
}

// As Debian 12 prints it with its own lists, 2026-11-22.
const bookworm = `golang-go:
  Installed: (none)
  Candidate: 2:1.19~1
  Version table:
     2:1.19~1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
golang-1.19-go:
  Installed: (none)
  Candidate: 1.19.8-2
  Version table:
     1.19.8-2 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
`

test('Debian: the default and the versioned package', async () => {
  expect(await told(answering('debian', bookworm))).toEqual([
    'go1.19 golang-go 2:1.19~1',
    'go1.19.8 golang-1.19-go 1.19.8-2  /usr/lib/go-1.19/bin',
  ])
})

test('Debian with backports: the newer default needs its suite named, the versioned one does not', async () => {
  const backports = `golang-go:
  Installed: 2:1.19~1
  Candidate: 2:1.19~1
  Version table:
     2:1.23~2~bpo12+1 100
        100 http://deb.debian.org/debian bookworm-backports/main amd64 Packages
 *** 2:1.19~1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
        100 /var/lib/dpkg/status
golang-1.23-go:
  Installed: (none)
  Candidate: 1.23.8-1~bpo12+1
  Version table:
     1.23.8-1~bpo12+1 100
        100 http://deb.debian.org/debian bookworm-backports/main amd64 Packages
`
  expect(await told(answering('debian', backports))).toEqual([
    'go1.23 golang-go 2:1.23~2~bpo12+1 bookworm-backports',
    'go1.23.8 golang-1.23-go 1.23.8-1~bpo12+1  /usr/lib/go-1.23/bin',
    'go1.19 golang-go 2:1.19~1',
  ])
})

test('Ubuntu: older versions of the same package are no offers, nor is what was pinned away', async () => {
  const jammy = `golang-1.21-go:
  Installed: (none)
  Candidate: 1.21.1-1~ubuntu22.04.2
  Version table:
     1.21.1-1~ubuntu22.04.2 500
        500 http://archive.ubuntu.com/ubuntu jammy-updates/main amd64 Packages
     1.21.0-1~ubuntu22.04.1 500
        500 http://archive.ubuntu.com/ubuntu jammy/main amd64 Packages
golang-1.10-go:
  Installed: (none)
  Candidate: (none)
  Version table:
     1.10.1-1 -1
        -1 /var/lib/dpkg/status
`
  expect(await told(answering('debian', jammy))).toEqual([
    'go1.21.1 golang-1.21-go 1.21.1-1~ubuntu22.04.2  /usr/lib/go-1.21/bin',
  ])
})

test.each<[Family, string, readonly string[]]>([
  ['fedora', 'golang 1.24.6-1.fc42\n\ngolang 1.24.8-1.fc42\n', ['go1.24.8 golang 1.24.8-1.fc42']],
  ['fedora', 'golang 1.25~rc2-1.fc43\n', ['go1.25rc2 golang 1.25~rc2-1.fc43']],
  [
    'arch',
    'Repository      : extra\nName            : go\nVersion         : 2:1.25.4-1\nDescription     : Core compiler tools\n',
    ['go1.25.4 go 2:1.25.4-1'],
  ],
  [
    'alpine',
    'go policy:\n  1.24.6-r0:\n    lib/apk/db/installed\n  1.24.9-r0:\n    https://dl-cdn.alpinelinux.org/alpine/v3.22/community\n',
    ['go1.24.9 go 1.24.9-r0'],
  ],
  [
    'opensuse',
    `<?xml version='1.0'?>\n<stream>\n<search-result version="0.0">\n<solvable-list>\n<solvable status="not-installed" name="go" kind="package" edition="1.25-1.1" arch="x86_64" repository="Main"/>\n<solvable status="installed" name="go1.25" kind="package" edition="1.25.3-1.1" arch="x86_64" repository="Main"/>\n<solvable status="not-installed" name="go1.9" kind="package" edition="1.9.7-2.1" arch="x86_64" repository="Main"/>\n</solvable-list>\n</search-result>\n</stream>\n`,
    ['go1.25.3 go1.25 1.25.3-1.1', 'go1.25 go 1.25-1.1', 'go1.9.7 go1.9 1.9.7-2.1'],
  ],
  ['void', 'go-1.25.3_1\n', ['go1.25.3 go 1.25.3_1']],
])('%s: %j', async (family, output, expected) => {
  expect(await told(answering(family, output))).toEqual(expected)
})

test.each<[string, MachinePart, RegExp]>([
  ['nobody to ask', { files: { '/etc/os-release': { text: 'ID=debian\n' } } }, /apt-cache/],
  ['a manager that fails', answering('fedora', '', 1, 'Error: Cache-only enabled but no cache\n'), /no cache/],
  ['no package', answering('slackware', ''), /no package/],
  ['installed by configuration', answering('nixos', ''), /no way to ask/],
])('%s', async (_, machine, detail) => {
  const found = await readDistroGo(createFakeHost(machine))
  expect(found).toMatchObject({ kind: 'cannot-tell' })
  expect(JSON.stringify(found)).toMatch(detail)
})

test.each(['', 'rubbish\n', 'golang-go:\n  Candidate: x\n  Version table:\n     x 500\n', '\u0000\n'])(
  'nothing of use is no offer: %j',
  async (output) => {
    expect(await told(answering('debian', output))).toEqual([])
  },
)

test('root’s apt is told to keep no cache: asking writes nothing', async () => {
  const [program, ...words] = programs.debian ?? ['']
  const argv = [program, '-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache=', ...words] as const
  const host = createFakeHost({
    ...answering('debian', ''),
    user: { uid: 0, gid: 0, name: 'root', home: '/root', shell: '/bin/sh' },
    runs: [{ argv: [...argv], ran: { kind: 'exited', code: 0, stdout: bookworm, stderr: '' } }],
  })
  expect(await readDistroGo(host)).toMatchObject({ kind: 'told', offers: [{ package: 'golang-go' }, {}] })
})
