/** What can be done about a version that can be had: install it, or switch to it where it is here already. */
import { useTranslation } from 'react-i18next'
import type { GoRow } from '#contract'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { TickIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { useCatalogue } from './catalogue-store.ts'
import { changeAsked } from './go-actions.ts'
import { askPlan } from './plan-store.ts'
import { presenceOf } from './rows.ts'
import styles from './version-action.module.css'

export interface VersionActionProps {
  readonly name: string
  readonly rows: readonly GoRow[]
  readonly look: 'soft' | 'plain' | 'bare'
  /** For lists in which one place is Tab's. */
  readonly place?: string
  readonly tabIndex?: number
}

export const VersionAction = ({ name, rows, look, place, tabIndex }: VersionActionProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { source, scope } = useCatalogue()
  const presence = presenceOf(name, scope, rows)
  const isOwn = presence.kind === 'own' || presence.kind === 'current'
  const canSwitch = presence.kind === 'own' && presence.row.can.includes('use')
  const shared = { isSmall: true, look, tabIndex, 'data-place': place } as const
  return (
    <span className={styles.action}>
      {presence.kind !== 'absent' && (
        <span className={styles.here}>
          <TickIcon size={14} />
          <span>
            {isOwn
              ? t(presence.kind === 'current' ? 'available.current' : 'available.here')
              : t('available.hereOther', { source: pick(presence.row.source, language) })}
          </span>
        </span>
      )}
      {canSwitch && (
        <Button
          {...shared}
          aria-label={t('available.useThis', { version: name })}
          onClick={() => changeAsked('use', presence.row)}
        >
          {t('change.use')}
        </Button>
      )}
      {!isOwn && (
        <Button
          {...shared}
          aria-label={t('available.installThis', { version: name })}
          onClick={() => void askPlan({ kind: 'install', version: name, scope, source }, name)}
        >
          {t('available.install')}
        </Button>
      )}
    </span>
  )
}
