/** Whether this is a container, WSL, or a machine of its own, and what started it. */
import type { Facts } from '#contract'
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

/**
 * The kind of container, as its engine calls itself, or null outside one. Where systemd is or was, its own finding comes
 * first (/run/systemd/container, `container=` of process 1: systemd's Container Interface); then the marks that engines leave.
 */
export const readContainer = probe(async (host): Promise<string | null> => {
  if (!host.canRun) return null
  const told = await namedBySystemd(host)
  if (told !== null) return told
  const guessed = (await namedByMark(host)) ?? (await namedByCgroup(host))
  return guessed !== null && (await isInFirstNamespaces(host)) ? null : guessed
})

/** Numbers that the kernel gives to its first namespaces, and to no other (include/linux/proc_ns.h, since 3.8). */
const firstNamespaces = {
  ipc: 0xefffffff,
  uts: 0xeffffffe,
  user: 0xeffffffd,
  pid: 0xeffffffc,
  cgroup: 0xeffffffb,
} as const

/** A container has at least one namespace of its own; the image of one that was started as a machine has only its mark. */
const isInFirstNamespaces = async (host: ReadableHost): Promise<boolean> => {
  const each = await Promise.all(
    Object.entries(firstNamespaces).map(
      async ([name, number]) => valueOr(await host.readLink(`/proc/self/ns/${name}`), '') === `${name}:[${number}]`,
    ),
  )
  return each.every((isFirst) => isFirst)
}

const namedBySystemd = async (host: ReadableHost): Promise<string | null> => {
  const [byInit, byManager] = await Promise.all([
    host.readText('/run/systemd/container'),
    host.readText('/run/host/container-manager'),
  ])
  const written = (valueOr(byInit, '') || valueOr(byManager, '')).trim()
  // Only root may read it, but then it is the word of whoever started the container.
  const environment = valueOr(await host.readText('/proc/1/environ'), '')
  const told = written || (/(?:^|\0)container=([^\0]+)/.exec(environment)?.[1] ?? '')
  // WSL calls itself a container there; it is one, but `wsl` says it better.
  if (!/^[\w.-]{1,40}$/.test(told) || told === 'wsl') return null
  return told === 'oci' ? ((await namedByMark(host)) ?? told) : told
}

/** Files that engines put into their containers. */
const marks: readonly { readonly path: string; readonly name: string }[] = [
  { path: '/run/.containerenv', name: 'podman' },
  { path: '/.dockerenv', name: 'docker' },
  { path: '/.flatpak-info', name: 'flatpak' },
]

const namedByMark = async (host: ReadableHost): Promise<string | null> => {
  const found = await Promise.all(marks.map(async ({ path, name }) => ((await host.status(path)).ok ? name : null)))
  return found.find((name) => name !== null) ?? null
}

/** Old engines leave nothing but the name of the group; with cgroup v2 and a namespace it is just `/`. */
const namedByCgroup = async (host: ReadableHost): Promise<string | null> => {
  const groups = valueOr(await host.readText('/proc/1/cgroup'), '')
  if (/[/:-]docker[/-]/.test(groups)) return 'docker'
  if (/\/kubepods/.test(groups)) return 'kubernetes'
  if (/\/(?:lxc|lxc\.payload)[./]/.test(groups)) return 'lxc'
  if (/\/libpod-/.test(groups)) return 'podman'
  return null
}

/** 1 or 2 under the Windows Subsystem for Linux: 1 is a translation with a made-up kernel, 2 a virtual machine. */
export const readWsl = probe(async (host): Promise<1 | 2 | null> => {
  const release = host.kernel()?.release ?? ''
  const version = host.canRun ? valueOr(await host.readText('/proc/version'), '') : ''
  // A kernel of the person's own may not say Microsoft at all, but WSL 2 always mounts this.
  const hasInterop = host.canRun && (await host.status('/run/WSL')).ok
  if (/WSL2/i.test(release) || /microsoft-standard/.test(`${release} ${version}`)) return 2
  if (/Microsoft/.test(`${release} ${version}`)) return 1
  return hasInterop ? 2 : null
})

/** What is process 1: systemd sets up /run/systemd/system. */
export const readInit = probe(async (host): Promise<Facts['init']> => {
  if (!host.canRun) return 'unknown'
  return (await host.status('/run/systemd/system')).ok ? 'systemd' : 'other'
})
