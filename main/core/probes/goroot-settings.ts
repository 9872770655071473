/** Every place that sets GOROOT for this person, and what it leads to (K02). */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { startedByGo } from './ancestors.ts'
import { readGoInstalls } from './go-installs.ts'
import { readGoenvFile } from './goenv-file.ts'
import { identifyGo, readVersionFile } from './go-program.ts'
import { firstOnPath } from './on-path.ts'
import { readContexts, type Context } from './sessions.ts'
import { assignmentsOf, readStartFiles, type Assignment } from './start-files.ts'
import { readVscodeGoroots } from './vscode-settings.ts'

export type GorootPlace =
  | { readonly kind: 'context'; readonly context: Context }
  | { readonly kind: 'line'; readonly assignment: Assignment }
  /** `go env -w`; `go` is a command that can be asked to forget it. */
  | { readonly kind: 'goenv'; readonly path: string; readonly line: number; readonly go: string | null }
  | { readonly kind: 'vscode'; readonly path: string; readonly line: number }

export type TreeState =
  /** Nothing is there. */
  | 'absent'
  /** No pkg/tool: not a Go tree, or half of one. */
  | 'no-tools'
  | 'no-sources'
  /** Another version than the go that runs: its compiler refuses. */
  | 'other-version'
  /** Another tree of the same version. */
  | 'same-version'
  /** The tree of the go that runs. */
  | 'same'
  /** In the care of a version manager, which moves it along with its go. */
  | 'managed'
  /** A whole tree that VS Code runs in place of the go on PATH. */
  | 'own-go'
  /** A whole tree, and no go to hold it against. */
  | 'alone'
  /** Only running the file would tell the value, or the system refused to show the tree. */
  | 'unknown'

export interface GorootSetting {
  readonly place: GorootPlace
  /** Null where only running the file would tell. */
  readonly value: string | null
  readonly state: TreeState
  /** Version of the tree it leads to. */
  readonly version: string | null
  /** The tree of the go that runs there; null where none does. */
  readonly expected: string | null
  readonly goVersion: string | null
  /** Whether some session that was asked has it; on a mounted disk, where none can be asked, true. */
  readonly isInEffect: boolean
}

export interface GorootSettings {
  readonly settings: readonly GorootSetting[]
  /** Sessions without GOROOT, and those that could not be asked. */
  readonly unasked: readonly Context[]
  /** The files that were looked into. */
  readonly files: readonly string[]
  /** A go command started this app, and so set GOROOT for it. */
  readonly startedByGo: boolean
  readonly canAsk: boolean
}

interface Reference {
  readonly goroot: string | null
  readonly version: string | null
  readonly path: string
}

export const readGorootSettings = probe(async (host): Promise<GorootSettings> => {
  const [contexts, files, installs, goenv, vscode, isStartedByGo] = await Promise.all([
    readContexts(host),
    readStartFiles(host),
    readGoInstalls(host),
    readGoenvFile(host),
    readVscodeGoroots(host),
    startedByGo(host),
  ])
  const first = installs.installs[0]
  const usual: Reference | null = first
    ? { goroot: first.goroot, version: first.version, path: `${first.goroot}/bin/go` }
    : null
  const references = new Map(
    await Promise.all(contexts.map(async (context) => [context, (await runsIn(host, context)) ?? usual] as const)),
  )
  const best = contexts.find(({ name }) => name === 'interactive') ?? contexts[0]
  const reference = (best && references.get(best)) ?? usual

  const counted = contexts.filter(({ name }) => !(name === 'app' && isStartedByGo))
  const having = counted.filter(({ environment }) => environment?.GOROOT)
  const judge = async (
    place: GorootPlace,
    value: string | null,
    against: Reference | null,
    isInEffect: boolean,
  ): Promise<GorootSetting> => ({
    place,
    value,
    ...(await lookAt(host, value, against, place.kind === 'vscode')),
    expected: against?.goroot ?? null,
    goVersion: against?.version ?? null,
    isInEffect,
  })
  const settings = await Promise.all([
    ...having.map((context) =>
      judge({ kind: 'context', context }, context.environment?.GOROOT ?? '', references.get(context) ?? null, true),
    ),
    ...assignmentsOf(files, 'GOROOT').map((assignment) => {
      const isInEffect =
        !host.canRun ||
        having.some(({ environment }) => assignment.value === null || environment?.GOROOT === assignment.value)
      return judge({ kind: 'line', assignment }, assignment.value, reference, isInEffect)
    }),
    ...(goenv?.entries ?? []).flatMap(({ name, value, line }) =>
      name === 'GOROOT' && value !== ''
        ? [
            judge(
              { kind: 'goenv', path: goenv?.path ?? '', line, go: reference?.path ?? null },
              value,
              reference,
              !host.canRun || counted.some(({ environment }) => environment && !environment.GOROOT),
            ),
          ]
        : [],
    ),
    ...vscode.map(({ path, line, value }) => judge({ kind: 'vscode', path, line }, value, reference, true)),
  ])
  return {
    settings,
    unasked: counted.filter((context) => !having.includes(context)),
    files: [...files.map(({ path }) => path), ...(goenv ? [goenv.path] : [])],
    startedByGo: isStartedByGo && contexts.some(({ name, environment }) => name === 'app' && environment?.GOROOT),
    canAsk: host.canRun,
  }
})

