/** Who gives a Go setting its value: the environment of a session, the file of `go env -w`, or the tree's own go.env. */
import { valueOr, type ReadableHost } from '../host.ts'
import { readActiveGo } from './active-go.ts'
import { goSettingOf, parseGoEnvFile, readGoSituations } from './go-paths.ts'
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
  const [situations, go] = await Promise.all([readGoSituations(host), readActiveGo(host)])
  const treeFile = `${go?.goroot ?? ''}/go.env`
  const ofTree = go?.goroot ? parseGoEnvFile(valueOr(await host.readText(treeFile), ''))[name] : undefined
  const settings = await Promise.all(
    situations.map(async (situation): Promise<GoSetting | null> => {
      const found = goSettingOf(situation, name)
      if (!found) {
        return ofTree ? { name, value: ofTree, setBy: 'tree', source: treeFile, context: null, assignments: [] } : null
      }
      if (found.setBy === 'file') {
        return { ...found, name, source: situation.file?.path ?? 'GOENV', context: null, assignments: [] }
      }
      const assignments = assignmentsOf(await readStartFiles(host), name).filter(
        (assignment) => assignment.value === null || assignment.value === found.value,
      )
      return { ...found, name, source: `${name} (${situation.context ?? ''})`, context: situation.context, assignments }
    }),
  )
  const seen = new Map(settings.filter((each) => each !== null).map((each) => [`${each.value} ${each.source}`, each]))
  return [...seen.values()]
}
