/** What `groundwork go …` does on this machine. A part of its own, loaded only when asked for: nothing else needs a network. */
import { dirname, resolve } from 'node:path'
import type { Text } from '#contract'
import { valueOr } from './core/host.ts'
import { remembering } from './core/remembering.ts'
import { allSources } from './core/toolchains/all-sources.ts'
import { chooseSources, moduleProxies, type BytesFrom } from './core/toolchains/bytes-from.ts'
import { readAdoptable, type Adopted, type AdoptionWish } from './core/toolchains/adoption.ts'
import { readCatalogue, readOriginArchives, type Catalogue } from './core/toolchains/catalogue.ts'
import {
  noHomeText,
  noLinkText,
  noProgramText,
  notChanged,
  notInstalledText,
  systemText,
  type Changed,
} from './core/toolchains/changed.ts'
import { notCachedText, planClean, stillRunsText, type CachedVersion } from './core/toolchains/cache-cleaning.ts'
import type { Cleaned } from './core/toolchains/cleaned.ts'
import type { Effort, Integrity } from './core/toolchains/integrity.ts'
import { databaseSources } from './core/toolchains/database-sources.ts'
import { readDoubt } from './core/toolchains/doubt.ts'
import { findGo, type FoundGo } from './core/toolchains/find-go.ts'
import { parseGoVersion, type GoVersion } from './core/toolchains/go-version.ts'
import { readInventory, type Inventory } from './core/toolchains/inventory.ts'
import { readKnownReleases } from './core/toolchains/known-releases.ts'
import type { PathActions } from './core/toolchains/path-actions.ts'
import { notRemoved, type RemovalWish, type Removed } from './core/toolchains/removal.ts'
import { usersOf, type GoUser } from './core/toolchains/users.ts'
import type { Provenance } from './core/toolchains/provenance.ts'
import { readModuleProxies } from './core/toolchains/toolchains.ts'
import { planDistroGo, type DistroPlan } from './core/toolchains/distro-plan.ts'
import { onlyPlannedText } from './core/toolchains/distro-plan-text.ts'
import { installAsRoot } from './core/toolchains/root-change.ts'
import type { InstallEnd } from './core/toolchains/install-ends.ts'
import { remainingWays } from './core/toolchains/remaining-ways.ts'
import { readDistro } from './core/probes/distro.ts'
import { isProgram } from './core/probes/on-path.ts'
import { readDistroGo } from './core/probes/distro-go.ts'
import { listedIn, readModuleCaches } from './core/probes/cached-toolchains.ts'
import { goarchOf } from './core/probes/facts.ts'
import { notDiscardedText, type KeptDownload } from './core/toolchains/stopping.ts'
import { routeFor } from './core/toolchains/route.ts'
import { noReleaseText } from './core/toolchains/no-release.ts'
import { readWhy, type Why } from './core/toolchains/why.ts'
import { cleanToolchain } from './host/clean-module-cache.ts'
import { revealFolder } from './host/reveal.ts'
import { writeBundledProof } from './host/install/bundled-proof.ts'
import { installVersion, type InstallPorts } from './host/install/install-version.ts'
import { asideOf } from './host/install/aside.ts'
import { adoptTree } from './host/install/adopt-tree.ts'
import { systemLayout, treePath, userLayout, type Layout } from './host/install/layout.ts'
import { leftoversIfFree, recoverIfFree } from './host/install/recover.ts'
import { discardDownload, keptDownloads } from './host/install/discard-download.ts'
import { removeToolchain } from './host/install/remove-toolchain.ts'
import { createBuildTrial } from './host/install/try-build.ts'
import { sharedProblem, whyShared } from './host/private-directory.ts'
import { readLinkState, switchLink } from './host/install/switch-link.ts'
import { createSourceMemory } from './host/kept-source.ts'
import { createAnswerKeeper, keepAvailableVersions } from './host/kept-answers.ts'
import { createKeptVersions } from './host/kept-versions.ts'
import { createNoteKeeper } from './host/kept-note.ts'
import { measureHere } from './host/integrity.ts'
import { readOwnProgram } from './host/own-program.ts'
import { createLocalHost } from './host/local.ts'
import { createNetwork } from './host/network.ts'
import { sizeOfTree } from './host/tree-sizes.ts'
import { createPathHere } from './path-here.ts'

