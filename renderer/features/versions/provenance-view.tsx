/** Where an installation of ours came from, how that was proved, and when. */
import { useTranslation } from 'react-i18next'
import type { Provenance } from '#contract'
import { formatMoment } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import facts from '../../ui/facts.module.css'
import { Section } from '../details/section.tsx'
import { useLanguage } from '../settings/settings-store.ts'

export const ProvenanceView = ({ provenance }: { readonly provenance: Provenance }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { from, proofs, at } = provenance
  return (
    <Section title={t('provenance.title')}>
      <dl className={facts.facts}>
        <div className={facts.fact}>
          <dt>{t('provenance.from')}</dt>
          <dd>
            <Breakable text={from} />
          </dd>
        </div>
        <div className={facts.fact}>
          <dt>{t('provenance.at')}</dt>
          <dd>{formatMoment(Date.parse(at), language)}</dd>
        </div>
        <div className={facts.fact}>
          <dt>{t('provenance.proofs')}</dt>
          <dd>
            {proofs.map((proof, index) => (
              <p key={index}>
                <Breakable text={pick(proof, language)} />
              </p>
            ))}
          </dd>
        </div>
      </dl>
    </Section>
  )
}
