/** Go itself on this machine, for the page. A part of its own, loaded at the first call that asks for it. */
import { join, resolve } from 'node:path'
import type { GoMachine } from './core/desk/machine.ts'
import { createDesk, type DeskPorts } from './core/desk/desk.ts'
import type { GoDesk } from './core/go-desk.ts'
import { goarchOf } from './core/probes/facts.ts'
import { valueOr } from './core/host.ts'
import { remembering } from './core/remembering.ts'
import { allSources } from './core/toolchains/all-sources.ts'
import { moduleProxies } from './core/toolchains/bytes-from.ts'
import { readCatalogue } from './core/toolchains/catalogue.ts'
import { withoutPassword } from './core/without-password.ts'
import { noNetwork } from './core/toolchains/network.ts'
import { readModuleProxies } from './core/toolchains/toolchains.ts'
import { createGoHere, type GoHere } from './go-here.ts'
import { nodeDigests } from './host/digests.ts'
import { discardDownload } from './host/install/discard-download.ts'
import { systemLayout, userLayout } from './host/install/layout.ts'
import { readPlace } from './host/install/place.ts'
import { createAnswerKeeper } from './host/kept-answers.ts'
import { findArchives } from './host/archives-here.ts'
import { createKeptVersions } from './host/kept-versions.ts'
import { createLocalHost } from './host/local.ts'
import { readOwnProgram } from './host/own-program.ts'
import { findProjects } from './host/projects.ts'
import { sizeOfTree } from './host/tree-sizes.ts'
import { systemChange } from './path-here.ts'

export const createGoDesk = (appVersion: string, ports: Omit<DeskPorts, 'machine' | 'sources'>): GoDesk =>
  createDesk({ ...ports, sources: allSources, machine: machineHere(() => createGoHere(appVersion)) })

/** `goHere` is made anew for each question, since it remembers what it has seen. */
const machineHere = (goHere: () => GoHere): GoMachine => {
  const host = createLocalHost()
  const environment = (): Readonly<Record<string, string>> => host.environment()
  const arch = goarchOf(host.kernel()?.machine ?? null) ?? 'amd64'
  return {
    inventory: () => goHere().inventory(),
    sizeOf: (tree) => sizeOfTree(tree),
    verify: async (tree) => {
      const here = goHere()
      return (await here.find(tree)).ok ? here.verify(tree, false) : null
    },
    remembered: (trees) => goHere().integrities(trees, 'remembered', new AbortController().signal),
    provenances: async (trees) => {
      const kept = createKeptVersions(environment())
      const of = async (tree: string) => [tree, (await kept.ofTree(tree))?.provenance ?? null] as const
      return new Map(await Promise.all(trees.map(of)))
    },
    goproxy: async () => withoutPassword((await readModuleProxies(remembering(createLocalHost()))).trim()),
    available: async () => (await goHere().available()).catalogue,
    known: async () => {
      const proxies = moduleProxies(await readModuleProxies(remembering(createLocalHost())), allSources)
      const kept = createAnswerKeeper(environment())
      return readCatalogue(allSources, proxies, { network: noNetwork, kept, now: () => new Date() })
    },
    releases: () => goHere().releases(),
    why: (directory) => goHere().why(directory),
    home: () => environment().HOME ?? null,
    projects: () => {
      const { HOME: home, GOPATH: gopath } = environment()
      return home === undefined
        ? Promise.resolve([])
        : findProjects({ home, start: process.cwd(), gopath: gopath ?? join(home, 'go') })
    },
    archives: () => {
      const { HOME: home, XDG_CONFIG_HOME: config } = environment()
      return home === undefined
        ? Promise.resolve([])
        : findArchives({ home, config: config ?? join(home, '.config'), arch })
    },
    distroPlan: (version) => goHere().distroPlan(version),
    arch: () => arch,
    place: async (version, isSystem) => {
      const layout = isSystem ? systemLayout : userLayout(environment())
      if (!layout) return null
      const [place, doubt] = await Promise.all([readPlace(layout, version.name), goHere().doubt(version, isSystem)])
      return { ...place, doubt }
    },
    install: (version, from, watch, signal) => goHere().install(version, false, from, watch, signal),
    discardDownload: async (version) => {
      const layout = userLayout(environment())
      if (layout) await discardDownload(layout, version.name)
    },
    use: (version, isTrial) => goHere().use(version, false, isTrial),
    usersOf: (tree) => goHere().users(tree),
    remove: (version, wish) => goHere().remove(version, false, wish),
    cached: async (tree) => {
      const host = remembering(createLocalHost())
      const all = await goHere().planClean(new AbortController().signal)
      const real = await Promise.all(all.map(async (one) => valueOr(await host.realPath(one.tree), one.tree)))
      return all[real.indexOf(tree)] ?? null
    },
    clean: (tree) => goHere().clean(tree),
    adopt: (tree, wish) => goHere().adopt(tree, false, wish),
    reveal: (tree) => goHere().reveal(tree),
    recover: () => goHere().recover(),
    path: {
      plan: (kind, isSystem, isGoComing) => goHere().path.plan(kind, isSystem, isGoComing),
      apply: (planned, isSystem, signal) => goHere().path.apply(planned, isSystem, signal),
      sessions: () => goHere().path.sessions(),
    },
    systemSwitch: (version) => systemChange('add', version),
    ownProgram: () => readOwnProgram(remembering(createLocalHost()), import.meta.dirname),
    idOf: (path) =>
      Buffer.from(nodeDigests.sha256(new TextEncoder().encode(resolve(path))))
        .toString('hex')
        .slice(0, 16),
  }
}
