import type { DistroFamily } from './family.ts'

/** Alpine Linux and what is made from it: apk and musl. Wolfi and OpenWrt have apk too, and are not. */
export const alpine: DistroFamily = {
  ids: ['alpine', 'postmarketos'],
  marks: [{ path: '/etc/alpine-release' }],
  libc: 'musl',
  // Its installer sets up doas, not sudo.
  manager: () => ({ install: 'doas apk add', remove: 'doas apk del', activation: 'now' }),
  packages: {
    git: ['git'],
    'c-compiler': ['build-base'],
    'pkg-config': ['pkgconf'],
    go: ['go'],
    delve: ['delve'],
    'capability-tools': ['libcap'],
  },
}
