/** How the toolchain line of a go.mod or go.work is put right, by the go command's own edit. */
import { shell } from '../shell.ts'
import type { GoFile } from './project.ts'

/**
 * The command that makes it `toolchain`, or takes it out for `none`, and the one that brings it back. None where the go
 * command cannot read what the line says, not even to edit it. GOTOOLCHAIN=local, since go would follow the line first.
 */
export const toolchainEdit = (
  go: string,
  file: Pick<GoFile, 'path' | 'toolchain'>,
  toolchain: string,
): readonly [command: string, undo: string] | readonly [] => {
  if (!/^go1(\.|$)/.test(file.toolchain)) return []
  const verb = file.path.endsWith('/go.work') ? 'work' : 'mod'
  const edit = (value: string): string =>
    shell`GOTOOLCHAIN=local ${go} ${verb} edit ${`-toolchain=${value}`} ${file.path}`
  return [edit(toolchain), edit(file.toolchain)]
}
