import { documented } from '../documented.ts'

/** Red Hat Enterprise Linux 8 with Go unpacked from go.dev into /usr/local, on the PATH by /etc/profile.d. */
export const machine = documented({
  name: 'rhel-8',
  sources: [
    'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/8',
    'https://access.redhat.com/articles/3078',
    'https://go.dev/doc/install',
  ],
  osRelease: `NAME="Red Hat Enterprise Linux"
VERSION="8.10 (Ootpa)"
ID="rhel"
ID_LIKE="fedora"
VERSION_ID="8.10"
PLATFORM_ID="platform:el8"
PRETTY_NAME="Red Hat Enterprise Linux 8.10 (Ootpa)"
CPE_NAME="cpe:/o:redhat:enterprise_linux:8::baseos"
`,
  kernel: '4.18.0-553.el8_10.x86_64',
  libc: { kind: 'glibc', version: '2.28', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/home/user/.local/bin:/home/user/bin:/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin:/usr/local/go/bin',
  init: 'systemd',
  go: { goroot: '/usr/local/go', version: 'go1.26.8', hasPublishedSettings: true },
  git: '2.43.5',
  hasCompiler: true,
  files: {
    '/var/lib/rpm/Packages': { size: 80_000_000 },
    '/etc/dnf/dnf.conf': { text: '[main]\n' },
    '/etc/yum.conf': { target: 'dnf/dnf.conf' },
    '/usr/bin/rpm': { mode: '0755' },
    '/etc/profile.d/go.sh': { text: 'export PATH=$PATH:/usr/local/go/bin\n' },
    '/sys/kernel/security/lsm': { text: 'capability,yama,selinux,bpf' },
    '/sys/fs/selinux/enforce': { text: '1' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '0\n' },
    '/usr/lib/sysctl.d/10-default-yama-scope.conf': { text: 'kernel.yama.ptrace_scope = 0\n' },
  },
})
