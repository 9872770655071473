import type { DistroFamily } from './family.ts'

/** Void Linux: xbps. It comes with either C library; the glibc one is the usual one. */
export const voidLinux: DistroFamily = {
  ids: ['void'],
  marks: [{ path: '/var/db/xbps' }],
  libc: 'glibc',
  manager: () => ({ install: 'sudo xbps-install -S', remove: 'sudo xbps-remove -R', activation: 'now' }),
  packages: {
    git: ['git'],
    'c-compiler': ['base-devel'],
    'pkg-config': ['pkgconf'],
    go: ['go'],
    delve: ['delve'],
    'capability-tools': ['libcap-progs'],
  },
}
