/**
 * The built app in a process of its own, as a user who exists only in a mount namespace, whose home and /tmp are empty.
 * Its page is served on 127.0.0.1. Needs root; nothing of this machine is changed.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const defaultPath = '/usr/local/bin:/usr/bin:/bin:/usr/local/go/bin'
const dist = join(import.meta.dirname, '../../dist')

const inNamespace = `
set -eu
hostname host
mount -t proc proc /proc
mount -t tmpfs -o mode=0755 tmpfs /opt
mkdir -p /opt/groundwork/dist /opt/etc
cp "$1" /opt/groundwork/node
mount --bind "$2" /opt/groundwork/dist
cp -a /etc/. /opt/etc
mount --bind /opt/etc /etc
mount -t tmpfs -o mode=0755 tmpfs /home
mount -t tmpfs -o mode=1777 tmpfs /tmp
grep -v ':1000:' /opt/etc/passwd > /opt/passwd && cp /opt/passwd /etc/passwd
echo 'user:x:1000:1000::/home/user:/bin/bash' >> /etc/passwd
echo 'user:x:1000:' >> /etc/group
mkdir -p /home/user/src
cp -a /etc/skel/. /home/user
chown -R 1000:1000 /home/user
cd /home/user/src
proxy="$3"
path="$4"
run() {
  setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=/home/user USER=user LOGNAME=user SHELL=/bin/bash \\
    LANG=C.UTF-8 GOPROXY="$proxy" PATH="$path" XDG_CURRENT_DESKTOP=GNOME \\
    XDG_SESSION_TYPE=wayland "$@"
}
`

export interface RunningApp {
  /** Where a browser finds its page, once. */
  readonly address: string
  close(): Promise<void>
}

export interface AppOptions {
  /** Shell lines run as root before, in the home's `src`; `run` runs a command as the user. */
  readonly prepare?: string
  readonly goproxy: string
  /** What the app is started with; default: a Go in /usr/local is on it. */
  readonly path?: string
  /** Where it is started; default: the home's `src`. */
  readonly directory?: string
}

/** Promises the app when its page is served. */
export const startUnprivilegedApp = async (options: AppOptions): Promise<RunningApp> => {
  const { prepare = '', goproxy, directory = '/home/user/src', path = defaultPath } = options
  const script = [
    inNamespace,
    prepare,
    `cd ${directory}`,
    'run /opt/groundwork/node /opt/groundwork/dist/main/cli.js --surface=loopback',
  ].join('\n')
  const child = spawn(
    'unshare',
    [
      ...['--mount', '--pid', '--fork', '--kill-child', '--uts', '--ipc', '--propagation', 'private'],
      ...['/bin/sh', '-c', script, 'sh', process.execPath, dist, goproxy, path],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(said)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(`the app ended: ${said}`)))
  })
  return {
    address,
    close: async () => {
      // unshare ignores gentler words; with it everything in its namespace ends.
      child.kill('SIGKILL')
      await ended
    },
  }
}
