import type { DistroFamily } from './family.ts'

/** NixOS: what is installed is written in its configuration. Nix on another system is no mark: /etc/NIXOS is. */
export const nixos: DistroFamily = {
  ids: ['nixos'],
  // The file is empty on every NixOS, so that its presence is asked for beside something that is not.
  marks: [{ path: '/nix/store', with: ['/etc/NIXOS'] }],
  libc: 'glibc',
  manager: null,
  packages: {
    git: ['git'],
    'c-compiler': ['gcc'],
    'pkg-config': ['pkg-config'],
    go: ['go'],
    delve: ['delve'],
    'capability-tools': ['libcap'],
  },
}
