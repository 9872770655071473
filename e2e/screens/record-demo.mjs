/**
 * `npm run record:demo`: makes e2e/screens/demo-machine.json, the machine on the screenshots. It is this machine, really
 * recorded, in namespaces of its own in which the usual things have gone wrong. Needs root, and a Go in /usr/local/go.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Every mount ends with the namespace; nothing of this machine is changed. */
const inNamespace = `
set -eu
hostname host
mount -t proc proc /proc
# What is mounted for whoever runs this machine is nobody else's business.
grep -o ' /mnt/[^ ]*' /proc/self/mountinfo | xargs -r umount -l
mount -t tmpfs -o mode=0755 tmpfs /opt
mkdir -p /opt/groundwork /opt/etc
cp "$1" /opt/groundwork/node
cp -R "$2" /opt/groundwork/dist
cp -a /etc/. /opt/etc
mount --bind /opt/etc /etc
mount -t tmpfs -o mode=0755 tmpfs /home
mount -t tmpfs -o mode=1777,noexec tmpfs /tmp
grep -v ':1000:' /opt/etc/passwd > /opt/passwd && cp /opt/passwd /etc/passwd
echo 'user:x:1000:1000::/home/user:/bin/bash' >> /etc/passwd
echo 'user:x:1000:' >> /etc/group
mkdir /home/user
cp -a /etc/skel/. /home/user
cat >> /home/user/.profile <<'LINES'
export PATH="$PATH:/usr/local/go/bin:$HOME/go/bin"
export GOROOT=/usr/lib/go-1.19
LINES
mkdir -p /home/user/.cache/go-build/00 /home/user/go/bin /home/user/.config/go
echo 'GOSUMDB=off' > /home/user/.config/go/env
cp /bin/true /home/user/go/bin/dlv
chown -R 1000:1000 /home/user
chown -R 0:0 /home/user/.cache/go-build
chown 0:0 /home/user/go/bin/dlv
mkdir -p /home/user/.local/bin
cd /home/user
exec setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=/home/user USER=user LOGNAME=user SHELL=/bin/bash \\
  LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/go/bin XDG_CURRENT_DESKTOP=GNOME XDG_SESSION_TYPE=wayland \\
  /opt/groundwork/node /opt/groundwork/dist/record.js --output - --name demo
`

execFileSync(process.execPath, [join(root, 'main/launch/build.mjs')], { stdio: 'inherit' })
const machine = execFileSync(
  'unshare',
  [
    ...['--mount', '--pid', '--fork', '--uts', '--ipc', '--propagation', 'private'],
    ...['/bin/sh', '-c', inNamespace, 'sh', process.execPath, join(root, 'dist/main')],
  ],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] },
)
writeFileSync(join(import.meta.dirname, 'demo-machine.json'), machine)
