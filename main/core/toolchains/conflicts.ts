/** Where the files around a directory, and the Go that runs there, do not agree. */
import type { ContextName } from '../probes/sessions.ts'
import { compareGover, isGover, versionOfToolchain } from './gover.ts'
import { fitsPin, type GoFile, type Pin, type Project } from './project.ts'
import { versionIn } from '../probes/go-program.ts'
import { isBeyond, type KnownReleases } from './known-releases.ts'
import type { EffectiveSetting, WhyHere } from './why.ts'
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
  /** Sessions have another GOWORK, so that not the same file counts in all of them. */
  | { readonly kind: 'gowork'; readonly groups: readonly WorkspaceGroup[] }
  /** Sessions run different toolchains here. */
  | { readonly kind: 'sessions'; readonly groups: readonly ToolchainGroup[] }

export interface WorkspaceGroup {
  readonly setting: EffectiveSetting | null
  /** The go.work or go.mod that counts; null for none. */
  readonly file: string | null
  readonly contexts: readonly ContextName[]
}

export interface ToolchainGroup {
  readonly toolchain: string
  readonly contexts: readonly ContextName[]
}

export const findConflicts = (
  { pins, module, workspace }: Project,
  contexts: readonly Pick<WhyHere, 'context' | 'go' | 'workspaceSetting' | 'file' | 'outcome'>[],
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
  for (const { outcome, contexts: having } of grouped(contexts, ({ outcome }) => ({ outcome }))) {
    if (outcome.kind !== 'refused' || outcome.because !== 'goroot') continue
    conflicts.push({ kind: 'goroot', contexts: having, wrong: outcome })
  }
  const asked = contexts.filter(({ go }) => go !== null)
  const byWorkspace = grouped(asked, ({ workspaceSetting, file }) => ({
    setting: workspaceSetting,
    file: file?.path ?? null,
  }))
  const isSameSetting = new Set(byWorkspace.map(({ setting }) => setting?.value)).size < 2
  const isSameFile = new Set(byWorkspace.map(({ file }) => file)).size < 2
  if (!isSameSetting && !isSameFile) conflicts.push({ kind: 'gowork', groups: byWorkspace })
  const byToolchain = grouped(contexts, ({ outcome }) => ({ toolchain: toolchainOf(outcome) })).flatMap(
    ({ toolchain, contexts }) => (toolchain === null ? [] : [{ toolchain, contexts }]),
  )
  if (byToolchain.length > 1) conflicts.push({ kind: 'sessions', groups: byToolchain })
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

/** The sessions of which the same holds, in the order of the first of each. */
const grouped = <Here extends { readonly context: ContextName }, Shared extends object>(
  all: readonly Here[],
  sharedOf: (here: Here) => Shared,
): readonly (Shared & { readonly contexts: readonly ContextName[] })[] => {
  const groups = new Map<string, Shared & { readonly contexts: readonly ContextName[] }>()
  for (const here of all) {
    const shared = sharedOf(here)
    const key = JSON.stringify(shared)
    groups.set(key, { ...shared, contexts: [...(groups.get(key)?.contexts ?? []), here.context] })
  }
  return [...groups.values()]
}

/** What runs in the end; null where nothing would. */
export const toolchainOf = (outcome: WhyHere['outcome']): string | null =>
  outcome.kind === 'runs' || (outcome.kind === 'downloads' && outcome.forbiddenBy === null) ? outcome.toolchain : null

/** Whether one version could be both; words like `latest` are not compared. */
const agree = (a: string, b: string): boolean =>
  a === b || !isGover(a) || !isGover(b) || fitsPin(a, b) === true || fitsPin(b, a) === true
