/** Every Go on this machine: what the PATH of each session leads to, and what stands in the well-known places (K01). */
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { expandPlace, placesNamedIn, usualPlaces } from './go-places.ts'
import { identifyGo, type GoProgram } from './go-program.ts'
import { allOnPath, isProgram } from './on-path.ts'
import { packagedIn, readOwners, type Owner } from './package-owner.ts'
import { readContexts, type ContextName } from './sessions.ts'

/** A Go tree, found by one or more names. */
export interface GoInstall {
  /** The tree, without links. */
  readonly goroot: string
  readonly version: string | null
  /** The programs that lead to it, as found: `/usr/bin/go`, `/usr/lib/go-1.19/bin/go`. */
  readonly programs: readonly GoProgram[]
  /** Where a PATH leads to it: the context, the program, and whether it is the first there. */
  readonly reached: readonly Reached[]
  /** The package it belongs to; null where none was found. */
  readonly owner: Owner | null
}

export interface Reached {
  readonly context: ContextName
  readonly program: string
  readonly isFirst: boolean
}

export interface GoInstalls {
  readonly installs: readonly GoInstall[]
  /** Programs named `go` that lead to no Go tree, or would not say. */
  readonly strangers: readonly Stranger[]
}

export interface Stranger extends GoProgram {
  /** The sessions that run it: it is the first `go` on their PATH. */
  readonly firstIn: readonly ContextName[]
}

/** All Go trees, each once however many names lead to it; those that a PATH reaches first. */
export const readGoInstalls = probe(async (host): Promise<GoInstalls> => {
  const [onPath, offPath] = await Promise.all([findOnPath(host), findOffPath(host)])
  const paths = new Map<string, Readonly<Record<string, string>> | null>()
  for (const { environment, programs } of onPath) {
    for (const program of programs) if (!paths.has(program)) paths.set(program, environment)
  }
  for (const path of offPath) if (!paths.has(path)) paths.set(path, null)
  const programs = await Promise.all([...paths].map(([path, environment]) => identifyGo(host, path, environment)))

  const byTree = new Map<string, GoProgram[]>()
  const identities = new Map<string, string>()
  for (const program of programs) {
    if (program.goroot === null) continue
    // Two names of one directory (a bind mount) are one tree.
    const status = await host.status(program.goroot)
    const identity = (status.ok ? status.value.identity : null) ?? program.goroot
    const goroot = identities.get(identity) ?? program.goroot
    identities.set(identity, goroot)
    byTree.set(goroot, [...(byTree.get(goroot) ?? []), program])
  }
  const owners = await readOwners(
    host,
    [...byTree.keys()].filter(packagedIn).map((goroot) => `${goroot}/bin/go`),
  )
  const installs = [...byTree].map(([goroot, found]): GoInstall => {
    const names = new Set(found.map(({ path }) => path))
    return {
      goroot,
      version: found.find(({ version }) => version !== null)?.version ?? null,
      programs: found,
      reached: onPath.flatMap(({ context, programs: list }) =>
        list.flatMap((program, index) => (names.has(program) ? [{ context, program, isFirst: index === 0 }] : [])),
      ),
      owner: owners.get(`${goroot}/bin/go`) ?? null,
    }
  })
  return {
    installs: installs.sort((a, b) => rank(a) - rank(b) || (a.goroot < b.goroot ? -1 : 1)),
    strangers: programs.flatMap((program) =>
      program.goroot === null
        ? [
            {
              ...program,
              firstIn: onPath.flatMap(({ context, programs: list }) => (list[0] === program.path ? [context] : [])),
            },
          ]
        : [],
    ),
  }
})

const rank = ({ reached }: GoInstall): number =>
  reached.some(({ isFirst }) => isFirst) ? 0 : reached.length > 0 ? 1 : 2

const findOnPath = async (host: ReadableHost) =>
  Promise.all(
    (await readContexts(host)).map(async ({ name, environment }) => ({
      context: name,
      environment,
      programs: environment?.PATH === undefined ? [] : await allOnPath(host, environment.PATH, 'go'),
    })),
  )

const findOffPath = async (host: ReadableHost): Promise<readonly string[]> => {
  const look = async (places: readonly string[]): Promise<readonly string[]> => {
    const directories = (await Promise.all(places.map((place) => expandPlace(host, place)))).flat()
    const programs = await Promise.all(
      directories.map(async (directory) => ((await isProgram(host, `${directory}/go`)) ? `${directory}/go` : null)),
    )
    return programs.filter((program) => program !== null)
  }
  const named = async (): Promise<readonly string[]> => {
    const contexts = await readContexts(host)
    return look([...new Set(contexts.flatMap(({ environment }) => (environment ? placesNamedIn(environment) : [])))])
  }
  // The shells of the sessions are slow to answer; meanwhile the usual places are looked at.
  const [usual, others] = await Promise.all([host.homes().then((homes) => look(usualPlaces(homes))), named()])
  return [...usual, ...others]
}