export interface Available {
  readonly catalogue: Catalogue
  /** The processor here, in Go's words. */
  readonly arch: string
  /** What the distribution's own packages offer. */
  readonly distro: Pick<DistroPlan, 'distro' | 'offered'>
}

export interface GoHere {
  /** Whether the Go at `tree` is as published. */
  verify(tree: string, isOffline: boolean): Promise<Integrity & { readonly provenance: Provenance | null }>
  /** Writes the proof of a published version to `path`, or into that folder; answers the file. */
  writeProof(provenance: Provenance, archive: string, path: string): Promise<Changed>
  /** Whether each of several trees is; null where nothing is remembered. */
  integrities(
    trees: readonly string[],
    effort: Effort,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Integrity | null>>
  /** Every version that is known of. */
  available(): Promise<Available>
  inventory(): Promise<Inventory>
  /** The newest release of each line that is known of; nobody is asked. */
  releases(): Promise<readonly GoVersion[]>
  why(directory: string | undefined): Promise<Why | null>
  sizes(trees: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, number | null>>
  /** From the places that `from` names as `chooseSources` reads it. */
  install(
    version: GoVersion,
    isSystem: boolean,
    from: string | undefined,
    watch: Pick<InstallPorts, 'onProgress' | 'onNotice' | 'onCleaned'>,
    signal: AbortSignal,
  ): Promise<InstallEnd>
  /**
   * The installation for everybody here as commands for a person to copy, none where it is there already; null where this
   * process may do it itself, or nobody can.
   */
  systemInstall(version: GoVersion, from: string | undefined): Promise<readonly string[] | null>
  /** What root can do with the distribution's own packages; for `version`, or whatever the distribution has. */
  distroPlan(version: GoVersion | null): Promise<DistroPlan>
  /** Copies the Go that is meant, as `find` reads it, and makes the copy one of ours, if it is as published. */
  adopt(what: string | undefined, isSystem: boolean, wish: AdoptionWish): Promise<Adopted>
  /** Makes the link lead to an installed version, or only says whether it could; answers the link. */
  use(version: GoVersion, isSystem: boolean, isTrial: boolean): Promise<Changed>
  /** What speaks against an installed version; null where nothing is known to. */
  doubt(version: GoVersion, isSystem: boolean): Promise<Text | null>
  /** PATH: start files that lead to the link. */
  readonly path: PathActions
  /** Removes an installed version; answers its tree. What the link leads to stays, and what is used unless forced. */
  remove(version: GoVersion, isSystem: boolean, wish: RemovalWish): Promise<Removed>
  /** The toolchains of the module cache, with their sizes and who uses them. */
  planClean(signal: AbortSignal): Promise<readonly CachedVersion[]>
  /** Removes one of them, unless somebody uses it now; go downloads it again when it is needed. */
  clean(tree: string): Promise<Removed>
  /** What downloads have left, to be gone on with: the person's, and as root those of the whole system. */
  downloads(): Promise<readonly KeptDownload[]>
  /** Removes what is left of one version in its scope; null, or why it stays. */
  discard(download: KeptDownload, signal: AbortSignal, onWait: () => void): Promise<Text | null>
  /** The tree that is meant: a version, a path, undefined for the Go of a new terminal. */
  find(what: string | undefined): Promise<FoundGo>
  /** Opens a tree in the file manager; null, or why not. */
  reveal(tree: string): Promise<Text | null>
  /** Who uses a tree. */
  users(tree: string): Promise<readonly GoUser[]>
  /** Takes away what an interruption left, where no change is under way, and says what it was. */
  recover(): Promise<readonly Cleaned[]>
  /** What that would take away; changes nothing. */
  leftovers(): Promise<readonly Cleaned[]>
}

export const createGoHere = (appVersion: string): GoHere => {
  const host = remembering(createLocalHost())
  const environment = host.environment()
  const notes = createNoteKeeper(environment)
  const arch = goarchOf(host.kernel()?.machine ?? null) ?? 'amd64'
  const placeFor = (isSystem: boolean): Layout | null => (isSystem ? systemLayout : userLayout(environment))
  const distroPlan = async (version: GoVersion | null): Promise<DistroPlan> =>
    planDistroGo(await readDistro(host), await readDistroGo(host), version)
  /** Why the installed `version` cannot be switched to or removed; null where it can. */
  const problemWith = async (layout: Layout, version: GoVersion): Promise<Text | null> => {
    for (const directory of [layout.directory, dirname(layout.link)]) {
      const shared = await sharedProblem(directory)
      if (shared !== null) return shared
    }
    const isInstalled = (await host.status(treePath(layout, version.name))).ok
    return isInstalled ? null : (noReleaseText(version) ?? notInstalledText(version.name, layout.directory))
  }

  /** What is remembered of a tree of ours; else it is read, and nobody is asked but what was kept when it was installed. */
  const judge = async (tree: string): Promise<Integrity> => {
    const fresh = remembering(createLocalHost())
    const real = valueOr(await fresh.realPath(tree), tree)
    return (await fresh.integrity(real, 'remembered')) ?? (await measureHere(fresh, real, true, appVersion))
  }

  /** Reads a tree where it now stands and keeps the word about it. Whatever comes of that, it is installed. */
  const learn = async (tree: string): Promise<void> => {
    await measureHere(remembering(createLocalHost()), tree, true, appVersion).catch(() => undefined)
  }

  const inOwnPlaces = async (act: (layout: Layout) => Promise<readonly Cleaned[]>): Promise<readonly Cleaned[]> => {
    // What is root's to change is root's to clean.
    const uid = process.geteuid?.() ?? 0
    const layouts = [userLayout(environment), ...(uid === 0 ? [systemLayout] : [])]
    const cleaned = await Promise.all(
      layouts.map(async (layout) => (layout && (await whyShared(layout.directory, uid)) === null ? act(layout) : [])),
    )
    return cleaned.flat()
  }

  return {
    verify: async (tree, isOffline) => {
      const [integrity, kept] = await Promise.all([
        measureHere(host, tree, isOffline, appVersion),
        createKeptVersions(environment).ofTree(tree),
      ])
      return { ...integrity, provenance: kept?.provenance ?? null }
    },
    writeProof: (provenance, archive, path) =>
      saying(async () => ({ ok: true, value: await writeBundledProof(resolve(path), provenance, archive) })),
    integrities: async (trees, effort, signal) => {
      const found = new Map<string, Integrity | null>()
      const queue = trees.values()
      const work = async (): Promise<void> => {
        for (const tree of queue) if (!signal.aborted) found.set(tree, await host.integrity(tree, effort))
      }
      // Reading a tree keeps the whole machine busy; a look at what is remembered is another program's work.
      await Promise.all(Array.from({ length: effort === 'measured' ? 1 : 4 }, work))
      return found
    },
    available: async () => {
      const network = createNetwork(appVersion)
      try {
        const proxies = moduleProxies(await readModuleProxies(host), allSources)
        const ports = { network, kept: createAnswerKeeper(environment), now: () => new Date() }
        const [catalogue, distro] = await Promise.all([readCatalogue(allSources, proxies, ports), distroPlan(null)])
        const here = catalogue.versions.filter(({ architectures }) => architectures.includes(arch))
        await keepAvailableVersions(
          here.map(({ version }) => version.name),
          environment,
        )
        return { catalogue, arch, distro }
      } finally {
        network.close()
      }
    },
    inventory: () => readInventory(host),
    releases: async () => (await readKnownReleases(host)).newest.map(({ version }) => version),
    why: (directory) => readWhy(host, resolve(directory ?? '.')),
    sizes: async (trees, signal) => {
      const sizes = new Map<string, number | null>()
      for (const tree of trees) sizes.set(tree, await sizeOfTree(tree, signal))
      return sizes
    },
    install: async (version, isSystem, from, watch, signal) => {
      const chosen = chooseSources(from, allSources)
      if (!chosen.ok) return { kind: 'refused', problem: chosen.problem }
      if (chosen.value.kind === 'packages') return { kind: 'refused', problem: onlyPlannedText }
      const layout = placeFor(isSystem)
      if (layout === null) return { kind: 'refused', problem: noHomeText }
      // What is for everybody must be readable by everybody, however private root's own files are.
      if (isSystem) process.umask(0o022)
      const network = createNetwork(appVersion)
      const goproxy = await readModuleProxies(host)
      const asking = { network, kept: createAnswerKeeper(environment), now: () => new Date() }
      if (chosen.value.kind === 'archives') for (const skipped of chosen.value.skipped) watch.onNotice?.(skipped)
      const route = routeFor(absolutePaths(chosen.value), goproxy, allSources)
      const tryBuild = createBuildTrial(environment, isSystem)
      try {
        const installed = await installVersion(version, { os: 'linux', arch }, layout, {
          notes,
          kept: createKeptVersions(environment),
          signal,
          ...watch,
          isSpoilt: async (tree) => (await judge(tree)).found.kind === 'differs',
          tryBuild: async (tree, scratch, stop) => {
            const [built] = await Promise.all([tryBuild(tree, scratch, stop), learn(tree)])
            return built
          },
          network,
          databases: databaseSources(goproxy, network),
          userAgent: `Groundwork/${appVersion}`,
          route,
          origins: (archive) => readOriginArchives(archive, allSources, asking),
          memory: createSourceMemory(environment),
          scripts: new URL('./', import.meta.url),
        })
        if (installed.kind !== 'failed') return installed
        const all = routeFor({ kind: 'auto', isAsked: true }, goproxy, allSources)
        const hasOthers = from !== 'auto' && route.inOrder.length > 0 && all.raced.length > 0
        const distro = await distroPlan(null)
        return { ...installed, ways: remainingWays(installed.reason, { version, arch, hasOthers, distro }) }
      } finally {
        network.close()
      }
    },
    systemInstall: async (version, from) => {
      if (process.getuid?.() === 0 || !chooseSources(from, allSources).ok) return null
      const tree = treePath(systemLayout, version.name)
      const isInstalled = (await host.status(tree)).ok && (await readDoubt(host, version, tree)) === null
      const program = await readOwnProgram(host, import.meta.dirname)
      return isInstalled
        ? []
        : [installAsRoot(program, version, from === undefined ? null : withWholePaths(from)).command]
    },
    adopt: async (what, isSystem, wish) => {
      const layout = placeFor(isSystem)
      if (layout === null) return { kind: 'refused', problem: noHomeText }
      const platform = { os: 'linux', arch }
      const original = await readAdoptable(host, meant(what), platform, layout.directory)
      if ('kind' in original) return original
      // What is for everybody must be readable by everybody, however private root's own files are.
      if (isSystem) process.umask(0o022)
      const network = createNetwork(appVersion)
      try {
        const databases = databaseSources(await readModuleProxies(host), network)
        const adopted = await adoptTree(original, platform, layout, {
          ...wish,
          notes,
          kept: createKeptVersions(environment),
          databases,
        })
        if (adopted.kind === 'adopted') await learn(adopted.tree)
        return adopted
      } finally {
        network.close()
      }
    },
    distroPlan,
    use: async (version, isSystem, isTrial) => {
      const layout = placeFor(isSystem)
      if (layout === null) return notChanged(noHomeText)
      const problem = await problemWith(layout, version)
      if (problem !== null) return notChanged(problem)
      const tree = treePath(layout, version.name)
      if (!(await isProgram(host, `${tree}/bin/go`))) return notChanged(noProgramText(tree, version.name, isSystem))
      if ((await readLinkState(layout.link)).kind === 'foreign')
        return notChanged(noLinkText(layout.link, await asideOf(layout.link)))
      return saying(async () => {
        const isMade = isTrial || (await switchLink(layout.link, tree))
        return isMade ? { ok: true, value: layout.link } : notChanged(notInstalledText(version.name, layout.directory))
      })
    },
    doubt: async (version, isSystem) => {
      const layout = placeFor(isSystem)
      return layout && readDoubt(remembering(createLocalHost()), version, treePath(layout, version.name))
    },
    path: createPathHere(placeFor, environment),
    remove: async (version, isSystem, wish) => {
      const layout = placeFor(isSystem)
      if (layout === null) return notRemoved(noHomeText)
      const problem = await problemWith(layout, version)
      if (problem !== null) return notRemoved(problem)
      return removeToolchain(version, layout, (tree) => usersOf(remembering(createLocalHost()), tree), wish)
    },
    planClean: (signal) => planClean(host, (path) => sizeOfTree(path, signal)),
    clean: async (tree) => {
      const fresh = remembering(createLocalHost())
      const listed = (await Promise.all((await readModuleCaches(fresh)).map((cache) => listedIn(fresh, cache)))).flat()
      const real = await fresh.realPath(tree)
      const one = listed.find((each) => each.tree === tree || (real.ok && each.tree === real.value))
      if (!one) return notRemoved(notCachedText(tree))
      const users = await usersOf(fresh, one.tree)
      if (users.length > 0) return notRemoved(stillRunsText(one.name), users)
      const cleaned = await cleanToolchain(one)
      return cleaned.ok ? cleaned : notRemoved(cleaned.problem)
    },
    downloads: async () => {
      const scopes = process.geteuid?.() === 0 ? [false, true] : [false]
      const kept = scopes.map(async (isSystem) => {
        const layout = placeFor(isSystem)
        return layout ? (await keptDownloads(layout)).map((one) => ({ ...one, isSystem })) : []
      })
      return (await Promise.all(kept)).flat()
    },
    discard: async ({ version, isSystem, path }, signal, onWait) => {
      const layout = placeFor(isSystem)
      const isGone = layout !== null && (await discardDownload(layout, version, signal, onWait))
      return isGone ? null : notDiscardedText(path)
    },
    find: (what) => findGo(host, meant(what)),
    reveal: (tree) => revealFolder(tree, environment),
    users: (tree) => usersOf(remembering(createLocalHost()), tree),
    recover: () => inOwnPlaces(recoverIfFree),
    leftovers: () => inOwnPlaces(leftoversIfFree),
  }
}

/** What the system refuses is told in its own words. */
const saying = async (change: () => Promise<Changed>): Promise<Changed> => {
  try {
    return await change()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return notChanged(systemText(error.message))
    throw error
  }
}

/** A path that a person said is one below where they are; a version is none. */
const meant = (what: string | undefined): string | undefined =>
  what === undefined || parseGoVersion(what) ? what : resolve(what)

/** `from` as it means the same wherever it is said. */
const withWholePaths = (from: string): string =>
  from
    .split(',')
    .map((part) => {
      const chosen = chooseSources(part, allSources)
      const isPath = chosen.ok && chosen.value.kind === 'archives' && chosen.value.places[0]?.kind === 'path'
      return isPath ? resolve(part.trim()) : part.trim()
    })
    .join(',')

/** A path that a person said is one below where they are. */
const absolutePaths = <From extends BytesFrom>(from: From): From =>
  from.kind === 'archives'
    ? {
        ...from,
        places: from.places.map((place) => (place.kind === 'path' ? { ...place, path: resolve(place.path) } : place)),
      }
    : from
