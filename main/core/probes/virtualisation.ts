/** Whether this is a container, WSL, or a machine of its own, and what started it. */
import type { Facts } from '#contract'
import { valueOr } from '../host.ts'
import { probe } from '../once.ts'

/** The kind of container, or null outside one. */
export const readContainer = probe(async (host): Promise<string | null> => {
  if ((await host.status('/run/.containerenv')).ok) return 'podman'
  if ((await host.status('/.dockerenv')).ok) return 'docker'
  return null
})

/** 1 or 2 under the Windows Subsystem for Linux. */
export const readWsl = probe(async (host): Promise<1 | 2 | null> => {
  const version = valueOr(await host.readText('/proc/version'), '')
  if (/microsoft-standard-WSL2/i.test(version)) return 2
  return /Microsoft/.test(version) ? 1 : null
})

/** What is process 1: systemd sets up /run/systemd/system. */
export const readInit = probe(async (host): Promise<Facts['init']> => {
  if (!host.canRun) return 'unknown'
  return (await host.status('/run/systemd/system')).ok ? 'systemd' : 'other'
})
