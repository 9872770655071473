/** Every Go on this machine, whoever put it there: one row a tree. */
import { valueOr, type ReadableHost } from '../host.ts'
import { readCachedToolchains } from '../probes/cached-toolchains.ts'
import { goarchOf } from '../probes/facts.ts'
import { readGoInstalls, type GoInstall } from '../probes/go-installs.ts'
import { readVersionFile, type GoProgram } from '../probes/go-program.ts'
import { readPersonEnvironment } from '../probes/go-env.ts'
import type { Owner } from '../probes/package-owner.ts'
import { readContexts, type Context, type ContextName } from '../probes/sessions.ts'
import { compareGoVersions } from '../go-version.ts'
import { systemLayout, userLayout, type Layout } from './own-places.ts'
import { sourceOf, type GoSource } from './source-of.ts'

export interface InventoryRow {
  /** e.g. `go1.26.8`; null where the tree does not say. */
  readonly version: string | null
  /** The tree, without links. */
  readonly tree: string
  readonly source: GoSource
  /** The package it belongs to; null where none was found. */
  readonly owner: Owner | null
  /** The programs that lead to it, as found. */
  readonly programs: readonly string[]
  /** The sessions whose `go` it is. */
  readonly runsIn: readonly ContextName[]
  /** The sessions on whose PATH another stands before it. */
  readonly hiddenIn: readonly ContextName[]
  /** What a new terminal gets. */
  readonly isActive: boolean
  /** Which of Groundwork's folders it is in, and whether the link leads to it; null for all others. */
  readonly own: { readonly scope: 'user' | 'system'; readonly isCurrent: boolean } | null
  /** What it runs on where that is another machine, e.g. `linux-arm64`; null where it runs here. */
  readonly foreignPlatform: string | null
}

export interface Inventory {
  /** The active one first, then those that some session runs, then by version, the newest first. */
  readonly rows: readonly InventoryRow[]
  /** Programs named `go` that lead to no tree, or would not say which. */
  readonly strangers: readonly Pick<GoProgram, 'path' | 'launcher' | 'problem'>[]
}

/** Looks at everything but the size of the trees, which takes longer. */
export const readInventory = async (host: ReadableHost): Promise<Inventory> => {
  const [{ installs, strangers }, contexts, cached, scopes] = await Promise.all([
    readGoInstalls(host),
    readContexts(host),
    readCachedToolchains(host),
    readScopes(host),
  ])
  const active = activeOf(installs, contexts)
  const rows = installs.map((install): InventoryRow => {
    const scope = scopes.find(({ directory }) => install.goroot.startsWith(`${directory}/`))
    return {
      version: install.version,
      tree: install.goroot,
      source: scope ? 'groundwork' : sourceOf(install.goroot, install.owner),
      owner: install.owner,
      programs: install.programs.map(({ path }) => path),
      runsIn: contextsOf(install, true),
      hiddenIn: contextsOf(install, false),
      isActive: install === active,
      own: scope ? { scope: scope.name, isCurrent: scope.current === install.goroot } : null,
      foreignPlatform: null,
    }
  })
  const here = `linux-${goarchOf(host.kernel()?.machine ?? null) ?? 'amd64'}`
  const known = new Set(rows.map(({ tree }) => tree))
  const inCache = await Promise.all(
    cached.map(async ({ tree, name, platform }): Promise<InventoryRow> => {
      const real = valueOr(await host.realPath(tree), tree)
      return {
        version: (await readVersionFile(host, real)) ?? name,
        tree: real,
        source: 'module-cache',
        owner: null,
        programs: [`${tree}/bin/go`],
        runsIn: [],
        hiddenIn: [],
        isActive: false,
        own: null,
        foreignPlatform: platform === here ? null : platform,
      }
    }),
  )
  return {
    rows: [...rows, ...inCache.filter(({ tree }) => !known.has(tree))].sort(
      (a, b) => rank(a) - rank(b) || compareGoVersions(b.version, a.version) || (a.tree < b.tree ? -1 : 1),
    ),
    strangers: strangers.map(({ path, launcher, problem }) => ({ path, launcher, problem })),
  }
}

const rank = ({ isActive, runsIn }: InventoryRow): number => (isActive ? 0 : runsIn.length > 0 ? 1 : 2)

const contextsOf = ({ reached }: GoInstall, isFirst: boolean): readonly ContextName[] => {
  const first = new Set(reached.filter((one) => one.isFirst).map(({ context }) => context))
  const all = [...new Set(reached.map(({ context }) => context))]
  return all.filter((context) => first.has(context) === isFirst)
}

/** Of the terminal; where it could not be asked, of the next in the order in which the app itself decides. */
const activeOf = (installs: readonly GoInstall[], contexts: readonly Context[]): GoInstall | undefined => {
  const order: readonly ContextName[] = ['interactive', 'login', 'app', 'systemd-user']
  const asked = order.find((name) => contexts.some((context) => context.name === name && context.environment !== null))
  return installs.find(({ reached }) => reached.some(({ context, isFirst }) => isFirst && context === asked))
}

interface Scope {
  readonly name: 'user' | 'system'
  readonly directory: string
  /** Where the link leads, without links; null where it leads nowhere. */
  readonly current: string | null
}

const readScopes = async (host: ReadableHost): Promise<readonly Scope[]> => {
  const environments = host.canRun
    ? [host.environment(), (await readPersonEnvironment(host)).environment]
    : (await host.homes()).map((home) => ({ HOME: home }))
  const layouts = new Map<string, { name: Scope['name']; layout: Layout }>()
  for (const environment of environments) {
    const layout = userLayout(environment)
    if (layout) layouts.set(layout.directory, { name: 'user', layout })
  }
  layouts.set(systemLayout.directory, { name: 'system', layout: systemLayout })
  return Promise.all(
    [...layouts.values()].map(async ({ name, layout }) => ({
      name,
      directory: valueOr(await host.realPath(layout.directory), layout.directory),
      current: valueOr(await host.realPath(layout.link), null),
    })),
  )
}