/** The go that a session runs, without what GOROOT does to it. */
const runsIn = async (host: ReadableHost, context: Context): Promise<Reference | null> => {
  const path = context.environment?.PATH
  const found = path === undefined ? null : await firstOnPath(host, path, 'go')
  if (!found) return null
  const go = await identifyGo(host, found, context.environment)
  return { goroot: go.goroot, version: go.version, path: go.path }
}

const lookAt = async (
  host: ReadableHost,
  value: string | null,
  reference: Reference | null,
  isVscode: boolean,
): Promise<Pick<GorootSetting, 'state' | 'version'>> => {
  if (value === null) return { state: 'unknown', version: null }
  const found = await judgeGoroot(host, value, reference)
  if (found.state === 'absent' || found.state === 'unknown') return found
  if (isInCareOfManager(value, host)) return { ...found, state: 'managed' }
  const isOther = found.state === 'same-version' || found.state === 'other-version'
  return isVscode && isOther ? { ...found, state: 'own-go' } : found
}

/** What a GOROOT leads to, held against the tree of the go that runs with it. */
export const judgeGoroot = async (
  host: ReadableHost,
  value: string,
  reference: Pick<Reference, 'goroot' | 'version'> | null,
): Promise<{ readonly state: Exclude<TreeState, 'managed' | 'own-go'>; readonly version: string | null }> => {
  const tree = value.startsWith('/') ? await host.status(value) : null
  if (!tree || (!tree.ok && tree.why === 'absent') || (tree.ok && tree.value.kind !== 'directory')) {
    return { state: 'absent', version: null }
  }
  if (!tree.ok) return { state: 'unknown', version: null }
  const [tools, sources, version, real] = await Promise.all([
    host.status(`${value}/pkg/tool`),
    host.status(`${value}/src/runtime`),
    readVersionFile(host, value),
    host.realPath(value),
  ])
  if (!tools.ok) return { state: 'no-tools', version }
  if (!sources.ok) return { state: 'no-sources', version }
  const known = reference?.goroot ?? null
  if (known === null) return { state: 'alone', version }
  if (valueOr(real, value) === known) return { state: 'same', version }
  const status = await host.status(known)
  if (status.ok && tree.value.identity !== null && status.value.identity === tree.value.identity) {
    return { state: 'same', version }
  }
  return { state: version !== null && version === reference?.version ? 'same-version' : 'other-version', version }
}

const isInCareOfManager = (value: string, host: ReadableHost): boolean => {
  const { GVM_ROOT: gvm, GOENV_ROOT: goenv } = host.environment()
  if ([gvm, goenv].some((root) => root?.startsWith('/') && value.startsWith(`${root}/`))) return true
  return /\/(\.gvm|\.goenv|\.asdf|mise\/installs)\//.test(value)
}
