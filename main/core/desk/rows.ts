/** The inventory as the page shows it. */
import type { GoInventory, GoRow, Integrity as ShownIntegrity, Provenance as ShownProvenance, Text } from '#contract'
import { contextTexts } from '../probes/sessions.ts'
import { authorityName, genuineTextWithFiles, isPartly } from '../toolchains/genuine-text.ts'
import type { Genuineness } from '../toolchains/genuine.ts'
import { parseGoVersion, type GoVersion } from '../toolchains/go-version.ts'
import type { Integrity } from '../toolchains/integrity.ts'
import type { Inventory, InventoryRow } from '../toolchains/inventory.ts'
import type { Provenance } from '../toolchains/provenance.ts'
import { proofTexts } from '../toolchains/provenance-text.ts'
import { sourceText } from '../toolchains/source-of.ts'
import { warningsFor } from '../toolchains/warnings.ts'

/** What is known besides what is seen. */
export interface KnownOfRows {
  /** By tree, as are `provenances`. */
  readonly integrities: ReadonlyMap<string, Integrity | null>
  readonly provenances: ReadonlyMap<string, Provenance | null>
  /** The newest release of each line that is known of. */
  readonly releases: readonly GoVersion[]
}

/** `idOf` names a tree. */
export const rowsOf = (
  { rows, strangers }: Inventory,
  known: KnownOfRows,
  idOf: (path: string) => string,
): Omit<GoInventory, 'cleaned'> => {
  return {
    rows: rows.map((row) => rowOf(row, known, idOf)),
    strangers: strangers.map(({ path, problem }) => ({ path, problem: strangerText(problem) })),
  }
}

const rowOf = (
  row: InventoryRow,
  { integrities, provenances, releases }: KnownOfRows,
  idOf: (path: string) => string,
): GoRow => {
  const integrity = integrities.get(row.tree) ?? null
  const provenance = provenances.get(row.tree) ?? null
  const version = parseGoVersion(row.version ?? '')
  return {
    id: idOf(row.tree),
    version: row.version,
    tree: row.tree,
    source: sourceText(row.source, row.owner),
    runsIn: row.runsIn.map((name) => contextTexts[name]),
    hiddenIn: row.hiddenIn.map((name) => contextTexts[name]),
    isActive: row.isActive,
    own: row.own,
    foreignPlatform: row.foreignPlatform,
    integrity: integrity && integrityText(integrity),
    provenance: provenance && provenanceText(provenance),
    warnings: version ? warningsFor(version, releases).map(({ short, text }) => ({ short, text })) : [],
    can: [...changesFor(row)],
  }
}

export const integrityText = ({ found, at }: Integrity): ShownIntegrity => ({
  word: wordOf(found),
  text: genuineTextWithFiles(found),
  by: found.kind === 'cannot-tell' ? null : authorityName(found.by),
  at: at.toISOString(),
})

const wordOf = (found: Genuineness): ShownIntegrity['word'] =>
  (found.kind === 'published' || found.kind === 'published-but-go-env') && isPartly(found)
    ? `builds-${found.kind}`
    : found.kind

const provenanceText = (provenance: Provenance): ShownProvenance => ({
  from: provenance.from,
  proofs: [...proofTexts(provenance)],
  at: provenance.at.toISOString(),
})

/** What can be planned for a row. A plan may still say why it cannot be done. */
export const changesFor = (row: InventoryRow): GoRow['can'] => {
  if (row.source === 'module-cache') return row.foreignPlatform === null ? ['adopt', 'clean'] : ['clean']
  if (ownVersion(row)) return row.own?.isCurrent && row.isActive ? ['remove'] : ['use', 'remove']
  const isPublished = parseGoVersion(row.version ?? '') !== null && !built.includes(row.source)
  return isPublished && !row.own && !row.owner && row.foreignPlatform === null ? ['adopt'] : []
}

/** Those build Go themselves: what they put here was never published. */
const built: readonly InventoryRow['source'][] = ['package', 'snap', 'nix', 'homebrew']

/** The version under which Groundwork keeps the tree of `row`: the name of its folder; null where it is not ours. */
export const ownVersion = ({ own, tree }: InventoryRow): GoVersion | null =>
  own ? parseGoVersion(tree.slice(tree.lastIndexOf('/') + 1)) : null

const strangerText = (problem: string | null): Text =>
  problem === null
    ? { en: 'It would not say which Go it starts.', 'zh-CN': '它没有说明会启动哪个 Go。' }
    : { en: problem, 'zh-CN': problem }
