import { documented } from '../documented.ts'

/** Manjaro with zsh, its own default, and the Go of its repositories. */
export const machine = documented({
  name: 'manjaro',
  sources: [
    'https://gitlab.manjaro.org/packages/core/lsb-release',
    'https://gitlab.archlinux.org/archlinux/packaging/packages/go',
  ],
  osRelease: `NAME="Manjaro Linux"
PRETTY_NAME="Manjaro Linux"
ID=manjaro
ID_LIKE=arch
BUILD_ID=rolling
ANSI_COLOR="32;1;24;144;200"
HOME_URL="https://manjaro.org/"
LOGO=manjarolinux
`,
  kernel: '6.12.48-1-MANJARO',
  libc: { kind: 'glibc', version: '2.42', loader: '/lib64/ld-linux-x86-64.so.2' },
  user: { shell: '/usr/bin/zsh' },
  path: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/lib/jvm/default/bin:/usr/bin/site_perl:/usr/bin/vendor_perl:/usr/bin/core_perl',
  desktop: { name: 'XFCE', type: 'x11' },
  init: 'systemd',
  go: {
    goroot: '/usr/lib/go',
    version: 'go1.26.8', hasPublishedSettings: true,
    links: { '/usr/bin/go': '../lib/go/bin/go', '/bin/go': '/usr/lib/go/bin/go' },
    owner: { argv: ['/usr/bin/pacman', '-Qo', '/usr/lib/go/bin/go'], answer: '/usr/lib/go/bin/go is owned by go 2:1.26.8-1\n' },
  },
  git: '2.51.2',
  hasCompiler: true,
  // Just upgraded as a whole.
  runs: [{ argv: ['/usr/bin/pacman', '-Qu'], ran: { kind: 'exited', code: 1, stdout: '', stderr: '' } }],
  files: {
    '/var/log/pacman.log': { text: '[2026-11-21T09:00:00+0000] [PACMAN] starting full system upgrade\n' },
    '/usr/bin/zsh': { mode: '0755' },
    '/var/lib/pacman/local/ALPM_DB_VERSION': { text: '9\n' },
    '/usr/bin/pacman': { mode: '0755' },
    '/sys/kernel/security/lsm': { text: 'capability,landlock,lockdown,yama,bpf' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
  },
})
