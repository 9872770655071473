import { documented } from '../documented.ts'

const readOnly = { access: { write: 'readonly' } } as const

/** Fedora Silverblue 42 as installed: no Go yet, /usr cannot be written to, /usr/local and homes lie in /var. */
export const machine = documented({
  name: 'fedora-silverblue-42',
  sources: [
    'https://docs.fedoraproject.org/en-US/fedora-silverblue/technical-information/',
    'https://coreos.github.io/rpm-ostree/administrator-handbook/',
  ],
  osRelease: `NAME="Fedora Linux"
VERSION="42.20250415.0 (Silverblue)"
RELEASE_TYPE=stable
ID=fedora
VERSION_ID=42
PRETTY_NAME="Fedora Linux 42.20250415.0 (Silverblue)"
VARIANT="Silverblue"
VARIANT_ID=silverblue
OSTREE_VERSION='42.20250415.0'
`,
  kernel: '6.14.0-63.fc42.x86_64',
  libc: { kind: 'glibc', version: '2.41', loader: '/lib64/ld-linux-x86-64.so.2' },
  user: { home: '/var/home/user' },
  path: '/var/home/user/.local/bin:/var/home/user/bin:/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin',
  desktop: { name: 'GNOME', type: 'wayland' },
  init: 'systemd',
  go: null,
  git: null,
  hasCompiler: false,
  rootMount: '22 1 0:30 /root/ostree/deploy/fedora/deploy/0 / ro,relatime shared:1 - btrfs /dev/nvme0n1p3 rw,seclabel',
  mounts: [
    '26 22 0:30 /root/ostree/deploy/fedora/deploy/0/etc /etc rw,relatime shared:2 - btrfs /dev/nvme0n1p3 rw,seclabel',
    '27 22 0:30 /root/ostree/deploy/fedora/deploy/0/usr /usr ro,relatime shared:3 - btrfs /dev/nvme0n1p3 rw,seclabel',
    '28 22 0:30 /root/ostree/deploy/fedora/var /var rw,relatime shared:4 - btrfs /dev/nvme0n1p3 rw,seclabel',
    '29 28 0:30 /home /var/home rw,relatime shared:5 - btrfs /dev/nvme0n1p3 rw,seclabel',
    '41 22 0:40 / /tmp rw,nosuid,nodev shared:21 - tmpfs tmpfs rw,seclabel',
  ],
  files: {
    '/run/ostree-booted': { text: '' },
    '/usr': { kind: 'directory', ...readOnly },
    '/usr/bin/rpm': { mode: '0755' },
    '/usr/bin/toolbox': { mode: '0755' },
    '/usr/share/rpm/rpmdb.sqlite': { size: 30_000_000 },
    '/etc/dnf/dnf.conf': { text: '[main]\n' },
    '/usr/local': { target: '../var/usrlocal' },
    '/usr/local/bin': { kind: 'directory' },
    '/var/usrlocal/bin': { kind: 'directory' },
    '/home': { target: 'var/home' },
    '/sys/kernel/security/lsm': { text: 'lockdown,capability,yama,selinux,bpf,landlock,ipe,ima,evm' },
    '/sys/fs/selinux/enforce': { text: '1' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '0\n' },
    '/usr/lib/sysctl.d/10-default-yama-scope.conf': { text: 'kernel.yama.ptrace_scope = 0\n' },
  },
})
