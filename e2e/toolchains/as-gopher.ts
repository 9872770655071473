/** Runs a shell script in a mount namespace of its own, as a user who exists only there and has the built app at hand. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const repository = join(import.meta.dirname, '../..')
const uid = 60778

/** Whether this machine lets a test make such a namespace: root, and no container that forbids mounting. */
export const canBeGopher = ((): boolean => {
  if (process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['--mount', '--propagation', 'private', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
})()

/** `prepare` runs as root, `script` as the user; HOME is the user's. `groundwork` is a function that runs the app. */
const outside = `
mkdir "$SCRATCH/etc" "$SCRATCH/app" "$SCRATCH/bin" "$HOME"
chmod 0755 "$SCRATCH" "$HOME"
mount -t tmpfs -o mode=0755 tmpfs "$SCRATCH/etc"
cp -a /etc/. "$SCRATCH/etc" || [ -s "$SCRATCH/etc/passwd" ]
mount --bind "$SCRATCH/etc" /etc
mount --bind "$REPOSITORY/dist" "$SCRATCH/app"
touch "$SCRATCH/bin/node" && mount --bind "$NODE" "$SCRATCH/bin/node"
echo "gopher:x:$GOPHER:" >>/etc/group
echo "gopher:x:$GOPHER:$GOPHER:Gopher:$HOME:$LOGIN_SHELL" >>/etc/passwd
rm -f /etc/environment
sed -i '/^ENV_PATH/d' /etc/login.defs
for version in go1.98.1 go1.99.1; do
  mkdir -p "$HOME/.local/share/groundwork/go/$version/bin"
  printf '#!/bin/sh\\necho go version %s linux/amd64\\n' "$version" >"$HOME/.local/share/groundwork/go/$version/bin/go"
  chmod 0755 "$HOME/.local/share/groundwork/go/$version/bin/go"
done
chown -R "$GOPHER:$GOPHER" "$HOME"
cd "$HOME"
sh -euc "$PREPARE"
exec $AS env -i HOME="$HOME" USER=gopher LOGNAME=gopher \\
  SHELL="$LOGIN_SHELL" LANG=C.UTF-8 PATH=/usr/bin:/bin NODE="$SCRATCH/bin/node" CLI="$SCRATCH/app/main/cli.js" \\
  sh -uc 'groundwork() { "$NODE" "$CLI" "$@"; }
fresh() { env -i HOME="$HOME" USER=gopher LOGNAME=gopher SHELL="$SHELL" TERM=dumb PATH=/usr/bin:/bin "$SHELL" "$@" 2>&1; }
state() { find "$HOME" -path "$HOME/.local" -prune -o -path "$HOME/.cache" -prune -o -printf "%P %y %m %U %l\\n" | sort; find "$HOME" -path "$HOME/.local" -prune -o -path "$HOME/.cache" -prune -o -type f -print0 | sort -z | xargs -0r sha256sum; }
'"$SCRIPT"
`

export interface Printed {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Promises nothing about the machine afterwards but that it is as before: all of it ends with the namespace. */
export const asGopher = (shell: string, prepare: string, script: string, timeoutMs = 55_000): Printed =>
  inNamespace(shell, prepare, script, timeoutMs, becomeGopher)

const becomeGopher = `setpriv --reuid=${uid} --regid=${uid} --clear-groups`

export interface GopherAtWork {
  /** What `script` has become by `exec`. */
  readonly child: ChildProcess
  /** HOME, as it is seen from outside too. */
  readonly home: string
  /** Ends it by SIGTERM, and removes everything. */
  end(): Promise<void>
}

/** The same, while the test does something else. */
export const startAsGopher = (shell: string, prepare: string, script: string): GopherAtWork => {
  const scratch = mkdtempSync('/var/tmp/groundwork-gopher-')
  const env = environmentOf(scratch, shell, prepare, script, becomeGopher)
  const child = spawn('unshare', namespaced, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  return {
    child,
    home: env.HOME,
    end: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** The same as root, who has a /usr/local of his own there, and a home with nothing in it. */
export const asRoot = (shell: string, script: string, timeoutMs: number): Printed =>
  inNamespace(
    shell,
    `mount -t tmpfs -o mode=0755 tmpfs /usr/local; chown -R 0:0 .; ${rootsHome}`,
    script,
    timeoutMs,
    '',
  )

const rootsHome = `sed -i "s|^root:.*|root:x:0:0:root:$HOME:$LOGIN_SHELL|" /etc/passwd`

const inNamespace = (shell: string, prepare: string, script: string, timeoutMs: number, as: string): Printed => {
  const scratch = mkdtempSync('/var/tmp/groundwork-gopher-')
  try {
    const ran = spawnSync('unshare', namespaced, {
      encoding: 'utf8',
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      env: environmentOf(scratch, shell, prepare, script, as),
    })
    return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr }
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

const namespaced = ['--mount', '--propagation', 'private', 'sh', '-euc', outside]

const environmentOf = (scratch: string, shell: string, prepare: string, script: string, as: string) => ({
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SCRATCH: scratch,
  HOME: join(scratch, 'home'),
  REPOSITORY: repository,
  NODE: process.execPath,
  GOPHER: String(uid),
  LOGIN_SHELL: shell,
  AS: as,
  PREPARE: prepare,
  SCRIPT: script,
})
