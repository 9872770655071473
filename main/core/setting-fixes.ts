/** How Go settings that should not be there are taken out of where they came from. Described only; nothing is run. */
import type { DescribedFix } from './check.ts'
import { actionFor, lineEdits } from './line-edit.ts'
import type { GoSetting } from './probes/go-settings.ts'
import { shell } from './shell.ts'

export type UnsetFixId = 'unsetFile' | 'comment' | 'unsetEnvironment'

/**
 * One fix for what `go env -w` wrote, one for lines of the person's start files, one for what else the environment has;
 * each only where there is something for it. A tree's own go.env is its distribution's and stays. `go` is a path.
 */
export const unsetFixes = (go: string, settings: readonly GoSetting[]): readonly DescribedFix<UnsetFixId>[] => {
  const inFile = settings.filter(({ setBy }) => setBy === 'file')
  const inEnvironment = settings.filter(({ setBy }) => setBy === 'environment')
  const lines = inEnvironment.flatMap(({ name, assignments }) =>
    assignments
      .filter((line) => line.file.home !== null && actionFor(line, name) === 'comment')
      .map((line) => ({ name, line })),
  )
  const edits = lineEdits(lines, 'comment')
  const elsewhere = inEnvironment.filter(({ name }) => !lines.some((line) => line.name === name))
  const namesOf = (named: readonly { readonly name: string }[]): readonly string[] => [
    ...new Set(named.map(({ name }) => name)),
  ]
  const fixes: DescribedFix<UnsetFixId>[] = []
  if (inFile.length > 0) {
    fixes.push({
      id: 'unsetFile',
      values: { names: namesOf(inFile).join(', ') },
      privilege: 'user',
      activation: 'now',
      commands: [shell`${go} env -u ${namesOf(inFile)}`],
      undo: { level: 'full', commands: [shell`${go} env -w ${inFile.map(({ name, value }) => `${name}=${value}`)}`] },
    })
  }
  if (lines.length > 0) {
    fixes.push({
      id: 'comment',
      values: {
        names: namesOf(lines).join(', '),
        places: [...new Set(lines.map(({ line }) => `${line.file.path}:${line.line}`))].join(', '),
      },
      privilege: 'user',
      activation: 'relogin',
      commands: edits.commands,
      undo: { level: 'full', commands: edits.undo },
    })
  }
  if (elsewhere.length > 0) {
    fixes.push({
      id: 'unsetEnvironment',
      values: { names: namesOf(elsewhere).join(', ') },
      privilege: 'user',
      activation: 'now',
      commands: [shell`unset ${namesOf(elsewhere)}`],
      undo: { level: 'partial', commands: [] },
    })
  }
  return fixes
}
