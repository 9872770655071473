import type { DistroFamily } from './family.ts'

/** Slackware: pkgtools and slackpkg. Its full installation has what a C program needs. */
export const slackware: DistroFamily = {
  ids: ['slackware', 'slackel', 'salix', 'slint'],
  marks: [
    { path: '/var/lib/pkgtools/packages', with: ['/etc/slackware-version'] },
    { path: '/var/log/packages', with: ['/etc/slackware-version'] },
  ],
  libc: 'glibc',
  manager: () => ({ install: 'sudo slackpkg install', remove: 'sudo slackpkg remove', activation: 'now' }),
  packages: {
    git: ['git'],
    'c-compiler': ['gcc', 'gcc-g++', 'glibc', 'kernel-headers'],
    'pkg-config': ['pkg-config'],
    go: null,
    delve: null,
    'capability-tools': ['libcap'],
  },
}
