/** Whether a Go is as published: sign, word, and who says so; where nobody looked since it came, the button that has it proved. */
import { useTranslation } from 'react-i18next'
import type { GoRow } from '#contract'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { MinusIcon, OctagonIcon, QuestionIcon, TickIcon, WaitingIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { proveAloud } from './go-actions.ts'
import styles from './integrity-mark.module.css'
import { integrityWordOf } from './rows.ts'

const icons = {
  published: TickIcon,
  'published-but-go-env': TickIcon,
  'builds-published': TickIcon,
  'builds-published-but-go-env': TickIcon,
  differs: OctagonIcon,
  'cannot-tell': QuestionIcon,
  'proved-then': MinusIcon,
  'not-proved': MinusIcon,
} as const

export interface IntegrityMarkProps {
  readonly row: GoRow
  readonly isProving: boolean
  /** Of the button. */
  readonly tabIndex?: number
}

export const IntegrityMark = ({ row, isProving, tabIndex }: IntegrityMarkProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const word = integrityWordOf(row)
  const by = row.integrity?.by
  const Icon = isProving ? WaitingIcon : icons[word]
  return (
    <span className={styles.mark} data-integrity={isProving ? 'proving' : word}>
      <Icon size={15} className={classes(isProving ? styles.turning : styles[word])} />
      <span>{isProving ? t('versions.proving') : t(`integrity.${word}`)}</span>
      {by && !isProving && <span className={styles.by}>{pick(by, language)}</span>}
      {row.integrity === null && !isProving && (
        <Button
          look="bare"
          isSmall
          className={styles.prove}
          tabIndex={tabIndex}
          aria-label={t('versions.proveThis', { version: row.version ?? row.tree })}
          onClick={() => void proveAloud(row)}
        >
          {t('versions.prove')}
        </Button>
      )}
    </span>
  )
}
