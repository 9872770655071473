/** The state of the shown result in words, and how bad it is. */
import { useTranslation } from 'react-i18next'
import type { CheckResult } from '#contract'
import { severityTexts, stateTexts } from '#contract/words'
import { classes } from '../../ui/classes.ts'
import { StateIcon, toneClass } from '../checklist/state-icon.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './state-line.module.css'

export const StateLine = ({ result }: { readonly result: CheckResult }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <p className={classes(styles.state, toneClass(result.result, result.severity))}>
      <StateIcon state={result.result} severity={result.severity} size={18} />
      <span>{stateTexts[result.result][language]}</span>
      {result.result === 'fail' && (
        <span className={styles.severity}>{t('row.severity', { word: severityTexts[result.severity][language] })}</span>
      )}
    </p>
  )
}
