import type { DistroFamily } from './family.ts'

/** Gentoo and what is made from it: Portage. */
export const gentoo: DistroFamily = {
  ids: ['gentoo', 'funtoo', 'calculate', 'redcore'],
  marks: [{ path: '/var/db/pkg', with: ['/etc/portage'] }],
  libc: 'glibc',
  manager: () => ({ install: 'sudo emerge --ask', remove: 'sudo emerge --ask --depclean', activation: 'now' }),
  packages: {
    git: ['dev-vcs/git'],
    'c-compiler': null,
    'pkg-config': ['virtual/pkgconfig'],
    go: ['dev-lang/go'],
    delve: ['dev-go/delve'],
    'capability-tools': ['sys-libs/libcap'],
  },
}
