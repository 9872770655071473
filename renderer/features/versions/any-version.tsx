/** Any version by its name: also those that no list has. What is no version is said beside the field. */
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '#contract'
import { faultText } from '#contract/fault-text'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { TriangleIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './any-version.module.css'
import { useCatalogue } from './catalogue-store.ts'
import { askTypedPlan } from './plan-store.ts'

/** As long as the contract takes. */
const longestVersion = 40

export const AnyVersion = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { source, scope } = useCatalogue()
  const [version, setVersion] = useState('')
  const [isPlanning, setPlanning] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const plan = async (): Promise<void> => {
    if (isPlanning || version.trim() === '') return
    setPlanning(true)
    setFault(await askTypedPlan({ kind: 'install', version: version.trim(), scope, source }, version.trim()))
    setPlanning(false)
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void plan()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label className={styles.label} htmlFor="any-version">
        {t('available.any')}
      </label>
      <div className={styles.line}>
        <input
          id="any-version"
          className={styles.input}
          type="text"
          value={version}
          maxLength={longestVersion}
          placeholder="1.25.3"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={fault !== null}
          aria-describedby={fault ? 'any-version-problem' : 'any-version-hint'}
          onChange={({ target }) => {
            setVersion(target.value)
            setFault(null)
          }}
        />
        <Button aria-disabled={isPlanning || version.trim() === ''} onClick={() => void plan()}>
          {isPlanning ? t('plan.looking') : t('available.install')}
        </Button>
      </div>
      {fault ? (
        <p className={styles.problem} id="any-version-problem" role="alert">
          <TriangleIcon size={15} />
          <span>{pick(faultText(fault), language)}</span>
        </p>
      ) : (
        <p className={styles.hint} id="any-version-hint">
          {t('available.anyHint')}
        </p>
      )}
    </form>
  )
}
