/** Where the files around a directory, and the Go that runs there, do not agree. */
import type { ContextName } from '../probes/sessions.ts'
import { compareGover, isGover, versionOfToolchain } from './gover.ts'
import { fitsPin, type GoFile, type Pin, type Project } from './project.ts'
import { versionIn } from '../probes/go-program.ts'
import { isBeyond, type KnownReleases } from './known-releases.ts'
import type { Outcome, WhyHere } from './why.ts'
import type { WrongGoroot } from './wrong-goroot.ts'

export type Conflict =
  /** The toolchain line is no name of a Go; `instead` is the one that it begins with, where that would be enough. */
  | { readonly kind: 'broken-line'; readonly file: GoFile; readonly instead: string | null }
  /** A line asks for a release that nothing is known of. */
  | {
      readonly kind: 'unknown-release'
      readonly file: GoFile
      readonly line: string
      /** The newest that is known, and when that was so. */
      readonly newest: string
      readonly asOf: string
    }
  /** Two files for version managers name different versions. */
  | { readonly kind: 'pins'; readonly first: Pin; readonly second: Pin }
  /** A file for a version manager names a version that is older than the go line. */
  | { readonly kind: 'pin-too-old'; readonly pin: Pin; readonly file: GoFile }
  /** What runs in the person's terminal is not what a file for a version manager names. */
  | { readonly kind: 'pin-not-followed'; readonly pin: Pin; readonly runs: string }
  /** The go.work that counts asks for less than the module in it, which Go refuses. */
  | { readonly kind: 'workspace-too-old'; readonly workspace: GoFile; readonly module: GoFile }
  /** GOROOT leads elsewhere than PATH. */
  | { readonly kind: 'goroot'; readonly contexts: readonly ContextName[]; readonly wrong: WrongGoroot }
  /** Sessions run different toolchains here. */
  | { readonly kind: 'sessions'; readonly toolchains: readonly string[] }

export const findConflicts = (
  { pins, module, workspace }: Project,
  contexts: readonly Pick<WhyHere, 'context' | 'file' | 'outcome'>[],
  known: KnownReleases | null,
): readonly Conflict[] => {
  const conflicts: Conflict[] = filesOf(contexts).flatMap((file) => [
    ...brokenLine(file),
    ...unknownReleases(file, known),
  ])
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
  for (const { outcome } of contexts) {
    if (outcome.kind !== 'refused' || outcome.because !== 'goroot') continue
    const same = (other: Outcome): boolean => JSON.stringify(other) === JSON.stringify(outcome)
    if (conflicts.some((conflict) => conflict.kind === 'goroot' && same(conflict.wrong))) continue
    const having = contexts.filter((here) => same(here.outcome)).map(({ context }) => context)
    conflicts.push({ kind: 'goroot', contexts: having, wrong: outcome })
  }
  const toolchains = [...new Set(contexts.map(({ outcome }) => toolchainOf(outcome)).filter((name) => name !== null))]
  if (toolchains.length > 1) conflicts.push({ kind: 'sessions', toolchains })
  return conflicts
}

/** The files that the go of some session reads, each once. */
const filesOf = (contexts: readonly Pick<WhyHere, 'file' | 'outcome'>[]): readonly GoFile[] => {
  const read = contexts.flatMap(({ file, outcome }) =>
    file && !(outcome.kind === 'runs' && outcome.because === 'modules-off') ? [file] : [],
  )
  return [...new Map(read.map((file) => [file.path, file])).values()]
}

const brokenLine = (file: GoFile): readonly Conflict[] => {
  const { go, toolchain } = file
  if (toolchain === '' || toolchain === 'default' || versionOfToolchain(toolchain) !== '') return []
  const begin = versionIn(toolchain)
  const isEnough = begin !== null && compareGover(versionOfToolchain(begin), go) >= 0
  return [{ kind: 'broken-line', file, instead: isEnough ? begin : null }]
}

const unknownReleases = (file: GoFile, known: KnownReleases | null): readonly Conflict[] => {
  const newest = known?.newest[0]?.version.name
  if (!known || newest === undefined) return []
  return [
    { line: `go ${file.go}`, version: file.go },
    { line: `toolchain ${file.toolchain}`, version: versionOfToolchain(file.toolchain) },
  ].flatMap(({ line, version }) =>
    isGover(version) && isBeyond(version, known)
      ? [{ kind: 'unknown-release', file, line, newest, asOf: known.asOf } as const]
      : [],
  )
}

/** What runs in the end; null where nothing would. */
export const toolchainOf = (outcome: WhyHere['outcome']): string | null =>
  outcome.kind === 'runs' || (outcome.kind === 'downloads' && outcome.forbiddenBy === null) ? outcome.toolchain : null

/** Whether one version could be both; words like `latest` are not compared. */
const agree = (a: string, b: string): boolean =>
  a === b || !isGover(a) || !isGover(b) || fitsPin(a, b) === true || fitsPin(b, a) === true
