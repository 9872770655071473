/**
 * `npm run record:debian [-- SUITE…]`: records Debian 11, 12, 13 and sid into main/core/testing/machines, each in a
 * chroot made with mmdebstrap from the mirror that apt is set up with. Needs root. The chroots are kept in
 * $GROUNDWORK_CACHE (default /var/cache/groundwork), so that recording again takes seconds.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const cache = process.env.GROUNDWORK_CACHE ?? '/var/cache/groundwork'
const machines = join(root, 'main/core/testing/machines')

/** What differs between the four, so that they are four situations and not one. */
const suites = {
  bullseye: { name: 'debian-11', packages: ['git'], shell: '/bin/bash' },
  bookworm: { name: 'debian-12', packages: ['git', 'gcc', 'libc6-dev', 'pkg-config'], shell: '/bin/bash' },
  trixie: {
    name: 'debian-13',
    packages: ['git', 'gcc', 'libc6-dev', 'pkgconf', 'delve', 'libcap2-bin'],
    shell: '/bin/bash',
  },
  sid: { name: 'debian-sid', packages: ['zsh'], shell: '/bin/zsh' },
}

if (process.getuid() !== 0) {
  process.stderr.write('Recording in chroots needs root: mounting and chroot(2) are not for others.\n')
  process.exit(1)
}
const asked = process.argv.slice(2)
const unknown = asked.filter((suite) => !(suite in suites))
if (unknown.length > 0) {
  process.stderr.write(`No such suite: ${unknown.join(' ')}. There are ${Object.keys(suites).join(' ')}.\n`)
  process.exit(1)
}

const mirror = () => {
  const text = execFileSync('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], {
    encoding: 'utf8',
  })
  const uris = text.split('\n').filter((line) => /\/debian\/?$/.test(line))
  if (!uris[0]) throw new Error('apt has no Debian mirror; run apt-get update first')
  return uris[0]
}

/** The chroot of `suite`; made beside and renamed, so that a half one is never used. */
const chrootOf = (suite) => {
  const { packages } = suites[suite]
  const include = ['ca-certificates', 'golang-go', ...packages].join(',')
  const directory = join(cache, 'chroots', suite)
  const stamp = `${directory}.packages`
  if (existsSync(directory) && existsSync(stamp) && readFileSync(stamp, 'utf8') === include) return directory
  const unfinished = `${directory}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(join(cache, 'chroots'), { recursive: true })
  execFileSync(
    'mmdebstrap',
    [
      '--mode=root',
      '--variant=minbase',
      '--skip=check/empty',
      '--quiet',
      '--aptopt=Acquire::Check-Valid-Until "false"',
      '--aptopt=Acquire::Languages "none"',
      '--aptopt=APT::Install-Recommends "false"',
      '--dpkgopt=path-exclude=/usr/share/man/*',
      '--dpkgopt=path-exclude=/usr/share/doc/*',
      '--dpkgopt=path-exclude=/usr/share/locale/*',
      `--include=${include}`,
      suite,
      unfinished,
      `deb [trusted=yes] ${mirror()} ${suite} main`,
    ],
    { stdio: 'inherit' },
  )
  rmSync(directory, { recursive: true, force: true })
  renameSync(unfinished, directory)
  writeFileSync(stamp, include)
  return directory
}

/** Runs in namespaces of its own: the mounts end with them, and no process of this machine is seen. */
const inChroot = `
set -eu
hostname host
tree=$1; node=$2; dist=$3; shell=$4; name=$5
mount --bind "$tree" "$tree"
mount -t proc proc "$tree/proc"
mount --rbind /dev "$tree/dev"
mount -t tmpfs tmpfs "$tree/tmp"
mkdir -p "$tree/opt/groundwork"
mount -t tmpfs tmpfs "$tree/opt/groundwork"
cp "$node" "$tree/opt/groundwork/node"
cp -R "$dist" "$tree/opt/groundwork/dist"
chroot "$tree" id user >/dev/null 2>&1 || chroot "$tree" useradd -u 1000 -s "$shell" user
rm -rf "$tree/home/user"
cp -R "$tree/etc/skel" "$tree/home/user"
chown -R 1000:1000 "$tree/home/user"
chmod 0700 "$tree/home/user"
chmod 1777 "$tree/tmp"
exec chroot --userspec=1000:1000 "$tree" /usr/bin/env -i \\
  HOME=/home/user USER=user LOGNAME=user SHELL="$shell" LANG=C.UTF-8 TERM=xterm-256color \\
  PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games \\
  /opt/groundwork/node /opt/groundwork/dist/record.js --output - --name "$name"
`

execFileSync(process.execPath, [join(root, 'main/launch/build.mjs')], { stdio: 'inherit' })
mkdirSync(machines, { recursive: true })
for (const suite of asked.length > 0 ? asked : Object.keys(suites)) {
  const { name, shell } = suites[suite]
  const tree = chrootOf(suite)
  const recorded = spawnSync(
    'unshare',
    [
      '--mount',
      '--pid',
      '--fork',
      '--uts',
      '--ipc',
      '--propagation',
      'private',
      '/bin/sh',
      '-c',
      inChroot,
      'sh',
      tree,
      process.execPath,
      join(root, 'dist/main'),
      shell,
      name,
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (recorded.status !== 0) {
    process.stderr.write(
      `${suite}: the recorder ended with ${recorded.status ?? recorded.signal}; nothing was written.\n`,
    )
    process.exitCode = 1
    continue
  }
  const file = join(machines, `${name}.json`)
  writeFileSync(file, recorded.stdout)
  process.stdout.write(`${file}: ${Math.round(statSync(file).size / 1024)} kB\n`)
}
