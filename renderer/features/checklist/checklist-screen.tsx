/** The Checklist screen: the list, and beside or over it what is chosen in it. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../app/notice-store.ts'
import { useNavigation } from '../../app/navigation-store.ts'
import { classes } from '../../ui/classes.ts'
import { useMatches } from '../../ui/use-matches.ts'
import { Panel } from '../details/panel.tsx'
import { leavePanel } from '../details/leave-panel.ts'
import { useLanguage } from '../settings/settings-store.ts'
import { runChecks, useChecklist, visitChecklist } from './checklist-store.ts'
import styles from './checklist-screen.module.css'
import { Header } from './header.tsx'
import { ResultList } from './result-list.tsx'
import { searchFieldId } from './search-field.tsx'
import { shownVerdict } from './verdict-view.tsx'

/** From this width on, the panel stands beside the list. */
const wideQuery = '(min-width: 1100px)'

export const ChecklistScreen = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const isWide = useMatches(wideQuery)
  const panel = useNavigation((state) => state.panel)
  const isRunning = useChecklist((state) => state.run !== null)
  const isCovered = !isWide && panel.kind !== 'none'

  useEffect(() => void visitChecklist(), [])

  useEffect(() => {
    const state = useChecklist.getState()
    if (isRunning) announce(t('spoken.checking'))
    else if (state.report) {
      const { headline, rest } = shownVerdict(state, t, language)
      announce(`${headline} ${rest}`)
    }
  }, [isRunning, t, language])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement
      const isControl = event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey
      if (event.key === 'F5' || (isControl && event.key.toLowerCase() === 'r')) {
        event.preventDefault()
        void runChecks()
      } else if ((isControl && event.key.toLowerCase() === 'f') || (event.key === '/' && !isTyping)) {
        event.preventDefault()
        leaveCover(isCovered)
        document.getElementById(searchFieldId)?.focus()
      } else if (event.key === 'Escape' && !event.defaultPrevented && panel.kind !== 'none') {
        leavePanel()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [panel, isCovered])

  return (
    <div className={classes(styles.screen, isWide && styles.wide)}>
      <main className={styles.main} inert={isCovered}>
        <div className={styles.column}>
          <Header isWide={isWide} />
          <ResultList />
        </div>
      </main>
      {(isWide || isCovered) && <Panel isWide={isWide} />}
    </div>
  )
}

const leaveCover = (isCovered: boolean): void => {
  if (isCovered) leavePanel()
}
