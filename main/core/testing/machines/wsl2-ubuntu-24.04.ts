import { documented } from '../documented.ts'

/** Ubuntu 24.04 under WSL 2, with Go in /usr/local and the one of Windows behind it on the PATH. */
export const machine = documented({
  name: 'wsl2-ubuntu-24.04',
  sources: [
    'https://learn.microsoft.com/en-us/windows/wsl/wsl-config',
    'https://github.com/microsoft/WSL2-Linux-Kernel',
    'https://go.dev/doc/install',
  ],
  osRelease: `PRETTY_NAME="Ubuntu 24.04.3 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.3 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
UBUNTU_CODENAME=noble
`,
  kernel: '6.6.87.2-microsoft-standard-WSL2',
  libc: { kind: 'glibc', version: '2.39', loader: '/lib64/ld-linux-x86-64.so.2' },
  path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games:/usr/lib/wsl/lib:/mnt/c/Windows/system32:/mnt/c/Windows:/mnt/c/Program Files/Go/bin:/snap/bin:/usr/local/go/bin',
  session: { WSL_DISTRO_NAME: 'Ubuntu-24.04', WSL_INTEROP: '/run/WSL/12_interop' },
  init: 'systemd',
  go: { goroot: '/usr/local/go', version: 'go1.26.8', hasPublishedSettings: true },
  git: '2.43.0',
  hasCompiler: true,
  mounts: [
    '80 22 0:60 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\134;uid=1000;gid=1000,access=client',
    '81 22 0:61 / /run rw,nosuid,nodev shared:5 - tmpfs none rw,mode=755',
  ],
  files: {
    '/run/WSL/12_interop': { kind: 'other' },
    '/mnt/c/Program Files/Go/bin/go.exe': { mode: '0777', uid: 1000, gid: 1000 },
    '/var/lib/dpkg/status': { size: 900_000 },
    '/usr/bin/dpkg-query': { mode: '0755' },
    '/home/user/.profile': { text: 'export PATH=$PATH:/usr/local/go/bin\n', uid: 1000, gid: 1000 },
    '/proc/sys/kernel/yama/ptrace_scope': { text: '1\n' },
    '/etc/sysctl.d/10-ptrace.conf': { text: 'kernel.yama.ptrace_scope = 1\n' },
  },
})
