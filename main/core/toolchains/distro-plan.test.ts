import { expect, test } from 'vitest'
import type { Distro } from '#contract'
import type { DistroGo, OfferedGo } from '../probes/distro-go.ts'
import { planDistroGo } from './distro-plan.ts'
import { distroPlanText } from './distro-plan-text.ts'
import { parseGoVersion, type GoVersion } from './go-version.ts'
import { remainingWays, wayText } from './remaining-ways.ts'

const go = (text: string): GoVersion => {
  const version = parseGoVersion(text)
  if (!version) throw new Error(text)
  return version
}
const distroOf = (family: Distro['family'], changed: Partial<Distro> = {}): Distro => ({
  id: family,
  versionId: null,
  prettyName: `A ${family} system`,
  idLike: [],
  family,
  imageBased: null,
  ...changed,
})
const offer = (version: string, name: string, changed: Partial<OfferedGo> = {}): OfferedGo => ({
  version: go(version),
  package: name,
  packageVersion: `${version}-1`,
  suite: null,
  directory: null,
  ...changed,
})
const told = (...offers: readonly OfferedGo[]): DistroGo => ({ kind: 'told', asked: 'the manager', offers })
const debian = told(
  offer('1.23', 'golang-go', { suite: 'bookworm-backports' }),
  offer('1.23.8', 'golang-1.23-go', { directory: '/usr/lib/go-1.23/bin' }),
  offer('1.19', 'golang-go'),
  offer('1.19.8', 'golang-1.19-go', { directory: '/usr/lib/go-1.19/bin' }),
)

test.each<[string, Distro, DistroGo, string | null, string, string]>([
  [
    'Debian’s own',
    distroOf('debian'),
    debian,
    null,
    'sudo apt-get install golang-go',
    'sudo apt-get remove --autoremove golang-go',
  ],
  [
    'from backports',
    distroOf('debian'),
    debian,
    '1.23',
    'sudo apt-get install -t bookworm-backports golang-go',
    'sudo apt-get remove --autoremove golang-go',
  ],
  [
    'a versioned package',
    distroOf('debian'),
    debian,
    '1.23.8',
    'sudo apt-get install golang-1.23-go',
    'sudo apt-get remove --autoremove golang-1.23-go',
  ],
  [
    'openSUSE’s versioned package',
    distroOf('suse'),
    told(offer('1.25.3', 'go1.25'), offer('1.24.9', 'go1.24')),
    '1.24',
    'sudo zypper install go1.24',
    'sudo zypper remove go1.24',
  ],
  [
    'an image-based Fedora',
    distroOf('fedora', { imageBased: 'ostree' }),
    told(offer('1.24.6', 'golang')),
    null,
    'sudo rpm-ostree install golang',
    'sudo rpm-ostree uninstall golang',
  ],
  [
    'what it offers cannot be told, but what it is called is known',
    distroOf('arch'),
    { kind: 'cannot-tell', detail: 'no lists' },
    null,
    'sudo pacman -Syu --needed go',
    'sudo pacman -Rs go',
  ],
])('%s', (_, distro, offered, wanted, install, undo) => {
  const plan = planDistroGo(distro, offered, wanted === null ? null : go(wanted))
  expect(plan.steps).toMatchObject({ install, undo })
  for (const text of Object.values(distroPlanText(plan))) {
    expect(text).toContain(`\n  ${install}\n`)
    expect(text).toContain(`\n  ${undo}\n`)
  }
})

test.each<[string, Distro, DistroGo, string | null, RegExp]>([
  ['another line is no answer', distroOf('debian'), debian, '1.26.8', /go1\.26\.8 is not among them/],
  ['nothing is offered', distroOf('debian'), told(), null, /offer no Go/],
  ['nothing can be told', distroOf('other'), { kind: 'cannot-tell', detail: 'no way' }, null, /cannot be told: no way/],
  [
    'NixOS has a configuration',
    distroOf('nixos'),
    { kind: 'cannot-tell', detail: '' },
    null,
    /environment\.systemPackages/,
  ],
])('no command: %s', (_, distro, offered, wanted, words) => {
  const plan = planDistroGo(distro, offered, wanted === null ? null : go(wanted))
  expect(plan.steps).toBeNull()
  expect(distroPlanText(plan).en).toMatch(words)
  expect(distroPlanText(plan).en).not.toMatch(/^ {2}sudo/m)
})

test('where no PATH leads is said, with the line that leads there', () => {
  const { en } = distroPlanText(planDistroGo(distroOf('debian'), debian, go('1.19.8')))
  expect(en).toContain('export PATH=/usr/lib/go-1.19/bin:"$PATH"')
})

test('another patch of the line is named as what it is', () => {
  expect(distroPlanText(planDistroGo(distroOf('debian'), debian, go('1.19.3'))).en).toContain(
    'It has go1.19, not go1.19.3',
  )
})

const ways = (reason: Parameters<typeof remainingWays>[0], hasOthers = false) =>
  remainingWays(reason, {
    version: go('1.26.8'),
    arch: 'arm',
    hasOthers,
    distro: { distro: distroOf('debian'), offered: debian },
  })
    .map((way) => wayText(way).en)
    .join('\n')

test('nobody had it: a proxy, the archive by hand under its published name, the package of this distribution', () => {
  expect(ways('not-available')).toContain('GOPROXY=https://PROXY groundwork go install 1.26.8')
  expect(ways('not-available')).toContain('groundwork go install 1.26.8 --from ./go1.26.8.linux-armv6l.tar.gz')
  expect(ways('not-available')).toContain('which is go1.19: sudo apt-get install golang-go')
  expect(ways('not-available')).not.toContain('--from auto')
  expect(ways('not-available', true)).toContain('groundwork go install 1.26.8 --from auto')
})

test.each(['no-proof', 'not-genuine', 'bad-archive', 'does-not-run'] as const)(
  '%s: the package of this distribution is among the ways that remain',
  (reason) => expect(ways(reason)).toContain('sudo apt-get install golang-go'),
)

test('not-released: no other network, proxy or archive would have it', () =>
  expect(ways('not-released').trim().split('\n')).toEqual([
    expect.stringContaining('groundwork go list --available --all'),
  ]))

test.each(['not-available', 'no-proof'] as const)('%s: there may be no such version', (reason) =>
  expect(ways(reason)).toContain('groundwork go list --available --all'),
)

test.each(['not-available', 'no-proof'] as const)('%s: an archive that is brought needs its proof', (reason) =>
  expect(ways(reason)).toMatch(
    /^Bring the release archive .*the proof that groundwork go verify --proof FOLDER writes.*--from \.\/go1\.26\.8\.linux-armv6l\.tar\.gz$/m,
  ),
)

test('no room is nothing that another source could help with', () => {
  expect(ways('unwritable')).not.toContain('apt-get')
})
