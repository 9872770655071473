/** A run under way: how far it is, and after a while what it is still waiting for. */
import { useTranslation } from 'react-i18next'
import { formatList } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { useLanguage } from '../settings/settings-store.ts'
import type { Run } from './checklist-state.ts'
import { useChecklist } from './checklist-store.ts'
import styles from './progress.module.css'

/** How many checks are named; the others are counted. */
const namedAtMost = 2

export const Progress = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { listings, report } = useChecklist()
  const done = run.keys.length - run.waiting.length
  const words = t('checklist.checkingProgress', { done, total: run.keys.length })
  const names = listings.filter(({ key }) => run.waiting.includes(key)).map(({ title }) => `“${pick(title, language)}”`)
  const named = formatList(names.slice(0, namedAtMost), language)
  const more = names.length - namedAtMost
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <progress className={styles.bar} max={run.keys.length} value={done} aria-label={words} />
        <span>{report ? `${t('checklist.checkingAgain')} ${words}` : words}</span>
      </div>
      {run.isSlow && names.length > 0 && (
        <p className={styles.still} role="status">
          {t('checklist.stillRunning', {
            names: more > 0 ? t('checklist.stillRunningMore', { names: named, count: more }) : named,
          })}
        </p>
      )}
    </div>
  )
}
