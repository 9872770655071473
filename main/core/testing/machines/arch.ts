import { documented } from '../documented.ts'

/** Arch Linux with KDE Plasma and the Go of its repositories. */
export const machine = documented({
  name: 'arch',
  sources: [
    'https://gitlab.archlinux.org/archlinux/packaging/packages/filesystem',
    'https://gitlab.archlinux.org/archlinux/packaging/packages/go',
    'https://wiki.archlinux.org/title/Security#ptrace_scope',
  ],
  osRelease: `NAME="Arch Linux"
PRETTY_NAME="Arch Linux"
ID=arch
BUILD_ID=rolling
ANSI_COLOR="38;2;23;147;209"
HOME_URL="https://archlinux.org/"
LOGO=archlinux-logo
`,
  kernel: '6.17.7-arch1-1',
  libc: { kind: 'glibc', version: '2.42', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/usr/local/sbin:/usr/local/bin:/usr/bin:/usr/bin/site_perl:/usr/bin/vendor_perl:/usr/bin/core_perl',
  desktop: { name: 'KDE', type: 'wayland' },
  init: 'systemd',
  go: {
    goroot: '/usr/lib/go',
    version: 'go1.26.8', hasPublishedSettings: true,
    links: { '/usr/bin/go': '../lib/go/bin/go' },
    owner: { argv: ['/usr/bin/pacman', '-Qo', '/usr/lib/go/bin/go'], answer: '/usr/lib/go/bin/go is owned by go 2:1.26.8-1\n' },
  },
  git: '2.51.2',
  hasCompiler: true,
  mounts: ['41 22 0:40 / /tmp rw,nosuid,nodev shared:21 - tmpfs tmpfs rw,size=8000000k,nr_inodes=1048576'],
  // Just upgraded as a whole.
  runs: [{ argv: ['/usr/bin/pacman', '-Qu'], ran: { kind: 'exited', code: 1, stdout: '', stderr: '' } }],
  files: {
    '/var/log/pacman.log': { text: '[2026-11-21T09:00:00+0000] [PACMAN] starting full system upgrade\n' },
    '/var/lib/pacman/local/ALPM_DB_VERSION': { text: '9\n' },
    '/usr/bin/pacman': { mode: '0755' },
    '/sys/kernel/security/lsm': { text: 'capability,landlock,lockdown,yama,bpf' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
  },
})
