import { documented } from '../documented.ts'

/** Ubuntu 22.04 as a server, with the Go of its archive. */
export const machine = documented({
  name: 'ubuntu-22.04',
  sources: [
    'https://documentation.ubuntu.com/ubuntu-for-developers/reference/availability/golang/',
    'https://packages.ubuntu.com/jammy/golang-1.18-go',
    'https://wiki.ubuntu.com/Security/Features#ptrace',
  ],
  osRelease: `PRETTY_NAME="Ubuntu 22.04.5 LTS"
NAME="Ubuntu"
VERSION_ID="22.04"
VERSION="22.04.5 LTS (Jammy Jellyfish)"
VERSION_CODENAME=jammy
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
UBUNTU_CODENAME=jammy
`,
  kernel: '5.15.0-160-generic',
  libc: { kind: 'glibc', version: '2.35', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games:/snap/bin',
  init: 'systemd',
  go: {
    goroot: '/usr/lib/go-1.18',
    version: 'go1.18.1',
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    links: { '/usr/bin/go': '../lib/go-1.18/bin/go', '/usr/lib/go': 'go-1.18' },
    owner: {
      argv: ['/usr/bin/dpkg-query', '-S', '/usr/lib/go-1.18/bin/go'],
      answer: 'golang-1.18-go: /usr/lib/go-1.18/bin/go\n',
    },
  },
  git: '2.34.1',
  hasCompiler: true,
  files: {
    '/var/lib/dpkg/status': { size: 900_000 },
    '/usr/bin/dpkg-query': { mode: '0755' },
    '/sys/kernel/security/lsm': { text: 'lockdown,capability,landlock,yama,apparmor' },
    '/sys/module/apparmor/parameters/enabled': { text: 'Y\n' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
    '/etc/sysctl.d/10-ptrace.conf': { text: '# protected\nkernel.yama.ptrace_scope = 1\n' },
  },
})
