/** The frame of what stands beside a list (or over it, in a small window). */
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { BackIcon, CrossIcon } from '../ui/icons.tsx'
import styles from './side-panel.module.css'

export interface SidePanelProps {
  readonly isWide: boolean
  /** What it shows: when this changes, its title gets the keyboard. Null where nothing was chosen. */
  readonly name: string | null
  /** A line about it, beside the button that closes. */
  readonly state?: ReactNode
  readonly onLeave: () => void
  readonly children: ReactNode
}

export const SidePanel = ({ isWide, name, state, onLeave, children }: SidePanelProps) => {
  const { t } = useTranslation()
  const content = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (name === null) return
    content.current?.scrollTo({ top: 0 })
    content.current?.querySelector<HTMLElement>('[data-panel-title]')?.focus({ preventScroll: true })
  }, [name])

  return (
    <aside className={classes(styles.panel, isWide ? styles.beside : styles.over)} aria-label={t('details.panel')}>
      {name !== null && (
        <div className={styles.bar}>
          {!isWide && (
            <Button look="bare" icon={<BackIcon />} onClick={onLeave}>
              {t('details.back')}
            </Button>
          )}
          {state ?? <span />}
          {isWide && (
            <IconButton label={t('app.close')} onClick={onLeave}>
              <CrossIcon />
            </IconButton>
          )}
        </div>
      )}
      <div className={styles.content} ref={content} tabIndex={0} role="group" aria-label={t('details.panel')}>
        <div className={styles.column}>{children}</div>
      </div>
    </aside>
  )
}
