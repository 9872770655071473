/** Where the files around a directory, and the Go that runs there, do not agree. */
import { compareGover, isGover, versionOfToolchain } from './gover.ts'
import { fitsPin, type GoFile, type Pin, type Project } from './project.ts'
import type { WhyHere } from './why.ts'

export type Conflict =
  /** Two files for version managers name different versions. */
  | { readonly kind: 'pins'; readonly first: Pin; readonly second: Pin }
  /** A file for a version manager names a version that is older than the go line. */
  | { readonly kind: 'pin-too-old'; readonly pin: Pin; readonly file: GoFile }
  /** What runs in the person's terminal is not what a file for a version manager names. */
  | { readonly kind: 'pin-not-followed'; readonly pin: Pin; readonly runs: string }
  /** The go.work that counts asks for less than the module in it, which Go refuses. */
  | { readonly kind: 'workspace-too-old'; readonly workspace: GoFile; readonly module: GoFile }
  /** Sessions run different toolchains here. */
  | { readonly kind: 'sessions'; readonly toolchains: readonly string[] }

export const findConflicts = (
  { pins, module, workspace }: Project,
  contexts: readonly Pick<WhyHere, 'context' | 'file' | 'outcome'>[],
): readonly Conflict[] => {
  const conflicts: Conflict[] = []
  for (const [index, first] of pins.entries()) {
    const second = pins.slice(index + 1).find(({ version }) => !agree(first.version, version))
    if (second) conflicts.push({ kind: 'pins', first, second })
  }
  const person = contexts.find(({ context }) => context === 'interactive') ?? contexts[0]
  const file = person?.file ?? module
  for (const pin of pins) {
    if (file && isGover(pin.version) && isGover(file.go) && fitsPin(pin.version, file.go) !== true) {
      if (compareGover(pin.version, file.go) < 0) conflicts.push({ kind: 'pin-too-old', pin, file })
    }
    const runs = person ? toolchainOf(person.outcome) : null
    if (runs !== null && fitsPin(pin.version, versionOfToolchain(runs)) === false) {
      conflicts.push({ kind: 'pin-not-followed', pin, runs })
    }
  }
  const usesWorkspace = contexts.some((here) => here.file?.path === workspace?.path)
  if (workspace && module && usesWorkspace && workspace.problem === null && compareGover(module.go, workspace.go) > 0) {
    conflicts.push({ kind: 'workspace-too-old', workspace, module })
  }
  const toolchains = [...new Set(contexts.map(({ outcome }) => toolchainOf(outcome)).filter((name) => name !== null))]
  if (toolchains.length > 1) conflicts.push({ kind: 'sessions', toolchains })
  return conflicts
}

/** What runs in the end; null where nothing would. */
export const toolchainOf = (outcome: WhyHere['outcome']): string | null =>
  outcome.kind === 'runs' || (outcome.kind === 'downloads' && outcome.forbiddenBy === null) ? outcome.toolchain : null

/** Whether one version could be both; words like `latest` are not compared. */
const agree = (a: string, b: string): boolean =>
  a === b || !isGover(a) || !isGover(b) || fitsPin(a, b) === true || fitsPin(b, a) === true
