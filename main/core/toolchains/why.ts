/** Which Go runs in a directory, for each session, and why. */
import { valueOr, type ReadableHost } from '../host.ts'
import { cachedIn } from '../probes/cached-toolchains.ts'
import { goarchOf } from '../probes/facts.ts'
import { goPathsOf, goSettingOf, parseGoEnvFile, situationOf, type GoSituation } from '../probes/go-paths.ts'
import { identifyGo, type GoProgram } from '../probes/go-program.ts'
import { firstOnPath } from '../probes/on-path.ts'
import { readContexts, type ContextName } from '../probes/sessions.ts'
import { chooseToolchain, type Choice, type Reason } from './choose-toolchain.ts'
import { findConflicts, type Conflict } from './conflicts.ts'
import { compareGover, versionOfToolchain } from './gover.ts'
import { readKnownReleases } from './known-releases.ts'
import { readMissing, type Missing } from './missing.ts'
import { directoryOf, readGoFile, readProject, type GoFile, type Project } from './project.ts'
import { wrongGoroot, type WrongGoroot } from './wrong-goroot.ts'

/** A setting of Go that counts here, and who gives it its value. */
export interface EffectiveSetting {
  readonly name: string
  readonly value: string
  readonly setBy: 'environment' | 'file' | 'tree'
  /** The file; null for the environment. */
  readonly path: string | null
}

export type Outcome =
  | { readonly kind: 'no-go' }
  /** What stands in for go (a shim) starts none here, or would not say which. */
  | { readonly kind: 'silent'; readonly problem: string | null }
  | {
      readonly kind: 'runs'
      /** e.g. `go1.26.8`. */
      readonly toolchain: string
      /** The go command itself, a program on PATH of that name, or one that was downloaded before. */
      readonly from: 'own' | 'path' | 'cache'
      readonly path: string
      readonly because: Reason
      /** What the go line asks for, where this toolchain is older and will refuse. */
      readonly tooOldFor: string | null
    }
  | {
      readonly kind: 'downloads'
      readonly toolchain: string
      readonly because: Reason
      /** The setting that forbids it; null where nothing is known to. */
      readonly forbiddenBy: EffectiveSetting | null
      readonly tooOldFor: string | null
    }
  /** It would have to be on PATH, and is not. */
  | { readonly kind: 'not-on-path'; readonly toolchain: string; readonly because: Reason }
  | {
      readonly kind: 'refused'
      readonly because: 'setting' | 'go-line' | 'toolchain-line' | 'workspace-setting' | 'file'
      readonly value: string
    }
  | {
      readonly kind: 'refused'
      /** A file has something that go cannot parse. */
      readonly because: 'syntax'
      /** What would run, and cannot. */
      readonly toolchain: string
      /** Which file, where, and what: `/a/go.mod:3: unknown directive: garbage`. */
      readonly value: string
      /** The first Go that understands it; null where none does. */
      readonly understoodSince: string | null
    }
  | WrongGoroot

export interface WhyHere {
  readonly context: ContextName
  /** The `go` that PATH leads to; null where it leads to none. */
  readonly go: GoProgram | null
  /** GOTOOLCHAIN; null where nothing sets it. */
  readonly setting: EffectiveSetting | null
  /** GOWORK, which says whether a go.work counts; null where nothing sets it. */
  readonly workspaceSetting: EffectiveSetting | null
  /** The go.work or go.mod that counts. */
  readonly file: GoFile | null
  readonly outcome: Outcome
}

export interface Why {
  readonly directory: string
  readonly project: Project
  /** The sessions that could be asked. */
  readonly contexts: readonly WhyHere[]
  readonly conflicts: readonly Conflict[]
  /** What the project needs and no new session would run as things are; null where nothing is, or none of its line is known. */
  readonly missing: Missing | null
}

/** `directory` is absolute, without `.` or `..`. Null where it is no directory. */
export const readWhy = async (host: ReadableHost, directory: string): Promise<Why | null> => {
  const status = await host.status(directory)
  if (!status.ok || status.value.kind !== 'directory') return null
  const [project, sessions] = await Promise.all([readProject(host, directory), readContexts(host)])
  const asked = sessions.flatMap(({ name, environment }) => (environment ? [{ name, environment }] : []))
  const contexts = await Promise.all(
    asked.map(({ name, environment }) => readWhyIn(host, directory, project, name, environment)),
  )
  return {
    directory,
    project,
    contexts,
    conflicts: findConflicts(project, contexts, contexts.some(asksForMore) ? await readKnownReleases(host) : null),
    missing: await readMissing(host, contexts),
  }
}

/** Whether the file that counts names a newer Go than the one that reads it. */
const asksForMore = ({ go, file }: WhyHere): boolean =>
  file !== null &&
  [file.go, versionOfToolchain(file.toolchain)].some(
    (version) => compareGover(version, versionOfToolchain(go?.version ?? '')) > 0,
  )

