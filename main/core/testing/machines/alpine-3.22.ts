import { documented } from '../documented.ts'

/** Alpine Linux 3.22 with the Go of its repositories: musl, busybox, OpenRC. */
export const machine = documented({
  name: 'alpine-3.22',
  sources: [
    'https://pkgs.alpinelinux.org/package/v3.22/community/x86_64/go',
    'https://gitlab.alpinelinux.org/alpine/aports/-/tree/3.22-stable/main/alpine-base',
    'https://go.dev/blog/rebuild',
  ],
  osRelease: `NAME="Alpine Linux"
ID=alpine
VERSION_ID=3.22.1
PRETTY_NAME="Alpine Linux v3.22"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`,
  kernel: '6.12.38-0-lts',
  libc: { kind: 'musl', version: '1.2.5', loader: '/lib/ld-musl-x86_64.so.1' },
  user: { shell: '/bin/sh' },
  shellProgram: '/bin/busybox',
  path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  init: 'other',
  go: {
    goroot: '/usr/lib/go',
    version: 'go1.24.6',
    links: { '/usr/bin/go': '../lib/go/bin/go' },
    owner: {
      argv: ['/sbin/apk', 'info', '--who-owns', '/usr/lib/go/bin/go'],
      answer: '/usr/lib/go/bin/go is owned by go-1.24.6-r0\n',
    },
  },
  git: '2.49.1',
  hasCompiler: false,
  files: {
    '/etc/alpine-release': { text: '3.22.1\n' },
    '/lib/apk/db/installed': { text: 'P:musl\nV:1.2.5-r10\n' },
    '/sbin/apk': { mode: '0755' },
    '/sys/kernel/security/lsm': { text: 'capability,landlock,yama' },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
  },
})
