/** What remains where an installation failed, as the page shows it: what it can plan itself, else a command to copy. */
import type { Way as ShownWay } from '#contract'
import type { GoVersion } from '../toolchains/go-version.ts'
import type { Way } from '../toolchains/remaining-ways.ts'
import { everybody } from './available-versions.ts'

/** The versions there are stand on the same screen, so that way is none here. */
export const otherWays = (ways: readonly Way[], version: GoVersion): readonly ShownWay[] =>
  ways
    .filter(({ kind }) => kind !== 'list')
    .map(({ kind, text, command }) =>
      kind === 'everybody'
        ? { text, command: null, instead: { kind: 'install', version: version.name, scope: 'user', source: everybody } }
        : { text, command, instead: null },
    )
