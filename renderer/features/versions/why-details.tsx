/** Why this Go? For a project or the home: what runs in each session, what decides it, what does not agree, what is missing. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '#contract/fault-text'
import type { GoWhy } from '#contract'
import { pick } from '../../language/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TriangleIcon } from '../../ui/icons.tsx'
import { Section } from '../details/section.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { useCatalogue } from './catalogue-store.ts'
import { changeAsked } from './go-actions.ts'
import { useInventory } from './inventory-store.ts'
import { askPlan } from './plan-store.ts'
import { SessionAnswer } from './session-answer.tsx'
import styles from './why-details.module.css'
import { askWhy, useWhy, visitWhy } from './why-store.ts'
import { sessionGroups } from './why-view.ts'

/** What stands for the home among the projects. */
const home = 'home'

export const WhyDetails = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { projects, projectId, why, fault } = useWhy()
  const { inventory, fault: unseen } = useInventory()

  // What is here decides what runs: asked once that is known, and whenever it changes.
  useEffect(() => {
    if (inventory ?? unseen) void visitWhy()
  }, [inventory, unseen])

  return (
    <article>
      <h2 className={styles.title} tabIndex={-1} data-panel-title="">
        {t('why.title')}
      </h2>
      <Choice
        label={t('why.where')}
        chosen={projectId ?? home}
        options={[
          { value: home, label: t('why.home') },
          ...(projects ?? []).map(({ id, directory }) => ({ value: id, label: directory })),
        ]}
        onChoose={(value) => void askWhy(value === home ? null : value)}
      />
      {fault && <p className={styles.problem}>{pick(faultText(fault), language)}</p>}
      {why ? <WhyView why={why} /> : !fault && <p className={styles.soft}>{t('why.asking')}</p>}
    </article>
  )
}

const WhyView = ({ why }: { readonly why: GoWhy }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const groups = sessionGroups(why.sessions)
  return (
    <>
      {why.missing && <Missing missing={why.missing} />}
      {why.conflicts.length > 0 && (
        <Section title={t('why.conflicts')}>
          <ul className={styles.conflicts}>
            {why.conflicts.map((conflict, index) => (
              <li key={index}>
                <TriangleIcon size={16} />
                <span>
                  <Breakable text={pick(conflict, language)} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('why.sessions')}>
        {groups.length === 0 && <p className={styles.soft}>{t('why.noSession')}</p>}
        <ul className={styles.sessions}>
          {groups.map((group, index) => (
            <SessionAnswer key={index} group={group} />
          ))}
        </ul>
      </Section>
      <Section title={t('why.files')}>
        {why.pins.length === 0 && <p className={styles.soft}>{t('why.noFile')}</p>}
        <ul className={styles.files}>
          {why.pins.map(({ path, line }, index) => (
            <li key={index}>
              <code className={styles.path}>
                <Breakable text={path} />
              </code>
              <code className={styles.pin}>{line}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const Missing = ({ missing }: { readonly missing: NonNullable<GoWhy['missing']> }) => {
  const { t } = useTranslation()
  const { source, scope } = useCatalogue()
  const row = useInventory((state) => state.inventory?.rows.find(({ id }) => id === missing.id))
  const language = useLanguage()
  const { version, reason } = missing
  const canUse = row?.can.includes('use') ?? false
  return (
    <div className={styles.missing}>
      <p>{row ? t('why.missingHere', { version }) : t('why.missing')}</p>
      <p>{pick(reason, language)}</p>
      {row && canUse && (
        <Button look="main" onClick={() => changeAsked('use', row)}>
          {t('why.use', { version })}
        </Button>
      )}
      {!row && (
        <Button look="main" onClick={() => void askPlan({ kind: 'install', version, scope, source }, version)}>
          {t('why.install', { version })}
        </Button>
      )}
    </div>
  )
}
