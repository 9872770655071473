/** What `groundwork go path` does on this machine: PATH for this person, or for the whole system. */
import { stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { Text } from '#contract'
import { valueOr, type ReadableHost } from './core/host.ts'
import { firstOnPath, isProgram, systemPath } from './core/probes/on-path.ts'
import { sentence } from './core/sentence.ts'
import { remembering } from './core/remembering.ts'
import { interruptedText, noHomeText, systemText } from './core/toolchains/changed.ts'
import { readDoubt } from './core/toolchains/doubt.ts'
import type { PathActions } from './core/toolchains/path-actions.ts'
import {
  askOwnShells,
  askSystemShell,
  isBeaten,
  judgeAnswers,
  readSessionGos,
  type ShellAnswers,
} from './core/toolchains/path-answers.ts'
import type { GoVersion } from './core/toolchains/go-version.ts'
import { blockOf } from './core/toolchains/path-block.ts'
import { readPathFiles, type PathFile } from './core/toolchains/path-files.ts'
import { withoutSilentShells, type PathPlan } from './core/toolchains/path-plan.ts'
import { noFilesText, noGoText, rolledBackText, sharedRecordText } from './core/toolchains/path-text.ts'
import {
  installAsRoot,
  movedAsideText,
  removeAsRoot,
  rootChange,
  switchAsRoot,
  writeAsRoot,
  type RootChange,
  type RootStep,
} from './core/toolchains/root-change.ts'
import { asideOf } from './host/install/aside.ts'
import { systemLayout, treePath, type Layout } from './host/install/layout.ts'
import { takeLock } from './host/install/lock.ts'
import { createPathRecord, type PathRecord } from './host/install/path-record.ts'
import { applyPathPlan, planAddition, planRemoval, type PathAim } from './host/install/shell-files.ts'
import { readLinkState } from './host/install/switch-link.ts'
import { isThere } from './host/is-there.ts'
import { createLocalHost } from './host/local.ts'
import { readOwnProgram } from './host/own-program.ts'
import { whyShared } from './host/private-directory.ts'

const systemFile = '/etc/profile.d/groundwork-go.sh'

const systemAim: PathAim = {
  directory: `${systemLayout.link}/bin`,
  undo: 'groundwork go path --remove --system',
  root: '/',
}

/** What was remembered from before an edit is no answer after it. */
const freshHost = (): ReadableHost => remembering(createLocalHost())

/** `placeFor` answers where the Go of a scope is; null where there is no place for one. */
export const createPathHere = (
  placeFor: (isSystem: boolean) => Layout | null,
  environment: Readonly<Record<string, string>>,
): PathActions => {
  const aimOf = (isSystem: boolean): PathAim | null => {
    if (isSystem) return systemAim
    const layout = placeFor(false)
    return (
      layout && {
        directory: `${layout.link}/bin`,
        undo: 'groundwork go path --remove',
        root: environment.HOME ?? '/',
      }
    )
  }
  /** What is done to the whole system is on record with root, who may have no HOME in a service or a container. */
  const recordFor = (isSystem: boolean): PathRecord | null =>
    createPathRecord(environment) ?? (isSystem ? createPathRecord({ HOME: userInfo().homedir }) : null)
  const ask = (isSystem: boolean): Promise<ShellAnswers> =>
    isSystem ? askSystemShell(freshHost()) : askOwnShells(freshHost())

  return {
    plan: async (kind, isSystem, isGoComing = false) => {
      const host = freshHost()
      const aim = aimOf(isSystem)
      const record = recordFor(isSystem)
      if (aim === null || record === null) return { kind: 'impossible', text: noHomeText }
      if (kind === 'add' && !isGoComing && !(await isProgram(host, `${aim.directory}/go`)))
        return { kind: 'impossible', text: noGoText(`${aim.directory}/go`) }
      const found = isSystem
        ? ({ kind: 'files', files: await systemFiles(host) } as const)
        : await readPathFiles(host, aim.directory)
      if (found.kind !== 'files' && (kind === 'add' || found.kind === 'other-home'))
        return { kind: 'impossible', text: noFilesText(found, aim.directory) }
      const files = found.kind === 'files' ? found.files : []
      const before = await (isSystem ? askSystemShell(host) : askOwnShells(host))
      // What the record says is done to files: it must not be another user's word.
      const shared = await whyShared(record.directory)
      if (shared !== null) return { kind: 'impossible', text: sharedRecordText(record.directory, shared) }
      if (kind === 'remove') return { kind: 'plan', plan: await planRemoval(files, aim, record), before }
      const silent = { login: silenceOf(before.login), terminal: silenceOf(before.terminal) }
      const plan = await planAddition(files, aim, record, ({ readBy }) =>
        isBeaten({ login: before.login, terminal: before.terminal, desktop: undefined }[readBy], aim.directory),
      )
      return { kind: 'plan', plan: withoutSilentShells(plan, silent), before }
    },
    apply: async ({ plan, before }, isSystem, signal) => {
      const record = recordFor(isSystem)
      if (record === null) return noHomeText
      const path = await record.prepareLock().catch((error: unknown) => ({ why: String(error) }))
      if (typeof path !== 'string') return systemText(path.why)
      const lock = await takeLock(path, { signal })
      if (lock.kind === 'cancelled') return interruptedText
      if (lock.kind === 'failed') return systemText(lock.detail)
      const found: { problem: Text | null } = { problem: null }
      const applied = await applyPathPlan(plan, record, async () => {
        found.problem = judgeAnswers(before, await ask(isSystem), plan)
        return found.problem?.en ?? null
      }).finally(() => lock.release())
      if (applied.ok) return null
      const detail = found.problem ?? systemText(applied.detail)
      return rolledBackText(detail, applied.notRestored, record.directory)
    },
    sessions: () => readSessionGos(freshHost()),
    systemChange: (kind, version) => (process.getuid?.() === 0 ? Promise.resolve(null) : systemChange(kind, version)),
  }
}

/** The complete change to the whole system for root to copy, the switch to `version` first where one is given. */
export const systemChange = async (kind: PathPlan['kind'], version: GoVersion | null): Promise<RootChange> => {
  const host = freshHost()
  const { directory, undo } = systemAim
  const edits = await Promise.all(
    (await systemFiles(host)).map(async ({ path, dialect }) => {
      const block = blockOf(dialect, directory, undo)
      const before = valueOr(await host.readText(path), null)
      if ((before === block) === (kind === 'add')) return []
      return [writeAsRoot(path, before, kind === 'add' ? block : null)]
    }),
  )
  const { steps, notes } = version ? await switchSteps(host, systemLayout, version) : { steps: [], notes: [] }
  return rootChange([...steps, ...edits.flat()], notes)
}

/** The version is installed where it is not yet, then led to where it is not yet. */
const switchSteps = async (
  host: ReadableHost,
  layout: Layout,
  version: GoVersion,
): Promise<{ readonly steps: readonly RootStep[]; readonly notes: readonly Text[] }> => {
  const { link } = layout
  const tree = treePath(layout, version.name)
  const [isInstalled, found, aside] = await Promise.all([isThere(tree), readLinkState(link), asideOf(link)])
  const [program, doubt] = await Promise.all([
    readOwnProgram(host, import.meta.dirname),
    readDoubt(host, version, tree),
  ])
  const install = installAsRoot(program, version)
  const isLed = found.kind === 'link' && resolve(dirname(link), found.target) === tree
  return {
    steps: [
      ...(isInstalled ? [] : [{ command: install.command, undo: removeAsRoot(program, version) }]),
      ...(isLed ? [] : [switchAsRoot(layout, tree, found, aside)]),
    ],
    notes: [
      ...(doubt ? [sentence(doubt)] : []),
      ...(isInstalled ? [] : install.notes),
      ...(found.kind === 'foreign' ? [movedAsideText(link, aside)] : []),
    ],
  }
}

/** What login shells of all users read: sh and bash from /etc/profile, fish its own; zsh only where its own files say so. */
const systemFiles = async (host: ReadableHost): Promise<readonly PathFile[]> => {
  const [sh, fish] = await Promise.all([firstOnPath(host, systemPath, 'sh'), firstOnPath(host, systemPath, 'fish')])
  const hasFish =
    fish !== null &&
    (await stat('/etc/fish/conf.d').then(
      (found) => found.isDirectory(),
      () => false,
    ))
  return [
    { path: systemFile, dialect: 'posix', readBy: 'login', parsers: sh ? [[sh, '-n']] : [], mode: 0o644 },
    ...(hasFish
      ? [
          {
            path: '/etc/fish/conf.d/groundwork.fish',
            dialect: 'fish',
            readBy: 'login',
            parsers: [[fish, '--no-execute']],
            mode: 0o644,
          } as const,
        ]
      : []),
  ]
}

const silenceOf = (answer: ShellAnswers['terminal']): Text | null => (answer?.kind === 'silent' ? answer.problem : null)
