/** Runs the built app in a mount namespace of its own, as a user who exists only there. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { reportSchema, type CheckResult, type Report } from '#contract'
import type { RealCase } from './real-case.ts'

const repository = join(import.meta.dirname, '../..')
const timeoutMs = 55_000
const user = { name: 'gopher', uid: 60777 }

/** Kept between runs; a fresh machine starts with it empty. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'groundwork-tests')

/** A real Go tree, or null where this machine has none. */
export const gorootHere = ((): string | null => {
  const asked = process.env.GOROOT_HERE
  if (asked) return asked
  try {
    return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return existsSync('/usr/local/go/bin/go') ? '/usr/local/go' : null
  }
})()

/**
 * The namespace sees a copy of /etc with the user in it, and the app and the cache at places that any user may enter,
 * wherever they really are. Everything here is undone by the end of the namespace.
 */
const script = `
mkdir "$SCRATCH/etc" "$SCRATCH/app" "$SCRATCH/cache" "$HOME" "$WORK"
chmod 0755 "$SCRATCH" "$SCRATCH/etc" "$SCRATCH/app" "$SCRATCH/cache" "$HOME" "$WORK"
mount -t tmpfs -o mode=0755 tmpfs "$SCRATCH/etc"
# Something may vanish while it is copied (a lock, say), which is no matter.
cp -a /etc/. "$SCRATCH/etc" || [ -s "$SCRATCH/etc/passwd" ]
mount --bind "$SCRATCH/etc" /etc
mount --bind "$REPOSITORY/dist" "$SCRATCH/app"
mount --bind "$REAL_CACHE" "$SCRATCH/cache"
mkdir "$SCRATCH/bin" && cp "$NODE" "$SCRATCH/bin/node" && chmod 0755 "$SCRATCH/bin" "$SCRATCH/bin/node"
echo "$TEST_USER:x:$TEST_UID:" >>/etc/group
if [ "$TEST_UID" = 0 ]; then
  sed -i "s|^root:.*|root:x:0:0:root:$HOME:$SHELL|" /etc/passwd
else
  echo "$TEST_USER:x:$TEST_UID:$TEST_UID:Real Case:$HOME:$SHELL" >>/etc/passwd
fi
cp -a /etc/skel/. "$HOME"
chown -R "$TEST_UID:$TEST_UID" "$HOME"
cd "$WORK"
sh -euc "$SETUP"
cd /
eval "exec $PREFIX setpriv --reuid=$TEST_UID --regid=$TEST_UID --clear-groups env -i $ENVIRONMENT '$SCRATCH/bin/node' '$SCRATCH/app/main/cli.js' check $KEYS --json $ARGUMENTS"
`

/** Runs one case and promises the result of its check. Rejects, with what was printed, where there is none. */
export const runCase = async (key: string, situation: RealCase): Promise<CheckResult> => {
  const [result] = (await runChecklist([key], situation)).results
  if (!result) throw new Error(`no result of ${key}`)
  return result
}

/** Like `runCase`, for several checks, or for all where `keys` is empty. */
export const runChecklist = async (
  keys: readonly string[],
  situation: Pick<RealCase, Exclude<keyof RealCase, 'name' | 'expected'>>,
): Promise<Report> => {
  mkdirSync(cache, { recursive: true })
  const scratch = mkdtempSync('/var/tmp/groundwork-real-')
  try {
    return await runIn(scratch, keys, situation)
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

const runIn = async (
  scratch: string,
  keys: readonly string[],
  situation: Parameters<typeof runChecklist>[1],
): Promise<Report> => {
  const isRoot = situation.as === 'root'
  const shell = situation.shell ?? '/bin/bash'
  const places: Readonly<Record<string, string>> = {
    HOME: join(scratch, 'home'),
    WORK: join(scratch, 'work'),
    CACHE: join(scratch, 'cache'),
    GOROOT_HERE: gorootHere ?? '',
    TEST_USER: isRoot ? 'root' : user.name,
  }
  const expand = (text: string): string =>
    text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => places[name] ?? whole)
  const environment = {
    HOME: places.HOME,
    USER: places.TEST_USER,
    LOGNAME: places.TEST_USER,
    SHELL: shell,
    LANG: 'C.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    ...situation.environment,
  }
  const printed = await runNamespace({
    ...places,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    SHELL: shell,
    SCRATCH: scratch,
    REPOSITORY: repository,
    REAL_CACHE: cache,
    NODE: process.execPath,
    TEST_UID: isRoot ? '0' : String(user.uid),
    SETUP: situation.setup,
    PREFIX: expand(situation.prefix ?? ''),
    ARGUMENTS: expand(situation.arguments ?? ''),
    ENVIRONMENT: Object.entries(environment)
      .map(([name, value]) => `'${`${name}=${expand(value ?? '')}`.replaceAll("'", "'\\''")}'`)
      .join(' '),
    KEYS: keys.join(' '),
  })
  const report = parseReport(printed.stdout)
  if (!report) throw new Error(`no report (exit ${printed.code}):\n${printed.stdout}\n${printed.stderr}`)
  return report
}

const parseReport = (stdout: string): Report | undefined => {
  try {
    return reportSchema.parse(JSON.parse(stdout))
  } catch {
    return undefined
  }
}

interface Printed {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const runNamespace = (environment: Readonly<Record<string, string>>): Promise<Printed> =>
  new Promise((resolve, reject) => {
    const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-euc', script], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const endGroup = (): void => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // Nothing of it is left, which is what was wanted.
      }
    }
    const timer = setTimeout(endGroup, timeoutMs)
    child.once('error', reject)
    // What the setup left running would keep the namespace, and the pipes, open.
    child.once('exit', endGroup)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, stdout, stderr })
    })
  })
