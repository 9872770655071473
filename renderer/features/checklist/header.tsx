/** The top of the checklist: the verdict, the counts, when it was measured, and what can be done about all of it. */
import { useTranslation } from 'react-i18next'
import { announce, tellFault } from '../../app/notice-store.ts'
import { call } from '../../client/client.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { AgainIcon, CopyIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { CheckSearch } from './check-search.tsx'
import { cancelRun, runChecks, useChecklist } from './checklist-store.ts'
import { FactsLine } from './facts-line.tsx'
import { FilterChips } from './filter-chips.tsx'
import styles from './header.module.css'
import { Introduction } from './introduction.tsx'
import { Progress } from './progress.tsx'
import { WhenChecked } from './when-checked.tsx'
import { VerdictView } from './verdict-view.tsx'

export const Header = ({ isWide }: { readonly isWide: boolean }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { facts, run, report } = useChecklist()
  const copyReport = async (): Promise<void> => {
    const rendered = await call('report:render', { format: 'text', language })
    if (!rendered.ok) tellFault(rendered.fault)
    else announce((await copyText(rendered.value.content)) ? t('copy.copied') : t('copy.failed'))
  }
  return (
    <header className={styles.header}>
      {facts && <FactsLine facts={facts} isWide={isWide} />}
      <VerdictView />
      <div className={styles.counts}>
        <FilterChips />
        <CheckSearch />
      </div>
      <div className={styles.bar}>
        <div className={styles.time}>{run ? <Progress run={run} /> : <WhenChecked />}</div>
        <div className={styles.actions}>
          {report && (
            <Button icon={<CopyIcon />} onClick={() => void copyReport()}>
              {t('checklist.copyReport')}
            </Button>
          )}
          {run ? (
            <Button look="main" aria-disabled={run.isCancelling} onClick={() => void cancelRun()}>
              {run.isCancelling ? t('checklist.stopping') : t('checklist.stop')}
            </Button>
          ) : (
            <Button look="main" icon={<AgainIcon />} onClick={() => void runChecks()}>
              {t('checklist.checkAgain')}
            </Button>
          )}
        </div>
      </div>
      <Introduction />
    </header>
  )
}
