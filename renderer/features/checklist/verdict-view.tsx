/** The verdict in large letters, with its sign. */
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Language } from '#contract'
import { formatSeconds } from '../../language/format.ts'
import { classes } from '../../ui/classes.ts'
import { OctagonIcon, QuestionIcon, TickIcon, WaitingIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import type { ChecklistState } from './checklist-state.ts'
import { useChecklist } from './checklist-store.ts'
import { verdictOn, type VerdictMood } from './verdict.ts'
import styles from './verdict-view.module.css'

export interface ShownVerdict {
  readonly mood: VerdictMood | 'running'
  readonly headline: string
  readonly rest: string
}

/** What is said over the list: the verdict once there is one, before that what is going on. */
export const shownVerdict = (state: ChecklistState, t: TFunction, language: Language): ShownVerdict => {
  const results = Object.values(state.results)
  if (!state.report) return { mood: 'running', headline: t('checklist.checking'), rest: '' }
  if (results.length === 0 && state.listings.length === 0) {
    return { mood: 'unsure', headline: t('checklist.empty'), rest: '' }
  }
  const verdict = verdictOn(results, language)
  const missing = state.listings.filter(({ key }) => !state.results[key]).length
  if (missing > 0) {
    const rest = t('checklist.stoppedRest', { count: missing, verdict: `${verdict.headline} ${verdict.rest}`.trim() })
    return { mood: 'unsure', headline: t('checklist.stoppedHeadline'), rest }
  }
  if (verdict.mood !== 'well') return verdict
  const seconds = formatSeconds(state.report.durationMs, language)
  return { ...verdict, rest: t('checklist.allWell', { count: results.length, seconds }) }
}

const icons = { problems: OctagonIcon, unsure: QuestionIcon, well: TickIcon, running: WaitingIcon } as const

export const VerdictView = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { mood, headline, rest } = shownVerdict(useChecklist(), t, language)
  const Icon = icons[mood]
  return (
    <div className={classes(styles.verdict, styles[mood])} data-mood={mood}>
      <span className={styles.sign}>
        <Icon size={28} className={mood === 'running' ? styles.turning : undefined} />
      </span>
      <div className={styles.words}>
        <h1 className={styles.headline} tabIndex={-1} id="verdict">
          {headline}
        </h1>
        {rest && <p className={styles.rest}>{rest}</p>}
      </div>
    </div>
  )
}
