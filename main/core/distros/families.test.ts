import type { Distro } from '#contract'
import { expect, test } from 'vitest'
import { families, familyNames, packageCommands } from './families.ts'

const distro = (part: Partial<Distro>): Distro => ({
  id: 'linux',
  versionId: null,
  prettyName: 'Linux',
  idLike: [],
  family: 'other',
  imageBased: null,
  ...part,
})

test('every ID belongs to one family, in lower case', () => {
  const ids = familyNames.flatMap((name) => families[name].ids)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(ids.filter((id) => id !== id.toLowerCase())).toEqual([])
})

test.each<[Partial<Distro>, string]>([
  [{ family: 'debian' }, 'sudo apt-get install git pkg-config'],
  [{ family: 'fedora', id: 'fedora', versionId: '42' }, 'sudo dnf install git pkgconf-pkg-config'],
  [{ family: 'fedora', id: 'centos', versionId: '7' }, 'sudo yum install git pkgconf-pkg-config'],
  [{ family: 'fedora', id: 'amzn', versionId: '2' }, 'sudo yum install git pkgconf-pkg-config'],
  [{ family: 'fedora', id: 'amzn', versionId: '2023' }, 'sudo dnf install git pkgconf-pkg-config'],
  [{ family: 'fedora', imageBased: 'ostree' }, 'sudo rpm-ostree install git pkgconf-pkg-config'],
  [{ family: 'suse' }, 'sudo zypper install git pkg-config'],
  [{ family: 'suse', imageBased: 'transactional' }, 'sudo transactional-update pkg install git pkg-config'],
  [{ family: 'arch' }, 'sudo pacman -Syu --needed git pkgconf'],
  [{ family: 'alpine' }, 'doas apk add git pkgconf'],
  [{ family: 'void' }, 'sudo xbps-install -S git pkgconf'],
  [{ family: 'gentoo' }, 'sudo emerge --ask dev-vcs/git virtual/pkgconfig'],
])('%o', (part, install) => {
  expect(packageCommands(distro(part), 'git', 'pkg-config')?.install).toBe(install)
})

test('no command is made up where there is none', () => {
  expect(packageCommands(distro({ family: 'other' }), 'git')).toBeNull()
  expect(packageCommands(distro({ family: 'nixos' }), 'git')).toBeNull()
  expect(packageCommands(distro({ family: 'slackware' }), 'git', 'go')).toBeNull()
})

test('on image-based systems a package is there after a restart', () => {
  expect(packageCommands(distro({ family: 'fedora', imageBased: 'ostree' }), 'git')?.activation).toBe('reboot')
})
