import { documented } from '../documented.ts'

/** CentOS 7 with a current Go from go.dev: it runs, since it is static and the kernel is new enough; git is too old. */
export const machine = documented({
  name: 'centos-7',
  sources: [
    'https://wiki.centos.org/Manuals/ReleaseNotes/CentOS7.2009',
    'https://go.dev/wiki/MinimumRequirements',
    'https://github.com/golang/go/issues/51253',
  ],
  osRelease: `NAME="CentOS Linux"
VERSION="7 (Core)"
ID="centos"
ID_LIKE="rhel fedora"
VERSION_ID="7"
PRETTY_NAME="CentOS Linux 7 (Core)"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:centos:centos:7"

CENTOS_MANTISBT_PROJECT="CentOS-7"
CENTOS_MANTISBT_PROJECT_VERSION="7"
`,
  kernel: '3.10.0-1160.el7.x86_64',
  libc: { kind: 'glibc', version: '2.17', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin:/usr/local/go/bin:/home/user/.local/bin:/home/user/bin',
  init: 'systemd',
  go: { goroot: '/usr/local/go', version: 'go1.26.8', hasPublishedSettings: true },
  git: '1.8.3.1',
  hasCompiler: true,
  rootMount: '22 1 253:0 / / rw,relatime shared:1 - xfs /dev/mapper/centos-root rw,seclabel,attr2,inode64',
  files: {
    '/var/lib/rpm/Packages': { size: 80_000_000 },
    '/etc/yum.conf': { text: '[main]\n' },
    '/usr/bin/rpm': { mode: '0755' },
    '/etc/profile.d/go.sh': { text: 'export PATH=$PATH:/usr/local/go/bin\n' },
    '/sys/fs/selinux/enforce': { text: '1' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '0\n' },
    '/usr/lib/sysctl.d/10-default-yama-scope.conf': { text: 'kernel.yama.ptrace_scope = 0\n' },
  },
})
