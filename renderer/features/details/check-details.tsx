/** Everything about one result, in the order a person asks: what, why, from where, what now. */
import { useTranslation } from 'react-i18next'
import type { CheckResult } from '#contract'
import { likelihoodTexts } from '#contract/words'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { checkThisAgain } from '../checklist/check-this-again.ts'
import { useChecklist } from '../checklist/checklist-store.ts'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './check-details.module.css'
import { EvidenceList } from './evidence-list.tsx'
import { FixCard } from './fix-card.tsx'
import { References } from './references.tsx'
import { Section } from './section.tsx'

export const CheckDetails = ({ result }: { readonly result: CheckResult }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const isRunning = useChecklist((state) => state.run?.waiting.includes(result.key) ?? false)
  return (
    <article>
      <h2 className={styles.title} tabIndex={-1} data-panel-title="">
        {pick(result.title, language)}
      </h2>
      <p className={styles.summary}>{pick(result.summary, language)}</p>
      {result.result === 'error' && (
        <Button className={styles.retry} aria-disabled={isRunning} onClick={() => checkThisAgain(result)}>
          {isRunning ? t('row.running') : t('row.retry')}
        </Button>
      )}
      <Section title={t('details.found')}>
        {result.evidence.length > 0 ? (
          <EvidenceList evidence={result.evidence} />
        ) : (
          <p className={styles.soft}>{t('details.noEvidence')}</p>
        )}
      </Section>
      <Section title={t('details.why')}>
        <p>{pick(result.why, language)}</p>
      </Section>
      {result.causes.length > 0 && (
        <Section title={t('details.causes')}>
          <ul className={styles.causes}>
            {result.causes.map(({ likelihood, text }, index) => (
              <li key={index}>
                <span className={styles.likelihood}>{likelihoodTexts[likelihood][language]}</span>
                <span>{pick(text, language)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(result.result === 'fail' || result.fixes.length > 0) && (
        <Section title={t('details.fixes')}>
          <p className={styles.soft}>{result.fixes.length > 0 ? t('details.notRunHere') : t('details.noFixKnown')}</p>
          <ol className={styles.fixes}>
            {result.fixes.map((fix) => (
              <li key={fix.id}>
                <FixCard fix={fix} />
              </li>
            ))}
          </ol>
        </Section>
      )}
      {result.references.length > 0 && (
        <Section title={t('details.references')}>
          <References result={result} />
        </Section>
      )}
      <p className={styles.key}>
        {t('details.key')} <code>{result.key}</code>
      </p>
    </article>
  )
}
