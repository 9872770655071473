/** The facts of a machine: what the header shows and what platforms are decided by. Measured, never assumed. */
import type { Facts } from '#contract'
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readActiveGo } from './active-go.ts'
import { readDistro } from './distro.ts'
import { readLibc, readUserlandBits } from './libc.ts'
import { readContainer, readInit, readWsl } from './virtualisation.ts'

/** Everything but the Go, which only the person's shells can tell and which nothing else waits for. */
export type MachineFacts = Omit<Facts, 'go'>

/** The facts that platforms are decided by. Fast: reads files only. */
export const readMachineFacts = probe(async (host): Promise<MachineFacts> => {
  const kernel = host.kernel()
  const [distro, libc, userlandBits, container, wsl, init, security, systemdUser] = await Promise.all([
    readDistro(host),
    readLibc(host),
    readUserlandBits(host),
    readContainer(host),
    readWsl(host),
    readInit(host),
    readSecurity(host),
    hasSystemdUser(host),
  ])
  const environment = host.environment()
  const user = host.user()
  const release = /^(\d+)\.(\d+)/.exec(kernel?.release ?? '')
  return {
    target: host.target,
    distro,
    kernel: {
      release: kernel?.release ?? null,
      major: release ? Number(release[1]) : null,
      minor: release ? Number(release[2]) : null,
    },
    libc,
    arch: { machine: kernel?.machine ?? null, goarch: goarchOf(kernel?.machine ?? null), userlandBits },
    session: {
      desktop: environment.XDG_CURRENT_DESKTOP ?? null,
      type: environment.XDG_SESSION_TYPE ?? null,
      shell: user.shell,
      systemdUser,
    },
    init,
    container,
    wsl,
    security,
    user: { uid: user.uid, name: user.name, home: user.home },
  }
})

/** All facts, the Go that a new terminal gets included. */
export const readFacts = probe(async (host): Promise<Facts> => {
  const [machine, go] = await Promise.all([readMachineFacts(host), readActiveGo(host).catch(() => null)])
  return { ...machine, go }
})

const goarchs: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  i386: '386',
  i586: '386',
  i686: '386',
  aarch64: 'arm64',
  armv5tel: 'arm',
  armv6l: 'arm',
  armv7l: 'arm',
  armv8l: 'arm',
  loongarch64: 'loong64',
  mips: 'mips',
  mips64: 'mips64',
  ppc64: 'ppc64',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
}

/** Go's name for `uname -m`; null for machines Go has no name for. */
export const goarchOf = (machine: string | null): string | null =>
  machine === null ? null : (goarchs[machine] ?? null)

const readSecurity = async (host: ReadableHost): Promise<Facts['security']> => {
  if (!host.canRun) return { modules: null, selinux: 'unknown', apparmor: 'unknown', ptraceScope: null }
  const [modules, enforce, apparmor, scope] = await Promise.all([
    host.readText('/sys/kernel/security/lsm'),
    host.readText('/sys/fs/selinux/enforce'),
    host.readText('/sys/module/apparmor/parameters/enabled'),
    host.readText('/proc/sys/kernel/yama/ptrace_scope'),
  ])
  const ptraceScope = Number.parseInt(valueOr(scope, ''), 10)
  return {
    modules: modules.ok ? modules.value.trim().split(',').filter(Boolean) : null,
    selinux: enforce.ok
      ? enforce.value.trim() === '1'
        ? 'enforcing'
        : 'permissive'
      : enforce.why === 'absent'
        ? 'absent'
        : 'unknown',
    apparmor: apparmor.ok
      ? apparmor.value.trim() === 'Y'
        ? 'enabled'
        : 'absent'
      : apparmor.why === 'absent'
        ? 'absent'
        : 'unknown',
    ptraceScope: Number.isNaN(ptraceScope) ? null : ptraceScope,
  }
}

const hasSystemdUser = async (host: ReadableHost): Promise<boolean> => {
  const runtime = host.environment().XDG_RUNTIME_DIR
  return runtime !== undefined && (await host.status(`${runtime}/systemd/private`)).ok
}
