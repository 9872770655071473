/** This machine, as the checks see it. */
import { useTranslation } from 'react-i18next'
import type { Facts } from '#contract'
import factList from '../../ui/facts.module.css'
import styles from './machine-details.module.css'
import { machineFacts } from './machine-facts.ts'
import { Section } from './section.tsx'

export const MachineDetails = ({ facts }: { readonly facts: Facts }) => {
  const { t } = useTranslation()
  return (
    <article>
      <h2 className={styles.title} tabIndex={-1} data-panel-title="">
        {t('machine.title')}
      </h2>
      {machineFacts(facts, t).map((section) => (
        <Section key={section.title} title={section.title}>
          <dl className={factList.facts}>
            {section.facts.map(({ label, value, isRaw }) => (
              <div key={label} className={factList.fact}>
                <dt>{label}</dt>
                <dd>{isRaw ? <code>{value}</code> : value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </article>
  )
}
