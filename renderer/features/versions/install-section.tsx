/** What can be had: the newest first, any version by name, all of them; from where, for whom, and who said so. */
import { useTranslation } from 'react-i18next'
import type { GoCatalogue } from '#contract'
import { faultText } from '#contract/fault-text'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { AgainIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { AllVersions } from './all-versions.tsx'
import { ArchivesHere } from './archives-here.tsx'
import { Answers } from './answers.tsx'
import { AnyVersion } from './any-version.tsx'
import { freshnessOf, offersOf } from './available.ts'
import { askCatalogue, chooseScope, chooseSource, useCatalogue } from './catalogue-store.ts'
import styles from './install-section.module.css'
import { useInventory } from './inventory-store.ts'
import { OfflineNotice } from './offline-notice.tsx'
import { OfferCard } from './offer-card.tsx'

/** In commands, where nobody knows a version. */
const exampleVersion = 'go1.26.8'

export const InstallSection = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { catalogue, fault, isAsking } = useCatalogue()
  return (
    <section className={styles.section} aria-labelledby="versions-available" aria-busy={isAsking}>
      <div className={styles.top}>
        <h2 className={styles.heading} id="versions-available">
          {t('available.title')}
        </h2>
        {catalogue && <Wishes catalogue={catalogue} />}
      </div>
      {fault && <p className={styles.problem}>{pick(faultText(fault), language)}</p>}
      {catalogue ? <Offers catalogue={catalogue} /> : !fault && <Skeleton />}
      <AnyVersion />
      {catalogue && <AllVersions versions={catalogue.versions} />}
      <ArchivesHere
        archives={catalogue?.archives ?? []}
        example={catalogue?.versions.find(({ stage }) => stage === 'stable')?.name ?? exampleVersion}
      />
      <div className={styles.asked}>
        {catalogue && <Answers answers={catalogue.answers} />}
        <Button isSmall look="bare" icon={<AgainIcon />} aria-disabled={isAsking} onClick={() => void askCatalogue()}>
          {isAsking ? t('available.asking') : t('available.askAgain')}
        </Button>
      </div>
    </section>
  )
}

const Offers = ({ catalogue }: { readonly catalogue: GoCatalogue }) => {
  const rows = useInventory((state) => state.inventory?.rows)
  const offers = offersOf(catalogue.versions)
  return (
    <>
      <OfflineNotice freshness={freshnessOf(catalogue)} />
      {offers.length > 0 && (
        <ul className={styles.offers}>
          {offers.map((offer) => (
            <OfferCard key={offer.version.name} offer={offer} rows={rows ?? []} />
          ))}
        </ul>
      )}
    </>
  )
}

/** From where and for whom; both hold for every "Install…" on the screen. */
const Wishes = ({ catalogue }: { readonly catalogue: GoCatalogue }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { source, scope } = useCatalogue()
  return (
    <div className={styles.wishes}>
      <Choice
        label={t('available.source')}
        chosen={source}
        options={catalogue.sources.map(({ name, text }) => ({ value: name, label: pick(text, language) }))}
        onChoose={chooseSource}
      />
      <Choice
        label={t('available.scope')}
        chosen={scope}
        options={[
          { value: 'user', label: t('scope.user') },
          { value: 'system', label: t('scope.system') },
        ]}
        onChoose={chooseScope}
      />
    </div>
  )
}

const Skeleton = () => {
  const { t } = useTranslation()
  return (
    <>
      <p className={styles.waiting}>{t('available.asking')}</p>
      <div className={styles.offers} aria-hidden="true">
        <span className={styles.empty} />
        <span className={styles.empty} />
      </div>
    </>
  )
}
