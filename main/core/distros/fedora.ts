import type { Distro } from '#contract'
import type { DistroFamily } from './family.ts'

/** The releases that have yum and no dnf: Enterprise Linux 7 and older, Amazon Linux 2 (2023 has dnf), Alibaba's 2. */
const hasYumOnly = ({ id, versionId }: Distro): boolean => {
  const major = Number.parseInt(versionId ?? '', 10)
  return (
    id !== 'fedora' &&
    major <= 7 &&
    ['rhel', 'centos', 'ol', 'amzn', 'scientific', 'alinux', 'cloudlinux', 'virtuozzo'].includes(id)
  )
}

/** Fedora, Red Hat Enterprise Linux and what is made from them: rpm with dnf, yum or rpm-ostree. */
export const fedora: DistroFamily = {
  ids: [
    'fedora',
    'rhel',
    'centos',
    'rocky',
    'almalinux',
    'ol',
    'amzn',
    'scientific',
    'cloudlinux',
    'eurolinux',
    'virtuozzo',
    'miraclelinux',
    'anolis',
    'alinux',
    'openeuler',
    'opencloudos',
    'tencentos',
    'circle',
    'navylinux',
    'springdale',
    'nobara',
    'ultramarine',
    'fedora-asahi-remix',
    'bazzite',
    'bluefin',
    'aurora',
    'qubes',
    'mageia',
    'openmandriva',
  ],
  marks: ['/var/lib/rpm', '/usr/lib/sysimage/rpm', '/usr/share/rpm'].flatMap((path) =>
    ['/etc/dnf', '/etc/yum.conf'].map((configuration) => ({ path, with: [configuration] })),
  ),
  libc: 'glibc',
  manager: (distro) => {
    if (distro.imageBased === 'ostree') {
      return { install: 'sudo rpm-ostree install', remove: 'sudo rpm-ostree uninstall', activation: 'reboot' }
    }
    const program = hasYumOnly(distro) ? 'yum' : 'dnf'
    return { install: `sudo ${program} install`, remove: `sudo ${program} remove`, activation: 'now' }
  },
  packages: {
    git: ['git'],
    'c-compiler': ['gcc', 'gcc-c++', 'glibc-devel'],
    'pkg-config': ['pkgconf-pkg-config'],
    go: ['golang'],
    delve: ['delve'],
    'capability-tools': ['libcap'],
  },
}
