/** What the tests need from the system beside Node: installed where that is allowed (Debian, root), else named. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** A program, the Debian package that brings it, and what goes untested without it. */
const needed = [
  { program: 'chromium', debian: 'chromium', untested: 'every window' },
  { program: 'Xvfb', debian: 'xvfb', untested: 'windows on a display' },
  { program: 'xdotool', debian: 'xdotool', untested: 'windows on a display' },
  { program: 'zsh', debian: 'zsh', untested: 'sessions of zsh' },
  { program: 'fish', debian: 'fish', untested: 'sessions of fish' },
  { program: 'dash', debian: 'dash', untested: 'sessions of dash' },
  { program: 'git', debian: 'git', untested: 'the check of git' },
  { program: 'gcc', debian: 'gcc', untested: 'the check of the C compiler' },
  { program: 'openssl', debian: 'openssl', untested: 'servers and tunnels with certificates' },
  { program: 'setcap', debian: 'libcap2-bin', untested: 'file capabilities' },
  { program: 'unshare', debian: 'util-linux', untested: 'everything on real machines' },
  { program: 'dpkg-deb', debian: 'dpkg', untested: 'other versions of Go' },
  { program: 'rpmbuild', debian: 'rpm', untested: 'packages of rpm' },
  { program: 'dnf', debian: 'dnf', untested: 'packages of rpm' },
  { program: 'createrepo_c', debian: 'createrepo-c', untested: 'packages of rpm' },
  { program: 'pacman', debian: 'pacman-package-manager', untested: 'packages of pacman' },
]

const directories = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']
const missing = () =>
  needed.filter(({ program }) => !directories.some((directory) => existsSync(`${directory}/${program}`)))

/** Installs what is missing if that is possible here; returns what is missing after that. */
export const requireSystemPackages = () => {
  const before = missing()
  const isInstallable = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (before.length > 0 && isInstallable) {
    const names = before.map(({ debian }) => debian)
    process.stdout.write(`Installing for the tests: ${names.join(' ')}\n`)
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names, 'fonts-noto-cjk'], options)
  }
  const after = missing()
  for (const { program, debian, untested } of after) {
    process.stdout.write(`Missing: ${program} (Debian package ${debian}); without it, untested: ${untested}\n`)
  }
  return after
}
