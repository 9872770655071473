/** Which C library programs here are linked with, read from files; nothing is run (K04). */
import type { Facts } from '#contract'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

/** The C library of `host`. The version is null where only running something would tell. */
export const readLibc = probe(async (host): Promise<Facts['libc']> => {
  for (const directory of ['/lib', '/usr/lib']) {
    const names = await host.list(directory)
    if (names.ok && names.value.some((name) => name.startsWith('ld-musl-'))) return { kind: 'musl', version: null }
  }
  return { kind: 'unknown', version: null }
})

/** Word size of the programs of `host`, from the ELF class of its shell. */
export const readUserlandBits = probe(async (host: ReadableHost): Promise<32 | 64 | null> => {
  const header = await host.readBytes('/bin/sh', 0, 5)
  if (!header.ok || header.value.length < 5) return null
  return header.value[4] === 1 ? 32 : header.value[4] === 2 ? 64 : null
})