const readWhyIn = async (
  host: ReadableHost,
  directory: string,
  project: Project,
  context: ContextName,
  environment: Readonly<Record<string, string>>,
): Promise<WhyHere> => {
  const situation = await situationOf(host, context, environment, null)
  const found = environment.PATH === undefined ? null : await firstOnPath(host, environment.PATH, 'go')
  if (!found) {
    const file = project.workspace ?? project.module
    return { context, go: null, setting: null, workspaceSetting: null, file, outcome: { kind: 'no-go' } }
  }
  const go = await identifyGo(host, found, environment, directory)
  const ofTree = await readTreeSettings(host, situation, go.goroot)
  const settingOf = (name: string): EffectiveSetting | null => {
    const value = goSettingOf(situation, name)
    if (value) return { name, ...value, path: value.setBy === 'file' ? (situation.file?.path ?? null) : null }
    const kept = ofTree.values[name]
    return kept ? { name, value: kept, setBy: 'tree', path: ofTree.path } : null
  }
  const [setting, workspaceSetting] = [settingOf('GOTOOLCHAIN'), settingOf('GOWORK')]
  const gowork = workspaceSetting?.value ?? ''
  const file = await governing(host, project, gowork)
  const here = { context, go, setting, workspaceSetting, file }
  if (go.version === null) return { ...here, outcome: { kind: 'silent', problem: go.problem } }
  if (gowork !== '' && gowork !== 'auto' && gowork !== 'off' && !gowork.startsWith('/')) {
    return { ...here, outcome: { kind: 'refused', because: 'workspace-setting', value: gowork } }
  }
  const modules = goSettingOf(situation, 'GO111MODULE')?.value ?? ''
  const choice = chooseToolchain({
    own: go.version,
    setting: setting?.value ?? '',
    isModulesOff: modules === 'off' || (modules === 'auto' && !project.module),
    lines: file,
  })
  const readsFile = choice.because !== 'cannot-switch' && choice.because !== 'modules-off'
  if (file?.problem && readsFile) return { ...here, outcome: { kind: 'refused', because: 'file', value: file.path } }
  const outcome = await follow(host, choice, go, go.version, environment, situation, settingOf)
  const goroot = settingOf('GOROOT')
  const wrong = goroot && (await wrongGoroot(host, goroot, go, outcome))
  if (wrong) return { ...here, outcome: wrong }
  return { ...here, outcome: choice.because === 'modules-off' ? outcome : parsed(outcome, file, project.module) }
}

/** What comes of `outcome` once the Go that was chosen has read the files that count. */
const parsed = (outcome: Outcome, file: GoFile | null, module: GoFile | null): Outcome => {
  const isEnough = (outcome.kind === 'runs' || outcome.kind === 'downloads') && outcome.tooOldFor === null
  if (!isEnough || (outcome.kind === 'downloads' && outcome.forbiddenBy)) return outcome
  const version = versionOfToolchain(outcome.toolchain)
  const read = [file, module && file?.uses.includes(directoryOf(module.path)) ? module : null]
  for (const each of read) {
    const found = each?.mistakes.find(
      ({ understoodSince }) => understoodSince === null || compareGover(version, understoodSince) < 0,
    )
    if (!each || !found) continue
    const place = found.line === null ? each.path : `${each.path}:${found.line}`
    const { says, understoodSince } = found
    return {
      kind: 'refused',
      because: 'syntax',
      toolchain: outcome.toolchain,
      value: `${place}: ${says}`,
      understoodSince,
    }
  }
  return outcome
}

/** The file that a go command reads: go.work, unless GOWORK says otherwise, before go.mod. */
const governing = async (host: ReadableHost, project: Project, gowork: string): Promise<GoFile | null> => {
  if (gowork === 'off') return project.module
  if (gowork === '' || gowork === 'auto') return project.workspace ?? project.module
  if (!gowork.startsWith('/') || !(await host.status(gowork)).ok) return project.module
  return readGoFile(host, gowork, 'go.work')
}

/** `$GOROOT/go.env`, where GOROOT may lead elsewhere than to the tree of the go command. */
const readTreeSettings = async (
  host: ReadableHost,
  situation: GoSituation,
  goroot: string | null,
): Promise<{ readonly path: string; readonly values: Readonly<Record<string, string>> }> => {
  const root = goSettingOf(situation, 'GOROOT')?.value ?? goroot
  const path = `${root ?? ''}/go.env`
  return { path, values: root === null ? {} : parseGoEnvFile(valueOr(await host.readText(path), '')) }
}

/** Where the chosen toolchain comes from, in the order in which the go command looks. */
const follow = async (
  host: ReadableHost,
  choice: Choice,
  go: GoProgram,
  version: string,
  environment: Readonly<Record<string, string>>,
  situation: GoSituation,
  settingOf: (name: string) => EffectiveSetting | null,
): Promise<Outcome> => {
  if (choice.kind === 'refused') return choice
  const { because, tooOldFor } = choice
  if (choice.kind === 'own') {
    return { kind: 'runs', toolchain: version, from: 'own', path: go.goroot ?? go.path, because, tooOldFor }
  }
  const toolchain = choice.name
  const program = await firstOnPath(host, environment.PATH ?? '', toolchain)
  if (program) return { kind: 'runs', toolchain, from: 'path', path: program, because, tooOldFor }
  if (choice.pathOnly) return { kind: 'not-on-path', toolchain, because }
  const platform = `linux-${goarchOf(host.kernel()?.machine ?? null) ?? 'amd64'}`
  const cache = goPathsOf(situation).find(({ name }) => name === 'modules')?.path
  const cached = cache === undefined ? [] : await cachedIn(host, cache)
  const tree = cached.find((each) => each.name === toolchain && each.platform === platform)?.tree
  if (tree !== undefined) return { kind: 'runs', toolchain, from: 'cache', path: tree, because, tooOldFor }
  const forbiddenBy = ['GOPROXY', 'GOSUMDB'].map(settingOf).find((each) => each?.value === 'off') ?? null
  return { kind: 'downloads', toolchain, because, forbiddenBy, tooOldFor }
}
