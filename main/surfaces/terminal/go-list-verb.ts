/** `groundwork go list`: every Go on this machine, or every one that there is to install. */
import type { Command } from 'commander'
import type { Language } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { jsonText } from '../../core/report/json.ts'
import { leftoverText, type Cleaned } from '../../core/toolchains/cleaned.ts'
import { integrityAsJson } from '../../core/toolchains/integrity-json.ts'
import type { Effort, Integrity } from '../../core/toolchains/integrity.ts'
import type { Inventory } from '../../core/toolchains/inventory.ts'
import { renderInventory } from '../../core/toolchains/inventory-text.ts'
import { parseGoVersion, type GoVersion } from '../../core/toolchains/go-version.ts'
import { warningsFor } from '../../core/toolchains/warnings.ts'
import { availableAsJson, availableAsText, type Available } from './go-available.ts'
import type { Terminal } from './program.ts'
import { jsonOption, languageOption } from './verb-options.ts'

/** What the verb asks of the machine. */
export interface InventoryActions {
  inventory(): Promise<Inventory>
  /** The newest release of each line that is known of; nobody is asked. */
  releases(): Promise<readonly GoVersion[]>
  /** What an interruption left, and the next change takes away. */
  leftovers(): Promise<readonly Cleaned[]>
  /** Every version that is known of. */
  available(): Promise<Available>
  /** Bytes on disk of each tree; null where it could not be read. */
  sizes(trees: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, number | null>>
  /** Whether each tree is as published; null where nothing is remembered of it. */
  integrities(
    trees: readonly string[],
    effort: Effort,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Integrity | null>>
}

interface ListOptions {
  readonly json?: boolean
  readonly sizes?: boolean
  readonly verify?: boolean
  readonly available?: boolean
  readonly all?: boolean
  readonly language?: Language
}

export const addGoList = (go: Command, terminal: Terminal, end: (status: number) => void): void => {
  go.command('list')
    .description('every Go on this machine, whoever installed it')
    .option('--sizes', 'count what each takes on disk')
    .option('--verify', 'read each and ask whether it is as published; else it is said of those asked about before')
    .addOption(jsonOption())
    .option('--available', 'instead, the versions that there are to install, and who says so')
    .option('--all', 'with --available: every version')
    .addOption(languageOption())
    .action(async (options: ListOptions) => {
      const actions = await terminal.go()
      const language = options.language ?? terminal.language
      if (options.available) {
        const available = await actions.available()
        if (options.json) terminal.write(availableAsJson(available))
        else terminal.write(availableAsText(available, options.all ?? false, language))
        return end(available.catalogue.versions.length === 0 ? 1 : 0)
      }
      const [inventory, releases] = await Promise.all([actions.inventory(), actions.releases()])
      const trees = inventory.rows.map(({ tree }) => tree)
      const sizes = options.sizes ? await actions.sizes(trees, terminal.interrupted) : undefined
      const found = await actions.integrities(trees, options.verify ? 'measured' : 'remembered', terminal.interrupted)
      const leftovers = await actions.leftovers()
      if (terminal.interrupted.aborted) return end(130)
      for (const one of leftovers) terminal.writeError(`${printable(leftoverText(one)[language])}\n`)
      const warnings = new Map(
        inventory.rows.map(({ tree, version: name }) => {
          const version = parseGoVersion(name ?? '')
          return [tree, version ? warningsFor(version, releases) : []]
        }),
      )
      if (!options.json) return terminal.write(renderInventory(inventory, language, { sizes, found, warnings }))
      const rows = inventory.rows.map((row) => ({
        ...row,
        ...(sizes && { bytes: sizes.get(row.tree) ?? null }),
        warnings: (warnings.get(row.tree) ?? []).map(({ text }) => text),
        integrity: integrityAsJson(found.get(row.tree) ?? null),
      }))
      terminal.write(jsonText({ ...inventory, rows }))
    })
}
