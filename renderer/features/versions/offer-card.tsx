/** A version that is offered before all others. */
import { useTranslation } from 'react-i18next'
import type { GoRow } from '#contract'
import { classes } from '../../ui/classes.ts'
import card from '../../ui/card.module.css'
import type { Offer } from './available.ts'
import styles from './offer-card.module.css'
import { VersionAction } from './version-action.tsx'
import { VersionMarks } from './version-marks.tsx'

export interface OfferCardProps {
  readonly offer: Offer
  readonly rows: readonly GoRow[]
}

export const OfferCard = ({ offer, rows }: OfferCardProps) => {
  const { t } = useTranslation()
  const { version, role } = offer
  return (
    <li className={classes(card.card, styles.offer)} data-offer={version.name}>
      <p className={styles.role}>{t(`available.role_${role}`)}</p>
      <h3 className={styles.name}>{version.name}</h3>
      <VersionMarks version={version} />
      <div className={styles.action}>
        <VersionAction name={version.name} rows={rows} look={role === 'newest' ? 'soft' : 'plain'} />
      </div>
    </li>
  )
}
