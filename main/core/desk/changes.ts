/** What it takes to make each kind of change: its plan, and the work that does what the plan shows. */
import { fail, succeed, type ChangeRequest, type Result, type Text } from '#contract'
import { sentence } from '../sentence.ts'
import { adoptedLines } from '../toolchains/adoption.ts'
import { cleanedText, type Cleaned } from '../toolchains/cleaned.ts'
import { parseGoVersion } from '../toolchains/go-version.ts'
import type { InstallPhase } from '../toolchains/install-phase.ts'
import type { InventoryRow } from '../toolchains/inventory.ts'
import { rivalsIn } from '../toolchains/path-rivals.ts'
import { nextTexts, sessionText } from '../toolchains/path-text.ts'
import { removedText, type Removed } from '../toolchains/removal.ts'
import type { Source } from '../toolchains/source.ts'
import { userLines } from '../toolchains/users-text.ts'
import { planAdoption } from './adopt-plan.ts'
import { planCleaning } from './clean-plan.ts'
import { installEnd } from '../toolchains/install-ends.ts'
import { chosenFrom, fromWord, planInstall } from './install-plan.ts'
import type { GoMachine } from './machine.ts'
import { otherWays } from './other-ways.ts'
import { planPackage } from './package-plan.ts'
import { phaseTexts } from '../toolchains/phase-texts.ts'
import type { ShownPlan } from './plan-shelf.ts'
import { planRemoval, usersShown } from './remove-plan.ts'
import { changesFor, ownVersion } from './rows.ts'
import type { Report, Work, WorkEnd } from './task.ts'
import { planUse } from './use-plan.ts'
import { warningsFor } from '../toolchains/warnings.ts'

/** A plan, and what would do it. */
export interface Prepared {
  readonly shown: ShownPlan
  /** What must not have changed either, and is shown among the notes. */
  readonly basis: unknown
  readonly work: Omit<Work, 'kind' | 'title'>
}

export interface ChangeParts {
  readonly machine: GoMachine
  readonly sources: readonly Source[]
  /** The row as it is now; null where it is not here any more. */
  readonly rowOf: (id: string) => Promise<InventoryRow | null>
}

/** Looks at everything anew; changes nothing. */
export const prepareChange = async (request: ChangeRequest, parts: ChangeParts): Promise<Result<Prepared>> => {
  if (request.kind === 'install') return prepareInstall(request, parts)
  const row = await parts.rowOf(request.id)
  if (!row || !canBe(request.kind, row)) return fail({ kind: 'unknown-go', id: request.id })
  const prepared = await preparations[request.kind](row, parts.machine)
  return prepared ? succeed(prepared) : fail({ kind: 'unknown-go', id: request.id })
}

/** What is current may be asked to be used again: its plan says that there is nothing to do. */
const canBe = (kind: OfRow, row: InventoryRow): boolean =>
  kind === 'use' ? ownVersion(row) !== null : changesFor(row).includes(kind)

type OfRow = Exclude<ChangeRequest['kind'], 'install'>
type Preparation = (row: InventoryRow, machine: GoMachine) => Promise<Prepared | null>

const prepareInstall = async (
  request: Extract<ChangeRequest, { readonly kind: 'install' }>,
  { machine, sources }: ChangeParts,
): Promise<Result<Prepared>> => {
  const version = parseGoVersion(request.version)
  if (!version) return fail({ kind: 'not-a-version', text: request.version })
  if (sources.some(({ kind, name }) => kind === 'packages' && name === request.source)) {
    const shown = planPackage(await machine.distroPlan(version), version)
    // Its plan has an obstacle: root does it.
    return succeed({ shown, basis: null, work: atOnce(() => Promise.resolve({ kind: 'cancelled', outcome: [] })) })
  }
  const archives = (await machine.archives()).map(({ path }) => ({ id: machine.idOf(path), path }))
  const from = chosenFrom(request.source, sources, archives)
  if (!from) return fail({ kind: 'unknown-source', name: request.source })
  const isSystem = request.scope === 'system'
  const [place, known, releases, goproxy, program] = await Promise.all([
    machine.place(version, isSystem),
    machine.known(),
    machine.releases(),
    machine.goproxy(),
    machine.ownProgram(),
  ])
  return succeed({
    shown: planInstall({ version, isSystem, from, place, known, releases, goproxy, arch: machine.arch(), program }),
    basis: null,
    work: {
      canPause: true,
      run: async (report, signal) => {
        const { watch, told } = watching(report)
        const ended = await machine.install(version, fromWord(from), watch, signal)
        const { kind, outcome, ways = [] } = installEnd(version, ended)
        const made = 'tree' in ended ? { madeId: machine.idOf(ended.tree) } : {}
        return { kind, outcome: [...outcome, ...told], ways: otherWays(ways, version), ...made }
      },
      discard: () => machine.discardDownload(version),
    },
  })
}

