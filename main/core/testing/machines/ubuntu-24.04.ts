import { documented } from '../documented.ts'

/** Ubuntu 24.04 with its GNOME desktop and the Go of its archive. */
export const machine = documented({
  name: 'ubuntu-24.04',
  sources: [
    'https://documentation.ubuntu.com/ubuntu-for-developers/reference/availability/golang/',
    'https://packages.ubuntu.com/noble/golang-1.22-go',
    'https://wiki.ubuntu.com/Security/Features#ptrace',
  ],
  osRelease: `PRETTY_NAME="Ubuntu 24.04.3 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.3 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
UBUNTU_CODENAME=noble
LOGO=ubuntu-logo
`,
  kernel: '6.8.0-87-generic',
  libc: { kind: 'glibc', version: '2.39', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games:/snap/bin',
  desktop: { name: 'ubuntu:GNOME', type: 'wayland' },
  init: 'systemd',
  go: {
    goroot: '/usr/lib/go-1.22',
    version: 'go1.22.2', hasPublishedSettings: true,
    links: { '/usr/bin/go': '../lib/go-1.22/bin/go', '/usr/lib/go': 'go-1.22' },
    owner: {
      argv: ['/usr/bin/dpkg-query', '-S', '/usr/lib/go-1.22/bin/go'],
      answer: 'golang-1.22-go: /usr/lib/go-1.22/bin/go\n',
    },
  },
  git: '2.43.0',
  hasCompiler: true,
  mounts: ['30 22 0:26 / /run rw,nosuid,nodev,noexec,relatime shared:5 - tmpfs tmpfs rw,size=10%'],
  files: {
    '/var/lib/dpkg/status': { size: 2_000_000 },
    '/usr/bin/dpkg-query': { mode: '0755' },
    '/sys/kernel/security/lsm': { text: 'lockdown,capability,landlock,yama,apparmor,bpf' },
    '/sys/module/apparmor/parameters/enabled': { text: 'Y\n' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
    '/etc/sysctl.d/10-ptrace.conf': { text: 'kernel.yama.ptrace_scope = 1\n' },
  },
})
