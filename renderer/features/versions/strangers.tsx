/** Programs named `go` that are no Go, or do not say which: quietly, below what is here. */
import { useTranslation } from 'react-i18next'
import type { GoInventory } from '#contract'
import { pick } from '../../language/words.ts'
import { PathText } from '../../ui/path-text.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './strangers.module.css'

export const Strangers = ({ strangers }: Pick<GoInventory, 'strangers'>) => {
  const { t } = useTranslation()
  const language = useLanguage()
  if (strangers.length === 0) return null
  return (
    <div className={styles.strangers}>
      <h3 className={styles.heading}>{t('versions.strangers')}</h3>
      <ul>
        {strangers.map(({ path, problem }) => (
          <li key={path} className={styles.stranger}>
            <PathText text={path} />
            <span>{pick(problem, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
