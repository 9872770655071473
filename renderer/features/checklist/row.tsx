/** One row of the list: icon and word, title, one line of evidence, how bad it is, and what can be done. */
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { severityTexts } from '#contract/words'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { WaitingIcon, MinusIcon } from '../../ui/icons.tsx'
import listRow from '../../ui/list-row.module.css'
import { useLanguage } from '../settings/settings-store.ts'
import { showPanel } from '../../app/navigation-store.ts'
import { checkThisAgain } from './check-this-again.ts'
import type { Row } from './rows.ts'
import { RowLine } from './row-line.tsx'
import { RowMenu } from './row-menu.tsx'
import styles from './row.module.css'
import { StateIcon, toneClass } from './state-icon.tsx'

export interface RowViewProps {
  readonly row: Row
  /** Whether Tab leads into this row. */
  readonly isCurrent: boolean
  /** Whether the panel shows it. */
  readonly isOpen: boolean
  readonly isStale: boolean
}

export const RowView = ({ row, isCurrent, isOpen, isStale }: RowViewProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { result, isRunning } = row
  const id = `row-${row.key}`
  const open = (): void => showPanel({ kind: 'check', key: row.key })
  const openByMouse = (event: MouseEvent<HTMLElement>): void => {
    const isOnControl = event.target instanceof Element && event.target.closest('button') !== null
    if (result && !isOnControl && document.getSelection()?.isCollapsed !== false) open()
  }
  const tabIndex = isCurrent ? 0 : -1
  return (
    <li
      className={classes(
        listRow.row,
        result && listRow.opens,
        isOpen && listRow.open,
        isStale && styles.stale,
        isRunning && styles.running,
      )}
      data-key={row.key}
      data-state={result?.result ?? 'none'}
      aria-busy={isRunning}
      onClick={openByMouse}
    >
      <span className={styles.icon}>
        {result ? (
          <StateIcon state={result.result} severity={result.severity} />
        ) : isRunning ? (
          <WaitingIcon className={styles.turning} />
        ) : (
          <MinusIcon className={styles.quiet} />
        )}
      </span>
      <div className={styles.body}>
        <h3 className={styles.title} id={`${id}-title`}>
          {pick(row.title, language)}
        </h3>
        <p className={styles.line} id={`${id}-line`}>
          {result ? (
            <RowLine result={result} language={language} />
          ) : (
            <>
              <span className={styles.state}>{isRunning ? t('row.running') : t('row.noResult')}</span>
              {!isRunning && <span>{t('row.noResultReason')}</span>}
            </>
          )}
        </p>
      </div>
      {result?.result === 'fail' && (
        <span
          className={classes(styles.severity, toneClass('fail', result.severity))}
          title={t('row.severity', { word: severityTexts[result.severity][language] })}
        >
          {severityTexts[result.severity][language]}
        </span>
      )}
      {isRunning && result && <span className={styles.again}>{t('row.running')}</span>}
      <span className={styles.actions}>
        {result?.result === 'error' && (
          <Button isSmall tabIndex={tabIndex} aria-disabled={isRunning} onClick={() => checkThisAgain(row)}>
            {t('row.retry')}
          </Button>
        )}
        {result ? (
          <Button
            isSmall
            id={`${id}-open`}
            look={result.fixes.length > 0 ? 'soft' : 'bare'}
            data-place={`row:${row.key}`}
            tabIndex={tabIndex}
            aria-labelledby={`${id}-open ${id}-title`}
            aria-describedby={`${id}-line`}
            onClick={open}
          >
            {result.fixes.length > 0 ? t('row.howToFix') : t('row.details')}
          </Button>
        ) : (
          <Button
            isSmall
            id={`${id}-open`}
            look="bare"
            data-place={`row:${row.key}`}
            tabIndex={tabIndex}
            aria-disabled={isRunning}
            aria-labelledby={`${id}-open ${id}-title`}
            aria-describedby={`${id}-line`}
            onClick={() => !isRunning && checkThisAgain(row)}
          >
            {t('row.check')}
          </Button>
        )}
        {result && <RowMenu result={result} isCurrent={isCurrent} isRunning={isRunning} />}
      </span>
    </li>
  )
}
