/** The menu "⋯" of a row. */
import { useTranslation } from 'react-i18next'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { CheckResult } from '#contract'
import { announce, tellFault } from '../../app/notice-store.ts'
import { iconButtonClass } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { DotsIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { checkThisAgain } from './check-this-again.ts'
import { openReference } from './open-reference.ts'
import { resultText } from './result-text.ts'
import styles from './row-menu.module.css'

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
  return (
    <MenuTrigger>
      <Button
        className={iconButtonClass}
        excludeFromTabOrder={!isCurrent}
        aria-label={t('row.more', { title: result.title[language] })}
      >
        <DotsIcon />
      </Button>
      <Popover placement="bottom end" offset={2} className={styles.over ?? ''}>
        <Menu className={styles.menu ?? ''}>
          <MenuItem className={styles.item ?? ''} isDisabled={isRunning} onAction={() => checkThisAgain(result)}>
            {t('row.checkThis')}
          </MenuItem>
          <MenuItem className={styles.item ?? ''} onAction={() => void copy()}>
            {t('row.copy')}
          </MenuItem>
          {result.references.length > 0 && (
            <MenuItem className={styles.item ?? ''} onAction={() => void open()}>
              {t('row.documentation')}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
