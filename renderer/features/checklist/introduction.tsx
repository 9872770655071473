/** The calm line of the first run. It stays until it is put away. */
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { changeSettings, useSettings } from '../settings/settings-store.ts'
import styles from './introduction.module.css'

export const Introduction = () => {
  const { t } = useTranslation()
  const isSeen = useSettings((state) => state.settings.introductionSeen)
  if (isSeen) return null
  const putAway = (): void => {
    void changeSettings({ introductionSeen: true })
    document.getElementById('verdict')?.focus()
  }
  return (
    <div className={styles.introduction}>
      <p>{t('checklist.introduction')}</p>
      <Button isSmall look="bare" onClick={putAway}>
        {t('checklist.introductionPutAway')}
      </Button>
    </div>
  )
}
