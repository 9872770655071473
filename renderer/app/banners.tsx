/** Calm lines over every screen: how the app runs where that matters, and the last fault. */
import { useTranslation } from 'react-i18next'
import { faultText } from '#contract/fault-text'
import { useLanguage, useSettings } from '../features/settings/settings-store.ts'
import { pick } from '../language/words.ts'
import { IconButton } from '../ui/button.tsx'
import { CrossIcon, NoteIcon, TriangleIcon } from '../ui/icons.tsx'
import styles from './banners.module.css'
import { putFaultAway, useNotices } from './notice-store.ts'

export const Banners = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { isRoot, isSandboxed } = useSettings((state) => state.app)
  const fault = useNotices((state) => state.fault)
  return (
    <div role="region" aria-label={t('app.notices')}>
      {(isRoot || !isSandboxed) && (
        <p className={styles.banner}>
          <NoteIcon size={16} className={styles.icon} />
          <span>{[isRoot && t('app.root'), !isSandboxed && t('app.unsandboxed')].filter(Boolean).join(' ')}</span>
        </p>
      )}
      {fault && (
        <div className={styles.fault} role="alert">
          <TriangleIcon size={16} className={styles.icon} />
          <span>{pick(faultText(fault), language)}</span>
          <IconButton className={styles.away} label={t('app.putAway')} onClick={putFaultAway}>
            <CrossIcon />
          </IconButton>
        </div>
      )}
    </div>
  )
}
