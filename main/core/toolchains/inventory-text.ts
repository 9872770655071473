/** The inventory as a table for a terminal. */
import type { Language, Text } from '#contract'
import { columnsOf, padTo, printable } from '../report/columns.ts'
import { contextTexts } from '../probes/sessions.ts'
import { formatSize } from '../size.ts'
import { genuineWord } from './genuine-text.ts'
import { warningMarks, type Warning } from './warnings.ts'
import type { Integrity } from './integrity.ts'
import type { Inventory, InventoryRow } from './inventory.ts'
import { sourceText } from './source-of.ts'

const words = {
  version: { en: 'VERSION', 'zh-CN': '版本' },
  source: { en: 'FROM', 'zh-CN': '来源' },
  runs: { en: 'RUNS IN', 'zh-CN': '运行于' },
  size: { en: 'SIZE', 'zh-CN': '大小' },
  intact: { en: 'INTACT', 'zh-CN': '完整性' },
  notes: { en: 'NOTES', 'zh-CN': '提示' },
  tree: { en: 'TREE', 'zh-CN': '目录' },
  unknown: { en: 'unknown', 'zh-CN': '未知' },
  none: {
    en: 'No Go was found, on the PATH of any session or in the usual places.',
    'zh-CN': '在所有会话的 PATH 和常见位置都没有找到 Go。',
  },
  star: { en: '* what a new terminal gets', 'zh-CN': '* 新终端使用的 Go' },
  current: { en: 'current', 'zh-CN': '当前' },
  system: { en: 'system', 'zh-CN': '系统' },
  strangers: {
    en: 'Named go, but no Go, or would not say which:',
    'zh-CN': '名为 go 的程序，但它不是 Go，或不说明自己是哪个 Go：',
  },
} as const satisfies Readonly<Record<string, Text>>

/** What more is known of trees. */
export interface TreeDetails {
  /** Bytes of each tree, null where it could not be read; without it there is no such column. */
  readonly sizes?: ReadonlyMap<string, number | null> | undefined
  /** Whether each is as published; where nothing is known of any, there is no such column. */
  readonly found?: ReadonlyMap<string, Integrity | null> | undefined
  /** What to know of each before one builds with it; where there is nothing to know of any, there is no such column. */
  readonly warnings?: ReadonlyMap<string, readonly Warning[]> | undefined
}

export const renderInventory = (
  { rows, strangers }: Inventory,
  language: Language,
  details: TreeDetails = {},
): string => {
  const { sizes } = details
  const found = rows.some(({ tree }) => details.found?.get(tree)) ? details.found : undefined
  const warnings = rows.some(({ tree }) => details.warnings?.get(tree)?.length) ? details.warnings : undefined
  const heading = [
    '',
    words.version,
    words.source,
    words.runs,
    ...(sizes ? [words.size] : []),
    ...(found ? [words.intact] : []),
    ...(warnings ? [words.notes] : []),
    words.tree,
  ].map((word) => (typeof word === 'string' ? word : word[language]))
  const table = [heading, ...rows.map((row) => cellsOf(row, language, { sizes, found, warnings }))]
  const widths = heading.map((_, column) => Math.max(...table.map((cells) => columnsOf(cells[column] ?? ''))))
  const lines = table.map((cells) =>
    cells
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const list = rows.length === 0 ? [words.none[language]] : lines
  const legend = rows.some(({ isActive }) => isActive) ? ['', words.star[language]] : []
  const others =
    strangers.length === 0
      ? []
      : [
          '',
          words.strangers[language],
          ...strangers.map(({ path, problem }) => printable(`  ${path}  ${problem ?? ''}`).trimEnd()),
        ]
  return `${[...list, ...legend, ...others].join('\n')}\n`
}

const cellsOf = (row: InventoryRow, language: Language, { sizes, found, warnings }: TreeDetails): readonly string[] => {
  const size = sizes?.get(row.tree)
  return [
    row.isActive ? '*' : ' ',
    [row.version ?? words.unknown[language], row.foreignPlatform].filter((part) => part !== null).join(' '),
    [sourceText(row.source, row.owner)[language], ownership(row, language)].filter((part) => part !== '').join(' '),
    row.runsIn.length === 0 ? '-' : row.runsIn.map((name) => contextTexts[name][language]).join(', '),
    ...(sizes ? [typeof size === 'number' ? formatSize(size) : words.unknown[language]] : []),
    ...(found ? [genuineWord(found.get(row.tree)?.found ?? null)[language]] : []),
    ...(warnings ? [marksOf(warnings.get(row.tree) ?? [], language)] : []),
    row.tree,
  ].map(printable)
}

const marksOf = (warnings: readonly Warning[], language: Language): string =>
  warnings.length === 0 ? '-' : warnings.map(({ kind }) => warningMarks[kind][language]).join(', ')

const ownership = ({ own }: InventoryRow, language: Language): string => {
  if (!own) return ''
  const notes = [
    ...(own.scope === 'system' ? [words.system[language]] : []),
    ...(own.isCurrent ? [words.current[language]] : []),
  ]
  return notes.length === 0 ? '' : `(${notes.join(', ')})`
}
