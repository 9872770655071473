import type { DistroFamily } from './family.ts'

/** openSUSE and SUSE Linux Enterprise: rpm with zypper or transactional-update. */
export const suse: DistroFamily = {
  ids: [
    'suse',
    'opensuse',
    'opensuse-leap',
    'opensuse-tumbleweed',
    'opensuse-slowroll',
    'opensuse-microos',
    'opensuse-leap-micro',
    'opensuse-aeon',
    'opensuse-kalpa',
    'aeon',
    'kalpa',
    'sles',
    'sled',
    'sles_sap',
    'suse-microos',
    'sle-micro',
    'sl-micro',
  ],
  marks: [
    { path: '/var/lib/rpm', with: ['/etc/zypp'] },
    { path: '/usr/lib/sysimage/rpm', with: ['/etc/zypp'] },
  ],
  libc: 'glibc',
  manager: (distro) =>
    distro.imageBased === 'transactional'
      ? {
          install: 'sudo transactional-update pkg install',
          remove: 'sudo transactional-update pkg remove',
          activation: 'reboot',
        }
      : { install: 'sudo zypper install', remove: 'sudo zypper remove', activation: 'now' },
  packages: {
    git: ['git'],
    'c-compiler': ['gcc', 'gcc-c++', 'glibc-devel'],
    'pkg-config': ['pkg-config'],
    go: ['go'],
    delve: ['delve'],
    'capability-tools': ['libcap-progs'],
  },
}
