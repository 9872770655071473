import { documented } from '../documented.ts'

/** The official image golang:1.26-bookworm in Docker, as root and with Docker's own limits. */
export const machine = documented({
  name: 'container-golang',
  sources: [
    'https://github.com/docker-library/golang',
    'https://docs.docker.com/engine/security/seccomp/',
    'https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities',
  ],
  osRelease: `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
`,
  kernel: '6.8.0-87-generic',
  libc: { kind: 'glibc', version: '2.36', loader: '/lib64/ld-linux-x86-64.so.2' },
  user: { uid: 0, gid: 0, name: 'root', home: '/root' },
  path: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  session: { GOPATH: '/go', GOTOOLCHAIN: 'local', GOLANG_VERSION: '1.26.8' },
  init: 'other',
  go: {
    goroot: '/usr/local/go',
    version: 'go1.26.8', hasPublishedSettings: true,
    env: { GOPATH: '/go', GOMODCACHE: '/go/pkg/mod' },
  },
  git: '2.39.5',
  hasCompiler: true,
  rootMount: '900 800 0:90 / / rw,relatime - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w',
  mounts: [
    '901 900 0:91 / /sys ro,nosuid,nodev,noexec,relatime - sysfs sysfs ro',
    '902 900 0:92 / /dev/shm rw,nosuid,nodev,noexec,relatime - tmpfs shm rw,size=65536k',
  ],
  files: {
    '/proc/self/cwd': { target: '/go' },
    '/.dockerenv': { text: '' },
    '/go': { kind: 'directory', mode: '1777' },
    '/go/bin': { kind: 'directory', mode: '1777' },
    '/go/src': { kind: 'directory', mode: '1777' },
    '/var/lib/dpkg/status': { size: 300_000 },
    '/usr/bin/dpkg-query': { mode: '0755' },
    '/proc/1/cgroup': { text: '0::/\n' },
    '/proc/self/status': {
      text: 'Name:\tnode\nCapInh:\t0000000000000000\nCapPrm:\t00000000a80425fb\nCapEff:\t00000000a80425fb\nCapBnd:\t00000000a80425fb\nCapAmb:\t0000000000000000\nNoNewPrivs:\t0\nSeccomp:\t2\n',
    },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n', access: { write: 'readonly' } },
  },
})
