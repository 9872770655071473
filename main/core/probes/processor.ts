/** What the processor can do, as far as Go asks: the levels of x86-64 that GOAMD64 names (x86-64 psABI, table 3.1). */
import { probe } from '../once.ts'

/** The kernel's names in /proc/cpuinfo for what each level adds. `abm` stands for LZCNT. */
const additions = [
  ['cx16', 'lahf_lm', 'popcnt', 'sse4_1', 'sse4_2', 'ssse3'],
  ['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe'],
  ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'],
] as const

export interface AmdLevel {
  /** 1 to 4, as in `v1` to `v4`. */
  readonly level: number
  /** What the next level would need and is not there. */
  readonly missing: readonly string[]
}

/** The level of the processors here; null where the kernel does not list what they can do, as off x86 and on a mounted disk. */
export const readAmdLevel = probe(async (host): Promise<AmdLevel | null> => {
  if (!host.canRun) return null
  const text = await host.readText('/proc/cpuinfo', { maxBytes: 16 * 1024 * 1024 })
  const flags = text.ok ? /^flags\s*:\s*(.*)$/m.exec(text.value)?.[1] : undefined
  return flags === undefined ? null : levelOf(flags.split(' '))
})

const levelOf = (flags: readonly string[]): AmdLevel => {
  for (const [index, names] of additions.entries()) {
    const missing = names.filter((name) => !flags.includes(name))
    if (missing.length > 0) return { level: index + 1, missing }
  }
  return { level: additions.length + 1, missing: [] }
}

/** The number of a GOAMD64 value; null for what Go would refuse. */
export const amdLevelIn = (value: string): number | null => {
  const level = /^v([1-4])$/.exec(value)?.[1]
  return level === undefined ? null : Number(level)
}
