import { documented } from '../documented.ts'

/** openSUSE Tumbleweed with the Go of its repositories: versioned trees in /usr/lib64/go behind alternatives. */
export const machine = documented({
  name: 'opensuse-tumbleweed',
  sources: [
    'https://build.opensuse.org/package/show/openSUSE:Factory/openSUSE-release',
    'https://build.opensuse.org/package/show/openSUSE:Factory/go1.26',
    'https://news.opensuse.org/2025/02/13/tw-plans-to-adopt-selinux-as-default/',
  ],
  osRelease: `NAME="openSUSE Tumbleweed"
# VERSION="20251118"
ID="opensuse-tumbleweed"
ID_LIKE="opensuse suse"
VERSION_ID="20251118"
PRETTY_NAME="openSUSE Tumbleweed"
ANSI_COLOR="0;32"
CPE_NAME="cpe:2.3:o:opensuse:tumbleweed:20251118:*:*:*:*:*:*:*"
`,
  kernel: '6.17.8-1-default',
  libc: { kind: 'glibc', version: '2.42', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/home/user/bin:/usr/local/bin:/usr/bin:/bin',
  desktop: { name: 'KDE', type: 'wayland' },
  init: 'systemd',
  go: {
    goroot: '/usr/lib64/go/1.26',
    version: 'go1.26.8',
    links: { '/usr/bin/go': '/etc/alternatives/go', '/etc/alternatives/go': '/usr/lib64/go/1.26/bin/go' },
    owner: { argv: ['/usr/bin/rpm', '-qf', '--qf', '%{NAME}\\n', '/usr/lib64/go/1.26/bin/go'], answer: 'go1.26\n' },
  },
  git: '2.51.1',
  hasCompiler: true,
  rootMount: '22 1 0:28 /@/.snapshots/1/snapshot / rw,relatime shared:1 - btrfs /dev/sda2 rw,seclabel,subvol=/@/.snapshots/1/snapshot',
  mounts: ['40 22 0:28 /@/home /home rw,relatime shared:20 - btrfs /dev/sda2 rw,seclabel,subvol=/@/home'],
  files: {
    '/usr/lib/sysimage/rpm/Packages.db': { size: 90_000_000 },
    '/etc/zypp/zypp.conf': { text: '[main]\n' },
    '/usr/bin/rpm': { mode: '0755' },
    '/sys/kernel/security/lsm': { text: 'lockdown,capability,landlock,yama,selinux,bpf,ima,evm' },
    '/sys/fs/selinux/enforce': { text: '1' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
  },
})