const prepareUse: Preparation = async (row, machine) => {
  const version = ownVersion(row)
  if (!version) return null
  const isSystem = row.own?.scope === 'system'
  const place = await machine.place(version, isSystem)
  const trial = isSystem || !place ? null : await machine.use(version, true)
  const path = isSystem || !place || (trial && !trial.ok) ? null : await machine.path.plan('add', false, true)
  const problem = trial && !trial.ok ? trial.problem : null
  const asRoot = isSystem ? await machine.systemSwitch(version) : null
  const warnings = warningsFor(version, await machine.releases()).map(({ text }) => text)
  return {
    shown: planUse({ version, row, place, problem, path, warnings, asRoot }),
    basis: place?.doubt ?? null,
    work: atOnce(async (_, signal) => {
      const used = await machine.use(version, false)
      if (!used.ok) return { kind: 'failed', outcome: [sentence(used.problem)] }
      const leads = { en: `${used.value} leads to ${version.name}.`, 'zh-CN': `${used.value} 指向 ${version.name}。` }
      const trouble = path?.kind === 'plan' ? await machine.path.apply(path, false, signal) : null
      const sessions = await machine.path.sessions()
      const go = `${used.value}/bin/go`
      return {
        // That a terminal which was asked runs another one is no success.
        kind: trouble || rivalsIn(sessions, go).length > 0 ? 'failed' : 'done',
        outcome: [
          leads,
          ...(trouble ? [trouble] : []),
          ...(path?.kind === 'impossible' ? [path.text] : []),
          ...sessions.map(sessionText),
          ...nextTexts(sessions, go, false),
        ],
      }
    }),
  }
}

const prepareRemoval: Preparation = async (row, machine) => {
  const version = ownVersion(row)
  if (!version) return null
  const [users, bytes, program] = await Promise.all([
    machine.usersOf(row.tree),
    machine.sizeOf(row.tree),
    machine.ownProgram(),
  ])
  return {
    shown: planRemoval({ version, row, users, bytes, program }),
    basis: usersShown(users),
    work: atOnce(async (report, signal) => {
      const { watch, told } = watching(report)
      const removed = await machine.remove(version, {
        // Whoever uses it was shown.
        isForced: users.length > 0,
        signal,
        onWait: () => watch.onProgress('waiting', 0, 0),
        onCleaned: watch.onCleaned,
      })
      const { kind, outcome } = removalEnd(removed)
      return { kind, outcome: [...outcome, ...told] }
    }),
  }
}

const prepareCleaning: Preparation = async ({ tree }, machine) => {
  const cached = await machine.cached(tree)
  return (
    cached && {
      shown: planCleaning(cached),
      basis: null,
      work: atOnce(async () => removalEnd(await machine.clean(tree))),
    }
  )
}

const prepareAdoption: Preparation = async (row, machine) => {
  const version = parseGoVersion(row.version ?? '')
  if (!version) return null
  const [place, bytes, remembered] = await Promise.all([
    machine.place(version, false),
    machine.sizeOf(row.tree),
    machine.remembered([row.tree]),
  ])
  const found = remembered.get(row.tree)?.found
  const settings = found?.kind === 'published-but-go-env' ? found.settings : []
  return {
    shown: planAdoption({ version, row, place, bytes, settings }),
    basis: null,
    work: atOnce(async (report, signal) => {
      const { watch, told } = watching(report)
      const adopted = await machine.adopt(row.tree, { ...watch, signal })
      switch (adopted.kind) {
        case 'adopted':
          return {
            kind: 'done',
            outcome: [...adoptedLines(adopted), ...told],
            madeId: machine.idOf(adopted.tree),
          }
        case 'already':
          return { kind: 'done', outcome: [alreadyText(adopted.tree), ...told] }
        case 'stopped':
          return { kind: 'cancelled', outcome: told }
        case 'refused':
          return { kind: 'failed', outcome: [sentence(adopted.problem), ...told] }
      }
    }),
  }
}

const preparations: Readonly<Record<OfRow, Preparation>> = {
  use: prepareUse,
  remove: prepareRemoval,
  clean: prepareCleaning,
  adopt: prepareAdoption,
}

/** Nothing of it can be kept for later, and nothing is left to remove. */
const atOnce = (run: Work['run']): Prepared['work'] => ({
  canPause: false,
  run,
  discard: () => Promise.resolve(),
})

/** What is told while a change is made: progress goes to the task, sentences wait for its end. */
const watching = (report: (now: Report) => void) => {
  const told: Text[] = []
  return {
    told,
    watch: {
      onProgress: (phase: InstallPhase, bytes: number, totalBytes: number): void =>
        report({ phase: phaseTexts[phase], bytes, totalBytes }),
      onNotice: (notice: Text): void => void told.push(sentence(notice)),
      onCleaned: (cleaned: readonly Cleaned[]): void => void told.push(...cleaned.map(cleanedText)),
    },
  }
}

const removalEnd = (removed: Removed): WorkEnd =>
  removed.ok
    ? { kind: 'done', outcome: [sentence(removedText(removed.value))] }
    : { kind: 'failed', outcome: [removed.problem, ...userLines(removed.users)].map(sentence) }

const alreadyText = (tree: string): Text => ({ en: `${tree} is there already.`, 'zh-CN': `${tree} 已经存在。` })
