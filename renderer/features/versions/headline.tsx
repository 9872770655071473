/** The answer over the list: which Go runs in a new terminal, in large letters; and why it does. */
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { faultText } from '#contract/fault-text'
import type { Fault, GoInventory, Language } from '#contract'
import { pick } from '../../language/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { NoteIcon, OctagonIcon, QuestionIcon, TickIcon, TriangleIcon, WaitingIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { offersOf } from './available.ts'
import { useCatalogue } from './catalogue-store.ts'
import { askInventory, useInventory } from './inventory-store.ts'
import styles from './headline.module.css'
import { headlineId, whyButtonId } from './leave-versions-panel.ts'
import { askPlan } from './plan-store.ts'
import { headlineOf } from './rows.ts'
import { showVersionsPanel, useVersionsView } from './view-store.ts'

interface ShownHeadline {
  readonly mood: 'looking' | 'failed' | 'problem' | 'warned' | 'well' | 'none'
  readonly headline: string
  readonly rest: string
}

const shownHeadline = (
  inventory: GoInventory | null,
  fault: Fault | null,
  t: TFunction,
  language: Language,
): ShownHeadline => {
  if (!inventory) {
    return fault
      ? { mood: 'failed', headline: t('versions.notLooked'), rest: pick(faultText(fault), language) }
      : { mood: 'looking', headline: t('versions.looking'), rest: '' }
  }
  const headline = headlineOf(inventory)
  switch (headline.kind) {
    case 'none':
      return { mood: 'none', headline: t('versions.none'), rest: t('versions.noneRest') }
    case 'hidden':
      return {
        mood: 'problem',
        headline: t('versions.hidden'),
        rest: t('versions.hiddenRest', { count: headline.count }),
      }
    case 'active': {
      const { row, count } = headline
      const version = row.version ?? t('machine.goVersionUnknown')
      const warnings = row.warnings.length
      return {
        mood: warnings > 0 ? 'warned' : 'well',
        headline: t('versions.active', { version }),
        rest: [
          t('versions.count', { count }),
          ...(warnings > 0 ? [t('versions.warned', { count: warnings, version })] : []),
        ].join(language === 'zh-CN' ? '' : ' '),
      }
    }
  }
}

/** The one thing to do where there is no Go. */
const InstallNewest = () => {
  const { t } = useTranslation()
  const { catalogue, source, scope } = useCatalogue()
  const [newest] = offersOf(catalogue?.versions ?? [])
  if (!newest) return null
  const { name } = newest.version
  return (
    <Button look="main" onClick={() => void askPlan({ kind: 'install', version: name, scope, source }, name)}>
      {t('versions.installNewest', { version: name })}
    </Button>
  )
}

const icons = {
  looking: WaitingIcon,
  failed: QuestionIcon,
  problem: OctagonIcon,
  warned: TriangleIcon,
  well: TickIcon,
  none: NoteIcon,
} as const

export const HeadlineView = ({ isWide }: { readonly isWide: boolean }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { inventory, fault } = useInventory()
  const panel = useVersionsView((state) => state.panel)
  const { mood, headline, rest } = shownHeadline(inventory, fault, t, language)
  const Icon = icons[mood]
  const isWhyShown = isWide ? panel.kind !== 'go' : panel.kind === 'why'
  return (
    <header className={classes(styles.headline, styles[mood])} data-versions={mood}>
      <span className={styles.sign}>
        <Icon size={28} className={mood === 'looking' ? styles.turning : undefined} />
      </span>
      <div className={styles.words}>
        <h1 className={styles.title} tabIndex={-1} id={headlineId}>
          {headline}
        </h1>
        {rest && <p className={styles.rest}>{rest}</p>}
      </div>
      {mood === 'none' && <InstallNewest />}
      {mood === 'failed' && <Button onClick={() => void askInventory()}>{t('versions.lookAgain')}</Button>}
      {mood !== 'failed' && !isWide && (
        <Button look="bare" id={whyButtonId} icon={<QuestionIcon />} onClick={() => showVersionsPanel({ kind: 'why' })}>
          {t('why.open')}
        </Button>
      )}
      {isWide && !isWhyShown && (
        <IconButton id={whyButtonId} label={t('why.open')} onClick={() => showVersionsPanel({ kind: 'why' })}>
          <QuestionIcon />
        </IconButton>
      )}
    </header>
  )
}
