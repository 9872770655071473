/** The Go project that the app was started in: which Go runs there, and what is in the way. */
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readWorkingDirectory } from '../probes/working-directory.ts'
import { readProject } from './project.ts'
import { readWhy, type Why, type WhyHere } from './why.ts'

export interface ProjectHere {
  /** Null on a mounted disk, and where the directory was removed. */
  readonly directory: string | null
  /** Null where the directory belongs to no module and no workspace. */
  readonly why: Why | null
}

/** No session is asked anything outside a project. */
export const readProjectHere = probe(async (host: ReadableHost): Promise<ProjectHere> => {
  const directory = await readWorkingDirectory(host)
  if (directory === null) return { directory, why: null }
  const { module, workspace } = await readProject(host, directory)
  return { directory, why: module || workspace ? await readWhy(host, directory) : null }
})

export type Trouble = 'held' | 'old' | 'too-old' | 'forbidden' | 'not-on-path' | 'refused'

/** Why nothing can be built in a session; null where it can, and where there is no go at all. */
export const troubleOf = ({ outcome, setting }: WhyHere): Trouble | null => {
  switch (outcome.kind) {
    case 'runs':
    case 'downloads':
      if (outcome.tooOldFor !== null) {
        if (outcome.because === 'cannot-switch') return 'old'
        return outcome.because === 'setting' && setting ? 'held' : 'too-old'
      }
      return outcome.kind === 'downloads' && outcome.forbiddenBy ? 'forbidden' : null
    case 'not-on-path':
    case 'refused':
      return outcome.kind
    case 'no-go':
    case 'silent':
      return null
  }
}

/** The first session with trouble, the terminal before others. */
export const worstOf = ({ contexts }: Why): WhyHere | null => {
  const rank = ({ context }: WhyHere): number => ['interactive', 'login', 'app', 'systemd-user'].indexOf(context)
  return [...contexts].sort((a, b) => rank(a) - rank(b)).find((here) => troubleOf(here) !== null) ?? null
}
