/** What was measured, one thing after the other: what, found, expected, and where it comes from. */
import { useTranslation } from 'react-i18next'
import type { Evidence, Observation } from '#contract'
import { CopyButton } from '../../app/copy-button.tsx'
import { pick } from '../../language/words.ts'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './evidence-list.module.css'

export const EvidenceList = ({ evidence }: { readonly evidence: readonly Evidence[] }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <ul className={styles.list}>
      {evidence.map(({ label, source, observed, expected }, index) => (
        <li key={index} className={styles.item}>
          <h4 className={styles.label}>{pick(label, language)}</h4>
          <dl className={styles.values}>
            <dt>{t('details.observed')}</dt>
            <dd>{observed === null ? <i>{t('details.nothing')}</i> : <Value value={observed} />}</dd>
            {expected !== null && (
              <>
                <dt>{t('details.expected')}</dt>
                <dd>
                  <Value value={expected} />
                </dd>
              </>
            )}
            <dt>{t('details.source')}</dt>
            <dd className={styles.source}>
              <code>{source}</code>
              <CopyButton text={source} label={t('copy.source')} />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}

const Value = ({ value }: { readonly value: Observation }) => {
  const language = useLanguage()
  return typeof value === 'string' ? <code>{value}</code> : <>{value[language]}</>
}
