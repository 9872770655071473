/** What stands beside the list (or over it, in a small window): the chosen check, or the machine. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../../app/navigation-store.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { BackIcon, CrossIcon } from '../../ui/icons.tsx'
import { useChecklist } from '../checklist/checklist-store.ts'
import { CheckDetails } from './check-details.tsx'
import { leavePanel } from './leave-panel.ts'
import { MachineDetails } from './machine-details.tsx'
import styles from './panel.module.css'
import { StateLine } from './state-line.tsx'

export const Panel = ({ isWide }: { readonly isWide: boolean }) => {
  const { t } = useTranslation()
  const panel = useNavigation((state) => state.panel)
  const { results, facts } = useChecklist()
  const content = useRef<HTMLDivElement>(null)
  const result = panel.kind === 'check' ? results[panel.key] : undefined
  const isGone = panel.kind === 'check' && !result
  const name = panel.kind === 'check' ? panel.key : panel.kind

  useEffect(() => {
    if (name === 'none') return
    content.current?.scrollTo({ top: 0 })
    content.current?.querySelector<HTMLElement>('[data-panel-title]')?.focus({ preventScroll: true })
  }, [name])

  // A run that was stopped may leave the shown check without a result.
  useEffect(() => {
    if (isGone) leavePanel()
  }, [isGone])

  const canClose = panel.kind !== 'none'
  return (
    <aside className={classes(styles.panel, isWide ? styles.beside : styles.over)} aria-label={t('details.panel')}>
      {canClose && (
        <div className={styles.bar}>
          {!isWide && (
            <Button look="bare" icon={<BackIcon />} onClick={leavePanel}>
              {t('details.back')}
            </Button>
          )}
          {result ? <StateLine result={result} /> : <span />}
          {isWide && (
            <IconButton label={t('app.close')} onClick={leavePanel}>
              <CrossIcon />
            </IconButton>
          )}
        </div>
      )}
      <div className={styles.content} ref={content} tabIndex={0} role="group" aria-label={t('details.panel')}>
        <div className={styles.column}>
          {result ? <CheckDetails key={result.key} result={result} /> : facts && <MachineDetails facts={facts} />}
        </div>
      </div>
    </aside>
  )
}
