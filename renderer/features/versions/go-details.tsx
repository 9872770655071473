/** Everything about one Go, in the order a person asks: where it runs, whether it is genuine, where it is, what now. */
import { useTranslation } from 'react-i18next'
import type { GoRow, Integrity } from '#contract'
import { CopyButton } from '../../app/copy-button.tsx'
import { formatBytes, formatList, formatMoment } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Button } from '../../ui/button.tsx'
import { TriangleIcon } from '../../ui/icons.tsx'
import facts from '../../ui/facts.module.css'
import { Section } from '../details/section.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { changeAsked, proveAloud, reveal } from './go-actions.ts'
import styles from './go-details.module.css'
import { IntegrityMark } from './integrity-mark.tsx'
import { useInventory } from './inventory-store.ts'
import { ProvenanceView } from './provenance-view.tsx'

const isGenuine = ({ word }: Integrity): boolean => word !== 'differs' && word !== 'cannot-tell'

export const GoDetails = ({ row }: { readonly row: GoRow }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const size = useInventory((state) => state.sizes[row.id])
  const isProving = useInventory((state) => state.proving.includes(row.id))
  const sessions = (names: GoRow['runsIn']): string =>
    formatList(
      names.map((name) => pick(name, language)),
      language,
    )
  const fact = (label: string, value: string) => (
    <div className={facts.fact}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
  return (
    <article>
      <h2 className={styles.title} tabIndex={-1} data-panel-title="">
        {row.version ?? t('machine.goVersionUnknown')}
      </h2>
      <p className={styles.tree}>
        <code>
          <Breakable text={row.tree} />
        </code>
        <CopyButton text={row.tree} label={t('versions.copyPath')} />
      </p>
      {row.warnings.map((warning, index) => (
        <p key={index} className={styles.warning}>
          <TriangleIcon size={16} />
          <span>{pick(warning.text, language)}</span>
        </p>
      ))}
      <Section title={t('versions.whatItIs')}>
        <dl className={facts.facts}>
          {fact(t('versions.putBy'), pick(row.source, language))}
          {row.own && fact(t('versions.scope'), t(`scope.${row.own.scope}`))}
          {row.own?.isCurrent && fact(t('versions.link'), t('versions.linkHere'))}
          {row.foreignPlatform !== null && fact(t('versions.platform'), row.foreignPlatform)}
          {fact(
            t('versions.size'),
            size === undefined
              ? t('versions.measuring')
              : size === null
                ? t('versions.sizeUnknown')
                : formatBytes(size, language),
          )}
          {fact(t('versions.runsIn'), row.runsIn.length > 0 ? sessions(row.runsIn) : t('versions.noSession'))}
          {row.hiddenIn.length > 0 && fact(t('versions.hiddenIn'), sessions(row.hiddenIn))}
        </dl>
      </Section>
      <Section title={t('versions.genuine')}>
        <IntegrityMark row={row} isProving={isProving} />
        {row.integrity && (
          <>
            <p className={styles.found}>
              <Breakable text={pick(row.integrity.text, language)} />
            </p>
            <p className={styles.soft}>
              {t(isGenuine(row.integrity) ? 'versions.provedAt' : 'versions.readAt', {
                moment: formatMoment(Date.parse(row.integrity.at), language),
              })}
            </p>
            {!isProving && (
              <Button isSmall className={styles.again} onClick={() => void proveAloud(row)}>
                {t('versions.proveAgain')}
              </Button>
            )}
          </>
        )}
        {!row.integrity && <p className={styles.soft}>{t('versions.proveWhat')}</p>}
      </Section>
      {row.provenance && <ProvenanceView provenance={row.provenance} />}
      <Section title={t('details.fixes')}>
        <div className={styles.actions}>
          {row.can.map((kind) => (
            <Button key={kind} look={kind === 'use' ? 'soft' : 'plain'} onClick={() => changeAsked(kind, row)}>
              {t(`change.${kind}`)}
            </Button>
          ))}
          <Button onClick={() => void reveal(row)}>{t('versions.reveal')}</Button>
        </div>
        {row.can.length === 0 && <p className={styles.soft}>{t('versions.nothingPlanned')}</p>}
      </Section>
    </article>
  )
}
