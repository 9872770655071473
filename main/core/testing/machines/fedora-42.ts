import { documented } from '../documented.ts'

/** Fedora Workstation 42 with the Go of its repositories, which goes through alternatives and stays local. */
export const machine = documented({
  name: 'fedora-42',
  sources: [
    'https://src.fedoraproject.org/rpms/fedora-release',
    'https://src.fedoraproject.org/rpms/golang',
    'https://src.fedoraproject.org/rpms/elfutils',
  ],
  osRelease: `NAME="Fedora Linux"
VERSION="42 (Workstation Edition)"
RELEASE_TYPE=stable
ID=fedora
VERSION_ID=42
VERSION_CODENAME=""
PRETTY_NAME="Fedora Linux 42 (Workstation Edition)"
ANSI_COLOR="0;38;2;60;110;180"
LOGO=fedora-logo-icon
CPE_NAME="cpe:/o:fedoraproject:fedora:42"
DEFAULT_HOSTNAME="fedora"
VARIANT="Workstation Edition"
VARIANT_ID=workstation
`,
  kernel: '6.14.0-63.fc42.x86_64',
  libc: { kind: 'glibc', version: '2.41', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/home/user/.local/bin:/home/user/bin:/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin',
  desktop: { name: 'GNOME', type: 'wayland' },
  init: 'systemd',
  go: {
    goroot: '/usr/lib/golang',
    version: 'go1.24.6',
    links: { '/usr/bin/go': '/etc/alternatives/go', '/etc/alternatives/go': '/usr/lib/golang/bin/go' },
    owner: { argv: ['/usr/bin/rpm', '-qf', '--qf', '%{NAME}\\n', '/usr/lib/golang/bin/go'], answer: 'golang-bin\n' },
  },
  git: '2.49.0',
  hasCompiler: true,
  rootMount: '22 1 0:31 /root / rw,relatime shared:1 - btrfs /dev/nvme0n1p3 rw,seclabel,compress=zstd:1',
  mounts: [
    '40 22 0:31 /home /home rw,relatime shared:20 - btrfs /dev/nvme0n1p3 rw,seclabel,compress=zstd:1',
    '41 22 0:40 / /tmp rw,nosuid,nodev shared:21 - tmpfs tmpfs rw,seclabel,nr_inodes=1048576',
  ],
  files: {
    '/usr/lib/sysimage/rpm/rpmdb.sqlite': { size: 30_000_000 },
    '/etc/dnf/dnf.conf': { text: '[main]\n' },
    '/usr/bin/rpm': { mode: '0755' },
    '/usr/lib/golang/go.env': {
      text: 'GOPROXY=https://cache.golang.org,direct\nGOSUMDB=sum.golang.org\n\n# Fedora and RHEL: no toolchain is downloaded.\nGOTOOLCHAIN=local\n',
    },
    '/sys/kernel/security/lsm': { text: 'lockdown,capability,yama,selinux,bpf,landlock,ipe,ima,evm' },
    '/sys/fs/selinux/enforce': { text: '1' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '0\n' },
    '/usr/lib/sysctl.d/10-default-yama-scope.conf': { text: 'kernel.yama.ptrace_scope = 0\n' },
  },
})
