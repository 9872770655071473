/** How a person gets a version of Go with Groundwork's own verbs, and takes that back. Described, never run by a check. */
import type { DescribedFix } from './check.ts'
import type { ReadableHost } from './host.ts'
import { probe } from './once.ts'
import { shell } from './shell.ts'
import { readInventory } from './toolchains/inventory.ts'

/** The versions of this person that Groundwork keeps, without `go` in front. */
export interface OwnVersions {
  readonly installed: readonly string[]
  /** The one that `~/.local/go` leads to. */
  readonly current: string | null
}

export const readOwnVersions = probe(async (host: ReadableHost): Promise<OwnVersions> => {
  const { rows } = await readInventory(host)
  const own = rows.filter((row) => row.own?.scope === 'user' && row.version !== null)
  const numberOf = (version: string | null | undefined): string | null => version?.replace(/^go/, '') ?? null
  return {
    installed: own.map(({ version }) => numberOf(version) ?? ''),
    current: numberOf(own.find((row) => row.own?.isCurrent)?.version),
  }
})

/** Installs `version`, e.g. `1.26.8`, where it is not yet, and makes new terminals use it. */
export const useOwnFix = (version: string, { installed, current }: OwnVersions): DescribedFix<'use'> => {
  const isNew = !installed.includes(version)
  return {
    id: 'use',
    values: { version },
    privilege: 'user',
    activation: 'new-shell',
    commands: [...(isNew ? [shell`groundwork go install ${version}`] : []), shell`groundwork go use ${version}`],
    undo: {
      level: 'full',
      commands: [
        // Without a version before it, nothing led to ~/.local/go, and nothing of ours was on PATH.
        ...(current === null
          ? ['groundwork go path --remove', 'rm ~/.local/go']
          : [shell`groundwork go use ${current}`]),
        ...(isNew ? [shell`groundwork go remove ${version}`] : []),
      ],
    },
  }
}
