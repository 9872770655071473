/** A machine for the desk, in memory: an installation goes as far as a test lets it. */
import type { ReadableHost } from '../host.ts'
import type { GoMachine, Place } from '../desk/machine.ts'
import { readDistro } from '../probes/distro.ts'
import { planDistroGo } from '../toolchains/distro-plan.ts'
import type { InstallEnd, InstallWatch } from '../toolchains/install-ends.ts'
import { rootChange } from '../toolchains/root-change.ts'
import { noNetwork } from '../toolchains/network.ts'
import { readCatalogue } from '../toolchains/catalogue.ts'
import { readKnownReleases } from '../toolchains/known-releases.ts'
import { readInventory } from '../toolchains/inventory.ts'
import { userLayout } from '../toolchains/own-places.ts'
import { Discard } from '../toolchains/stopping.ts'
import { usersOf } from '../toolchains/users.ts'
import { readWhy } from '../toolchains/why.ts'

/** An installation under way. */
export interface FakeInstall {
  readonly version: string
  readonly from: string | undefined
  readonly watch: InstallWatch
  end(end: InstallEnd): void
}

export interface FakeGoMachine extends GoMachine {
  /** The newest last. */
  readonly installs: readonly FakeInstall[]
  /** What was done, in order. */
  readonly deeds: readonly string[]
}

/** Looks at `host`. An installation that is stopped ends as it should; what else happens to it is the test's to say. */
export const createFakeGoMachine = (host: ReadableHost, changed: Partial<GoMachine> = {}): FakeGoMachine => {
  const installs: FakeInstall[] = []
  const deeds: string[] = []
  const home = host.environment().HOME ?? null
  const known = () =>
    readCatalogue([], [], {
      network: noNetwork,
      kept: { read: () => Promise.resolve(null), all: () => Promise.resolve([]), keep: () => Promise.resolve() },
      now: () => new Date(0),
    })
  return {
    installs,
    deeds,
    inventory: () => readInventory(host),
    sizeOf: () => Promise.resolve(1024),
    verify: (tree) =>
      Promise.resolve({
        tree,
        found: { kind: 'cannot-tell', reason: 'no-network', detail: 'a test' },
        at: new Date(0),
      }),
    remembered: () => Promise.resolve(new Map()),
    provenances: () => Promise.resolve(new Map()),
    goproxy: () => Promise.resolve(''),
    available: known,
    known,
    releases: async () => (await readKnownReleases(host)).newest.map(({ version }) => version),
    why: (directory) => readWhy(host, directory),
    home: () => home,
    projects: () => Promise.resolve([]),
    archives: () => Promise.resolve([]),
    distroPlan: async (version) =>
      planDistroGo(await readDistro(host), { kind: 'cannot-tell', detail: 'a test' }, version),
    arch: () => 'amd64',
    place: (version) => Promise.resolve(placeOf(host, version.name)),
    install: (version, from, watch, signal) =>
      new Promise((end) => {
        installs.push({ version: version.name, from, watch, end })
        signal.addEventListener('abort', () =>
          end(
            signal.reason instanceof Discard
              ? { kind: 'cancelled' }
              : { kind: 'paused', part: { path: '/part', bytes: 1 } },
          ),
        )
      }),
    discardDownload: async ({ name }) => void deeds.push(`discard ${name}`),
    use: async ({ name }, isTrial) => {
      if (!isTrial) deeds.push(`use ${name}`)
      return { ok: true, value: `${home ?? ''}/.local/go` }
    },
    usersOf: (tree) => usersOf(host, tree),
    remove: async ({ name }, { isForced }) => {
      deeds.push(`remove ${name}${isForced ? ', forced' : ''}`)
      return { ok: true, value: name }
    },
    cached: () => Promise.resolve(null),
    clean: async (tree) => {
      deeds.push(`clean ${tree}`)
      return { ok: true, value: tree }
    },
    adopt: async (tree) => {
      deeds.push(`adopt ${tree}`)
      return { kind: 'already', tree }
    },
    reveal: () => Promise.resolve(null),
    recover: () => Promise.resolve([]),
    path: {
      plan: () => Promise.resolve({ kind: 'impossible', text: { en: 'a test', 'zh-CN': '测试' } }),
      apply: () => Promise.resolve(null),
      sessions: () => Promise.resolve([]),
    },
    systemSwitch: () => Promise.resolve(rootChange([{ command: 'sudo true', undo: 'sudo false' }])),
    ownProgram: () => Promise.resolve({ words: ['/opt/a node', '/opt/cli.js'], goproxy: null }),
    idOf: (path) => `id of ${path}`,
    ...changed,
  }
}

const placeOf = (host: ReadableHost, version: string): Place | null => {
  const layout = userLayout(host.environment())
  return (
    layout && {
      layout,
      tree: `${layout.directory}/${version}`,
      isThere: false,
      linkTarget: null,
      linkProblem: null,
      doubt: null,
      problem: null,
      freeBytes: 5 * 1024 ** 3,
    }
  )
}
