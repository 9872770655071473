/** When the results were measured, on what, and how long it took; and that they may be out of date where they may be. */
import { useTranslation } from 'react-i18next'
import { useNow } from '../../app/now-store.ts'
import { formatAgo, formatMoment, formatSeconds } from '../../language/format.ts'
import { useLanguage } from '../settings/settings-store.ts'
import { useChecklist } from './checklist-store.ts'
import { checkedAtMs, isListStale } from './staleness.ts'
import styles from './when-checked.module.css'

export const WhenChecked = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const checklist = useChecklist()
  const nowMs = useNow((state) => state.nowMs)
  const thenMs = checkedAtMs(checklist)
  const { report } = checklist
  if (!report || thenMs === null) return null
  const ago = formatAgo(thenMs, nowMs, language)
  const values = { distro: report.host.distro.prettyName, seconds: formatSeconds(report.durationMs, language) }
  return (
    <p className={styles.when}>
      <span title={formatMoment(thenMs, language)}>
        {ago === null ? t('checklist.checkedJustNow', values) : t('checklist.checked', { ...values, ago })}
      </span>
      {isListStale(checklist, nowMs) && <span className={styles.stale}>{t('checklist.outOfDate')}</span>}
    </p>
  )
}
