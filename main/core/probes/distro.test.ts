import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import type { Machine } from '../testing/machine.ts'
import { readDistro } from './distro.ts'

const distroOf = (machine: MachinePart) => readDistro(createFakeHost(machine))
const withText = (text: string, files: Machine['files'] = {}): MachinePart => ({
  files: { '/etc/os-release': { text }, ...files },
})
const dpkg = { '/var/lib/dpkg/status': { text: 'Package: dpkg\n' } }
const rpm = (tool: '/etc/dnf' | '/etc/zypp' | '/etc/apt') => ({
  '/var/lib/rpm/rpmdb.sqlite': { text: 'SQLite' },
  [`${tool}/x.conf`]: { text: '' },
})

test.each<[string, string]>([
  ['debian', 'ID=debian'],
  ['debian', 'ID=ubuntu\nID_LIKE=debian'],
  ['debian', 'ID=linuxmint\nID_LIKE="ubuntu debian"'],
  ['debian', 'ID=pop\nID_LIKE="ubuntu debian"'],
  ['debian', 'ID=kali\nID_LIKE=debian'],
  ['debian', 'ID=raspbian\nID_LIKE=debian'],
  ['debian', 'ID=Deepin'],
  ['fedora', 'ID=fedora'],
  ['fedora', 'ID="rhel"\nID_LIKE="fedora"'],
  ['fedora', 'ID="centos"\nID_LIKE="rhel fedora"'],
  ['fedora', 'ID="rocky"\nID_LIKE="rhel centos fedora"'],
  ['fedora', 'ID="almalinux"\nID_LIKE="rhel centos fedora"'],
  ['fedora', 'ID="ol"\nID_LIKE="fedora"'],
  ['fedora', 'ID="amzn"\nID_LIKE="centos rhel fedora"'],
  ['fedora', 'ID="openEuler"'],
  ['suse', 'ID="sles"\nID_LIKE="suse"'],
  ['suse', 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"'],
  ['arch', 'ID=arch'],
  ['arch', 'ID=manjaro\nID_LIKE=arch'],
  ['arch', 'ID="endeavouros"\nID_LIKE="arch"'],
  ['arch', 'ID=steamos\nID_LIKE=arch'],
  ['alpine', 'ID=alpine'],
  ['nixos', 'ID=nixos'],
  ['gentoo', 'ID=gentoo'],
  ['void', "ID='void'"],
  ['slackware', 'ID=slackware'],
  ['other', 'ID=wolfi'],
  ['other', 'ID=linux'],
])('family %s: %s', async (family, text) => {
  expect((await distroOf(withText(text))).family).toBe(family)
})

test('an unknown ID is of the family its closest known like has', async () => {
  expect(await distroOf(withText('ID=Newcomer\nID_LIKE="nobody, newcomer arch debian"'))).toMatchObject({
    id: 'newcomer',
    idLike: ['nobody', 'arch', 'debian'],
    family: 'arch',
  })
})

test('ID_LIKE that names itself says nothing', async () => {
  expect(await distroOf(withText('ID=loop\nID_LIKE="loop loop"'))).toMatchObject({ idLike: [], family: 'other' })
})

test('without a name of its own kind: unknown Linux', async () => {
  const unknown = {
    id: 'linux',
    versionId: null,
    prettyName: 'unknown Linux',
    idLike: [],
    family: 'other',
    imageBased: null,
  }
  expect(await distroOf({})).toEqual(unknown)
  expect(await distroOf(withText(''))).toEqual(unknown)
  expect(await distroOf(withText('\0\x01\x7FELF'))).toEqual(unknown)
  expect(await distroOf({ files: { '/etc/os-release': { kind: 'directory' } } })).toEqual(unknown)
})

test.each<[string, Machine['files']]>([
  ['missing', {}],
  ['a link that leads nowhere', { '/etc/os-release': { target: '../usr/lib/nothing' } }],
  ['empty', { '/etc/os-release': { text: '' } }],
  ['garbage', { '/etc/os-release': { text: '\u0000\uFFFD{]' } }],
  ['not readable', { '/etc/os-release': { text: 'ID=x', mode: '0600' } }],
  ['too large', { '/etc/os-release': { text: `ID=x\n${'#'.repeat(100_000)}` } }],
])('/etc/os-release is %s: /usr/lib/os-release tells', async (_, files) => {
  expect(await distroOf({ files: { ...files, '/usr/lib/os-release': { text: 'ID=void' } } })).toMatchObject({
    id: 'void',
    family: 'void',
  })
})

test('/etc/os-release is believed before /usr/lib/os-release', async () => {
  expect(await distroOf(withText('ID=gentoo', { '/usr/lib/os-release': { text: 'ID=void' } }))).toMatchObject({
    id: 'gentoo',
  })
})

test('of a file without PRETTY_NAME the name and version are shown', async () => {
  expect((await distroOf(withText('NAME=Foo\nVERSION="2 (Bar)"'))).prettyName).toBe('Foo 2 (Bar)')
})

test.each<[string, string, Machine['files'], string]>([
  ['one ID, the deb product', 'ID=kylin', dpkg, 'debian'],
  ['one ID, the rpm product', 'ID=kylin', rpm('/etc/dnf'), 'fedora'],
  ['ID=debian on an rpm system', 'ID=debian', rpm('/etc/dnf'), 'fedora'],
  ['ID=debian on SUSE', 'ID=debian', rpm('/etc/zypp'), 'suse'],
  ['ID=debian on Arch', 'ID=debian', { '/var/lib/pacman/local/ALPM_DB_VERSION': { text: '9' } }, 'arch'],
  ['ID=debian on Alpine', 'ID=debian', { '/etc/alpine-release': { text: '3.22.1' } }, 'alpine'],
  ['ID=debian on NixOS', 'ID=debian', { '/etc/NIXOS': { text: '' }, '/nix/store/x': { text: '' } }, 'nixos'],
  ['an old SteamOS is Debian', 'ID=steamos', dpkg, 'debian'],
  ['no os-release at all, dpkg', '', dpkg, 'debian'],
  ['rpm installed on Debian', 'ID=debian', { ...dpkg, ...rpm('/etc/dnf') }, 'debian'],
  ['dpkg installed on Fedora', 'ID=fedora', { ...dpkg, ...rpm('/etc/dnf') }, 'fedora'],
  ['an empty dpkg status is none', 'ID=arch', { '/var/lib/dpkg/status': { text: '' } }, 'arch'],
  [
    'an empty rpm folder is none',
    'ID=arch',
    { '/var/lib/rpm': { kind: 'directory' }, '/etc/dnf': { kind: 'directory' } },
    'arch',
  ],
  ['apt on rpm is of no known family', 'ID=altlinux', rpm('/etc/apt'), 'other'],
  ['Nix on Fedora is still Fedora', 'ID=fedora', { ...rpm('/etc/dnf'), '/nix/store/x': { text: '' } }, 'fedora'],
])('measured, not believed: %s', async (_, text, files, family) => {
  expect((await distroOf(withText(text, files))).family).toBe(family)
})

const readOnlyUsr = { '/usr': { kind: 'directory', access: { write: 'readonly' } } } as const
test.each<[string, string, Machine['files'], string | null]>([
  ['booted from ostree', 'ID=fedora', { '/run/ostree-booted': { text: '' } }, 'ostree'],
  ['a remix that only OSTREE_VERSION tells', 'ID=fedora\nOSTREE_VERSION="42.1"', {}, 'ostree'],
  ['a remix that only VARIANT_ID tells', 'ID=fedora\nVARIANT_ID=kinoite', {}, 'ostree'],
  ['VARIANT_ID in capitals', 'ID=fedora\nVARIANT_ID="Silverblue"', {}, 'ostree'],
  ['an empty OSTREE_VERSION', 'ID=fedora\nOSTREE_VERSION=', {}, null],
  ['Workstation', 'ID=fedora\nVARIANT_ID=workstation', {}, null],
  [
    'a container made from Silverblue',
    'ID=fedora\nVARIANT_ID=silverblue',
    { '/run/.containerenv': { text: '' } },
    null,
  ],
  ['MicroOS by its ID', 'ID="opensuse-microos"\nID_LIKE="suse opensuse"', {}, 'transactional'],
  ['SLE Micro by its ID', 'ID="sl-micro"\nID_LIKE="suse"', {}, 'transactional'],
  [
    'a transactional server, measured',
    'ID=opensuse-leap',
    { '/usr/sbin/transactional-update': { mode: '0755' }, ...readOnlyUsr },
    'transactional',
  ],
  [
    'the tool alone on an ordinary Tumbleweed',
    'ID=opensuse-tumbleweed',
    { '/usr/sbin/transactional-update': { mode: '0755' } },
    null,
  ],
  ['a read-only /usr alone', 'ID=debian', readOnlyUsr, null],
])('image based: %s', async (_, text, files, expected) => {
  expect((await distroOf(withText(text, files))).imageBased).toBe(expected)
})
