/** The machine in one line: distribution, kernel, C library, the Go that a new terminal gets. */
import { useTranslation } from 'react-i18next'
import type { Facts } from '#contract'
import { useNavigation, showPanel } from '../../app/navigation-store.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { MachineIcon } from '../../ui/icons.tsx'
import { PathText } from '../../ui/path-text.tsx'
import styles from './facts-line.module.css'

/** Marks the button that opens the machine's panel, so that the keyboard can come back to it. */
export const machineButtonId = 'open-machine'

export const FactsLine = ({ facts, isWide }: { readonly facts: Facts; readonly isWide: boolean }) => {
  const { t } = useTranslation()
  const isPanelTaken = useNavigation((state) => state.panel.kind === 'check')
  const showMachine = (): void => showPanel({ kind: 'machine' })
  const { distro, kernel, libc, go } = facts
  return (
    <div className={styles.line}>
      <ul className={styles.facts} aria-label={t('machine.title')}>
        <li className={styles.distro}>{distro.prettyName}</li>
        {kernel.release !== null && <li>Linux {kernel.release}</li>}
        {(libc.kind === 'glibc' || libc.kind === 'musl') && (
          <li>{[libc.kind, libc.version].filter(Boolean).join(' ')}</li>
        )}
        <li className={styles.go}>
          {go ? (
            <>
              <span className={styles.version}>{go.version ?? t('machine.goVersionUnknown')}</span>
              <PathText text={go.path} />
            </>
          ) : (
            t('machine.noGo')
          )}
        </li>
      </ul>
      {!isWide && (
        <Button isSmall look="bare" id={machineButtonId} icon={<MachineIcon />} onClick={showMachine}>
          {t('machine.more')}
        </Button>
      )}
      {isWide && isPanelTaken && (
        <IconButton id={machineButtonId} label={t('machine.more')} onClick={showMachine}>
          <MachineIcon />
        </IconButton>
      )}
    </div>
  )
}
