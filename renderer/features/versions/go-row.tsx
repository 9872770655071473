/** One Go: its version, where it runs, who put it there, whether it is as published, how big it is, what can be done. */
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoRow } from '#contract'
import { formatBytes } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { TriangleIcon } from '../../ui/icons.tsx'
import listRow from '../../ui/list-row.module.css'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { PathText } from '../../ui/path-text.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { changeAsked, rowActions } from './go-actions.ts'
import styles from './go-row.module.css'
import { IntegrityMark } from './integrity-mark.tsx'
import { useInventory } from './inventory-store.ts'
import { goPlace } from './leave-versions-panel.ts'
import { UseLine, UseIcon } from './use-line.tsx'
import { showVersionsPanel } from './view-store.ts'

export interface GoRowProps {
  readonly row: GoRow
  /** Whether Tab leads into this row. */
  readonly isCurrent: boolean
  /** Whether the panel shows it. */
  readonly isOpen: boolean
}

export const GoRowView = ({ row, isCurrent, isOpen }: GoRowProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const size = useInventory((state) => state.sizes[row.id])
  const isProving = useInventory((state) => state.proving.includes(row.id))
  const version = row.version ?? t('machine.goVersionUnknown')
  const id = `go-${row.id}`
  const open = (): void => showVersionsPanel({ kind: 'go', id: row.id })
  const openByMouse = (event: MouseEvent<HTMLElement>): void => {
    const isOnControl = event.target instanceof Element && event.target.closest('button') !== null
    if (!isOnControl && document.getSelection()?.isCollapsed !== false) open()
  }
  const tabIndex = isCurrent ? 0 : -1
  return (
    <li
      className={classes(listRow.row, listRow.opens, isOpen && listRow.open, styles.row)}
      data-go={version}
      data-active={row.isActive}
      onClick={openByMouse}
    >
      <span className={styles.icon}>
        <UseIcon row={row} />
      </span>
      <div className={styles.body}>
        <h3 className={styles.title}>
          <span className={styles.version} id={`${id}-title`}>
            {version}
          </span>
          {row.foreignPlatform !== null && <span className={styles.platform}>{row.foreignPlatform}</span>}
          <UseLine row={row} />
        </h3>
        <p className={styles.line} id={`${id}-line`}>
          <span className={styles.source}>{pick(row.source, language)}</span>
          <PathText text={row.tree} />
        </p>
        <ul className={styles.marks}>
          <li>
            <IntegrityMark row={row} tabIndex={tabIndex} isProving={isProving} />
          </li>
          {row.warnings.map((warning, index) => (
            <li key={index} className={styles.warning}>
              <TriangleIcon size={15} />
              <span title={pick(warning.text, language)}>{pick(warning.short, language)}</span>
            </li>
          ))}
        </ul>
      </div>
      <span
        className={styles.size}
        data-measuring={size === undefined}
        aria-label={size === undefined ? t('versions.measuring') : undefined}
        role="note"
      >
        {size === undefined ? '…' : size === null ? t('versions.sizeUnknown') : formatBytes(size, language)}
      </span>
      <span className={styles.actions}>
        {row.can.includes('use') && (
          <Button isSmall look="soft" tabIndex={tabIndex} onClick={() => changeAsked('use', row)}>
            {t('versions.use')}
          </Button>
        )}
        <Button
          isSmall
          look="bare"
          id={`${id}-open`}
          data-place={goPlace(row.id)}
          tabIndex={tabIndex}
          aria-labelledby={`${id}-open ${id}-title`}
          aria-describedby={`${id}-line`}
          onClick={open}
        >
          {t('row.details')}
        </Button>
        <MoreMenu
          label={t('row.more', { title: `${version} ${row.tree}` })}
          entries={rowActions(row, t, isProving)}
          isCurrent={isCurrent}
        />
      </span>
    </li>
  )
}
