/** Which Go runs, told once for all sessions that have the same answer. Pure. */
import type { GoWhy, Text } from '#contract'

type Session = GoWhy['sessions'][number]

export interface SessionGroup extends Omit<Session, 'title'> {
  readonly titles: readonly Text[]
}

/** Sessions with the same answer, in the order of the first of them. */
export const sessionGroups = (sessions: readonly Session[]): readonly SessionGroup[] => {
  const groups = new Map<string, SessionGroup>()
  for (const { title, ...answer } of sessions) {
    const key = JSON.stringify(answer)
    groups.set(key, { ...answer, titles: [...(groups.get(key)?.titles ?? []), title] })
  }
  return [...groups.values()]
}
