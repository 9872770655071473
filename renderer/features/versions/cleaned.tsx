/** What interrupted changes had left, and was taken away: quietly, below what is here. */
import { useTranslation } from 'react-i18next'
import type { GoInventory } from '#contract'
import { pick } from '../../language/words.ts'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './strangers.module.css'

export const Cleaned = ({ cleaned }: Pick<GoInventory, 'cleaned'>) => {
  const { t } = useTranslation()
  const language = useLanguage()
  if (cleaned.length === 0) return null
  return (
    <div className={styles.strangers}>
      <h3 className={styles.heading}>{t('versions.cleaned')}</h3>
      <ul>
        {cleaned.map((sentence, index) => (
          <li key={index} className={styles.stranger}>
            {pick(sentence, language)}
          </li>
        ))}
      </ul>
    </div>
  )
}
