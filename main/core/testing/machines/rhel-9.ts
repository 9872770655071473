import { documented } from '../documented.ts'

/** Red Hat Enterprise Linux 9 with go-toolset from AppStream. */
export const machine = documented({
  name: 'rhel-9',
  sources: [
    'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9',
    'https://access.redhat.com/articles/3078',
    'https://docs.redhat.com/en/documentation/red_hat_developer_tools/1/html/using_go_toolset',
  ],
  osRelease: `NAME="Red Hat Enterprise Linux"
VERSION="9.6 (Plow)"
ID="rhel"
ID_LIKE="fedora"
VERSION_ID="9.6"
PLATFORM_ID="platform:el9"
PRETTY_NAME="Red Hat Enterprise Linux 9.6 (Plow)"
CPE_NAME="cpe:/o:redhat:enterprise_linux:9::baseos"
`,
  kernel: '5.14.0-570.12.1.el9_6.x86_64',
  libc: { kind: 'glibc', version: '2.34', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/home/user/.local/bin:/home/user/bin:/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin',
  init: 'systemd',
  go: {
    goroot: '/usr/lib/golang',
    version: 'go1.24.6',
    links: { '/usr/bin/go': '/etc/alternatives/go', '/etc/alternatives/go': '/usr/lib/golang/bin/go' },
    owner: { argv: ['/usr/bin/rpm', '-qf', '--qf', '%{NAME}\\n', '/usr/lib/golang/bin/go'], answer: 'golang-bin\n' },
  },
  git: '2.47.3',
  hasCompiler: true,
  files: {
    '/var/lib/rpm/rpmdb.sqlite': { size: 60_000_000 },
    '/etc/dnf/dnf.conf': { text: '[main]\n' },
    '/usr/bin/rpm': { mode: '0755' },
    '/usr/lib/golang/go.env': {
      text: 'GOPROXY=https://cache.golang.org,direct\nGOSUMDB=sum.golang.org\n\n# Fedora and RHEL: no toolchain is downloaded.\nGOTOOLCHAIN=local\n',
    },
    '/sys/kernel/security/lsm': { text: 'lockdown,capability,landlock,yama,selinux,bpf' },
    '/sys/fs/selinux/enforce': { text: '1' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '0\n' },
    '/usr/lib/sysctl.d/10-default-yama-scope.conf': { text: 'kernel.yama.ptrace_scope = 0\n' },
  },
})
