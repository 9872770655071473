import type { DistroFamily } from './family.ts'

/** Arch Linux and what is made from it: pacman. */
export const arch: DistroFamily = {
  ids: [
    'arch',
    'archarm',
    'manjaro',
    'manjaro-arm',
    'endeavouros',
    'garuda',
    'artix',
    'cachyos',
    'steamos',
    'arcolinux',
    'blackarch',
    'parabola',
    'archcraft',
    'rebornos',
    'chimeraos',
  ],
  marks: [{ path: '/var/lib/pacman/local' }, { path: '/usr/lib/holo/pacmandb/local' }],
  libc: 'glibc',
  // Never -Sy alone: a partial upgrade is what breaks such systems.
  manager: () => ({ install: 'sudo pacman -Syu --needed', remove: 'sudo pacman -Rs', activation: 'now' }),
  packages: {
    git: ['git'],
    'c-compiler': ['base-devel'],
    'pkg-config': ['pkgconf'],
    go: ['go'],
    delve: ['delve'],
    'capability-tools': ['libcap'],
  },
}
