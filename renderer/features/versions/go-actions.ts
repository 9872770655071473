/** What can be done with a Go that is here. */
import i18next, { type TFunction } from 'i18next'
import type { GoRow } from '#contract'
import { announce, tellFault } from '../../app/notice-store.ts'
import { call } from '../../client/client.ts'
import { copyText } from '../../ui/copy-text.ts'
import type { MenuEntry } from '../../ui/more-menu.tsx'
import { prove } from './inventory-store.ts'
import { askPlan } from './plan-store.ts'

/** Shows what a change would do to `row`. */
export const changeAsked = (kind: GoRow['can'][number], row: GoRow): void =>
  void askPlan({ kind, id: row.id }, row.version ?? row.tree)

/** Opens the folder of `row` in the file manager; where there is none, the page says where the folder is. */
export const reveal = async ({ id }: GoRow): Promise<void> => {
  const answer = await call('go:reveal', { id })
  if (!answer.ok) tellFault(answer.fault)
}

/** Has `row` proved, and says aloud what was found. */
export const proveAloud = async (row: GoRow): Promise<void> => {
  const version = row.version ?? row.tree
  announce(i18next.t('spoken.proving', { version }))
  const found = await prove(row.id)
  if (found) announce(`${version}: ${i18next.t(`integrity.${found.word}`)}`)
}

const copyPath = async ({ tree }: GoRow): Promise<void> =>
  announce((await copyText(tree)) ? i18next.t('copy.copied') : i18next.t('copy.failed'))

/** The menu of a row: only what can be planned for it, then what changes nothing. */
export const rowActions = (row: GoRow, t: TFunction, isProving: boolean): readonly MenuEntry[] => [
  ...row.can.map((kind) => ({ id: kind, label: t(`change.${kind}`), onAction: () => changeAsked(kind, row) })),
  { id: 'prove', label: t('versions.proveNow'), isDisabled: isProving, onAction: () => void proveAloud(row) },
  { id: 'reveal', label: t('versions.reveal'), onAction: () => void reveal(row) },
  { id: 'copy', label: t('versions.copyPath'), onAction: () => void copyPath(row) },
]
