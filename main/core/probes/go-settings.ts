/** Who gives a Go setting its value: the environment of a session, the file of `go env -w`, or the tree's own go.env. */
import { valueOr, type ReadableHost } from '../host.ts'
import { readActiveGo } from './active-go.ts'
import { goSettingOf, parseGoEnvFile, readGoSituations, type GoSituation } from './go-paths.ts'
import type { ContextName } from './sessions.ts'
import { assignmentsOf, readStartFiles, type Assignment } from './start-files.ts'

export interface GoSetting {
  readonly name: string
  readonly value: string
  /** In the order in which Go asks them. */
  readonly setBy: 'environment' | 'file' | 'tree'
  /** Where the value is: the file, or the context whose environment has it. */
  readonly source: string
  /** Null for a file, and on a mounted disk. */
  readonly context: ContextName | null
  /** The lines of start files that set it, where the environment has it. */
  readonly assignments: readonly Assignment[]
}

/** Each value that `name` has in the person's terminal and in this app, once. Empty where nothing sets it. */
export const readGoSetting = async (host: ReadableHost, name: string): Promise<readonly GoSetting[]> => {
  const settings = (await readGoSettings(host, [name])).map((situation) => situation[name])
  const seen = new Map(settings.flatMap((each) => (each ? [[`${each.value} ${each.source}`, each] as const] : [])))
  return [...seen.values()]
}

/** What `names` are in each situation, the person's terminal first: what holds together. What nothing sets is left out. */
export const readGoSettings = async <Name extends string>(
  host: ReadableHost,
  names: readonly Name[],
): Promise<readonly Partial<Readonly<Record<Name, GoSetting>>>[]> => {
  const [situations, go] = await Promise.all([readGoSituations(host), readActiveGo(host)])
  const treeFile = go?.goroot ? `${go.goroot}/go.env` : null
  const ofTree = treeFile === null ? {} : parseGoEnvFile(valueOr(await host.readText(treeFile), ''))
  return Promise.all(
    situations.map(async (situation) => {
      const found = await Promise.all(
        names.map(async (name) => {
          const value = ofTree[name]
          const own: GoSetting | null =
            value && treeFile !== null
              ? { name, value, setBy: 'tree', source: treeFile, context: null, assignments: [] }
              : null
          return [name, (await settingIn(host, situation, name)) ?? own] as const
        }),
      )
      return Object.fromEntries(found.filter(([, setting]) => setting !== null)) as Partial<Record<Name, GoSetting>>
    }),
  )
}

const settingIn = async (host: ReadableHost, situation: GoSituation, name: string): Promise<GoSetting | null> => {
  const found = goSettingOf(situation, name)
  if (!found) return null
  if (found.setBy === 'file') {
    return { ...found, name, source: situation.file?.path ?? 'GOENV', context: null, assignments: [] }
  }
  const assignments = assignmentsOf(await readStartFiles(host), name).filter(
    (assignment) => assignment.value === null || assignment.value === found.value,
  )
  return { ...found, name, source: `${name} (${situation.context ?? ''})`, context: situation.context, assignments }
}
