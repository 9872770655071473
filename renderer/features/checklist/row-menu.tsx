/** The menu "⋯" of a row. */
import { useTranslation } from 'react-i18next'
import type { CheckResult } from '#contract'
import { announce, tellFault } from '../../app/notice-store.ts'
import { copyText } from '../../ui/copy-text.ts'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { checkThisAgain } from './check-this-again.ts'
import { openReference } from './open-reference.ts'
import { resultText } from './result-text.ts'

export interface RowMenuProps {
  readonly result: CheckResult
  /** Whether Tab leads to it: only in the row the keyboard is on. */
  readonly isCurrent: boolean
  readonly isRunning: boolean
}

export const RowMenu = ({ result, isCurrent, isRunning }: RowMenuProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const copy = async (): Promise<void> => {
    announce((await copyText(resultText(result, language))) ? t('copy.copied') : t('copy.failed'))
  }
  const open = async (): Promise<void> => {
    const url = await openReference(result.key, 0)
    if (url !== null) tellFault({ kind: 'cannot-open', url })
  }
  const entries = [
    { id: 'check', label: t('row.checkThis'), isDisabled: isRunning, onAction: () => checkThisAgain(result) },
    { id: 'copy', label: t('row.copy'), onAction: () => void copy() },
    ...(result.references.length > 0
      ? [{ id: 'documentation', label: t('row.documentation'), onAction: () => void open() }]
      : []),
  ]
  return <MoreMenu label={t('row.more', { title: result.title[language] })} entries={entries} isCurrent={isCurrent} />
}
