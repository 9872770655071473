/** Which Go runs in a directory, as the page shows it. */
import type { GoWhy } from '#contract'
import { contextTexts } from '../probes/sessions.ts'
import { toolchainOf } from '../toolchains/conflicts.ts'
import type { Project } from '../toolchains/project.ts'
import { conflictText, hereTexts, missingText } from '../toolchains/why-text.ts'
import type { Why } from '../toolchains/why.ts'

export const whyOf = (why: Why, idOf: (path: string) => string): GoWhy => ({
  directory: why.directory,
  sessions: why.contexts.map((here) => ({
    title: contextTexts[here.context],
    toolchain: toolchainOf(here.outcome),
    because: [...hereTexts(here, why.contexts)],
  })),
  pins: pinsOf(why.project),
  conflicts: why.conflicts.map((conflict) => conflictText(conflict)),
  missing: why.missing && {
    version: `go${why.missing.version}`,
    id: why.missing.ownTree === null ? null : idOf(why.missing.ownTree),
    reason: missingText(why.missing),
  },
})

const pinsOf = ({ workspace, module, pins }: Project): GoWhy['pins'] => [
  ...[workspace, module]
    .filter((file) => file !== null)
    .flatMap(({ path, go, toolchain }) => [
      ...(go === '' ? [] : [{ path, line: `go ${go}` }]),
      ...(toolchain === '' ? [] : [{ path, line: `toolchain ${toolchain}` }]),
    ]),
  ...pins.map(({ path, version }) => ({ path, line: version })),
]
