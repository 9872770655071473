/** Where a check makes sense: a boolean expression over facts. When it is false, the atom that made it so is the reason. */
import type { Text } from '#contract'
import type { MachineFacts } from './probes/facts.ts'

/** One fact that must hold, with the words for when it does not. */
export interface Atom {
  readonly holds: (facts: MachineFacts) => boolean
  /** "no SELinux on this system" — continues "Does not apply: …". */
  readonly otherwise: Text
}

export type Platform = Atom | { readonly all: readonly Platform[] } | { readonly any: readonly Platform[] }

/** Null where the check applies; else the words of the first atom that rules it out. */
export const ruledOutBy = (platform: Platform | undefined, facts: MachineFacts): Text | null => {
  if (!platform) return null
  if ('holds' in platform) return platform.holds(facts) ? null : platform.otherwise
  if ('all' in platform) {
    for (const part of platform.all) {
      const reason = ruledOutBy(part, facts)
      if (reason) return reason
    }
    return null
  }
  let first: Text | null = null
  for (const part of platform.any) {
    const reason = ruledOutBy(part, facts)
    if (!reason) return null
    first ??= reason
  }
  return first
}
