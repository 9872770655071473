import { documented } from '../documented.ts'

const store = '/nix/store'
const go = `${store}/k1lhg2f4m9bdp7ic1kl5w8jrdfnqyxvz-go-1.24.5/share/go`
const bash = `${store}/q7sqwn7i6w2b67adw0bmix29pxg85x3w-bash-5.2p37/bin/bash`
const glibc = `${store}/g3s0z9r7m1zk5v6d9y4h1xj8xqkr2v4c-glibc-2.40-66`

/** NixOS 25.05 with Go in its system configuration: everything lies in the store, which nobody writes to. */
export const machine = documented({
  name: 'nixos-25.05',
  sources: [
    'https://nixos.org/manual/nixos/stable/',
    'https://github.com/NixOS/nixpkgs/blob/release-25.05/nixos/modules/misc/version.nix',
    'https://github.com/NixOS/nixpkgs/blob/release-25.05/pkgs/development/compilers/go/1.24.nix',
  ],
  osRelease: `ANSI_COLOR="0;38;2;126;186;228"
BUG_REPORT_URL="https://github.com/NixOS/nixpkgs/issues"
BUILD_ID="25.05.20250701.7c688a0"
CPE_NAME="cpe:/o:nixos:nixos:25.05"
DEFAULT_HOSTNAME=nixos
ID=nixos
ID_LIKE=""
LOGO="nix-snowflake"
NAME=NixOS
PRETTY_NAME="NixOS 25.05 (Warbler)"
VERSION="25.05 (Warbler)"
VERSION_CODENAME=warbler
VERSION_ID="25.05"
`,
  kernel: '6.12.35',
  libc: { kind: 'glibc', version: '2.40', loader: `${glibc}/lib/ld-linux-x86-64.so.2` },
  user: { shell: '/run/current-system/sw/bin/bash' },
  shellProgram: bash,
  programs: '/run/current-system/sw/bin',
  path: '/run/wrappers/bin:/home/user/.nix-profile/bin:/nix/profile/bin:/home/user/.local/state/nix/profile/bin:/etc/profiles/per-user/user/bin:/nix/var/nix/profiles/default/bin:/run/current-system/sw/bin',
  desktop: { name: 'GNOME', type: 'wayland' },
  init: 'systemd',
  go: {
    goroot: go,
    version: 'go1.24.5',
    links: { '/run/current-system/sw/bin/go': go.replace('/share/go', '/bin/go'), [go.replace('/share/go', '/bin/go')]: '../share/go/bin/go' },
  },
  git: '2.49.0',
  hasCompiler: false,
  mounts: ['40 22 8:2 /nix/store /nix/store ro,nosuid,nodev,relatime shared:30 - ext4 /dev/sda2 rw'],
  files: {
    '/etc/NIXOS': { text: '' },
    '/run/current-system/sw/bin/bash': { target: bash },
    '/nix/store': { kind: 'directory', mode: '1775', access: { write: 'readonly' } },
    '/sys/kernel/security/lsm': { text: 'capability,landlock,yama,bpf' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
  },
})
