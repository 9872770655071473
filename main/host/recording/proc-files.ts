/** What files of /proc say of one machine only, taken out of them. */

/** The text of the file at `path`; every other file is left as it is. */
export const impersonalProcFile = (path: string, text: string): string => {
  if (/^\/proc\/[^/]+\/(?:mountinfo|mounts)$/.test(path)) return text.split('\n').map(impersonalMount).join('\n')
  if (path === '/proc/cpuinfo') return firstProcessor(text)
  if (/^\/proc\/[^/]+\/status$/.test(path))
    return text
      .split('\n')
      .filter((line) => identity.test(line))
      .join('\n')
  if (path === '/proc/cmdline')
    return `${text
      .trim()
      .split(/\s+/)
      .filter((word) => telling.test(word))
      .join(' ')}\n`
  if (path === '/proc/version') return text.replace(/\([^()\s]+@[^()\s]+\)/, '(builder@host)')
  return text
}

/** Which directory of a disk is mounted, where that is more than a name such as `/`, `/home` or `/@home`. */
const impersonalMount = (line: string): string => line.replace(/^(\d+ \d+ \d+:\d+) \/[^/\s]+\/\S+/, '$1 /')

/** All processors of a machine have the same flags; their clocks change all the time. */
const firstProcessor = (text: string): string =>
  `${(text.split('\n\n')[0] ?? '').replace(/^cpu MHz.*\n/m, '').trimEnd()}\n`

/** Lines of a process's status that say who it is and what it may, not how much it has used. */
const identity = /^(?:Name|Tgid|Pid|PPid|TracerPid|Uid|Gid|Groups|NS\w+|Cap\w+|NoNewPrivs|Seccomp):|^$/

/** Words of the kernel's command line that say what kind of system it starts. */
const telling = /^(?:ro|rw|quiet|ostree=|security=|selinux=|enforcing=|apparmor=|lsm=|systemd\.|init=|yama|sysctl\.)/

/** Kernels of distributions name themselves; what a maker of a kernel of their own put behind the version is dropped. */
export const impersonalRelease = (release: string): string =>
  /amd64|arm64|generic|default|lts|rt|raspi|el\d|fc\d|amzn|azure|aws|gcp|cloud|zen|arch|MANJARO|microsoft|WSL|pve|-\d+$/i.test(
    release,
  )
    ? release
    : (/^\d+(?:\.\d+)*/.exec(release)?.[0] ?? release)
