/** The Checklist screen: the list, and beside or over it what is chosen in it. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../../app/navigation-store.ts'
import { announce } from '../../app/notice-store.ts'
import { SplitScreen, wideQuery } from '../../app/split-screen.tsx'
import { useMatches } from '../../ui/use-matches.ts'
import { Panel } from '../details/panel.tsx'
import { leavePanel } from '../details/leave-panel.ts'
import { useLanguage } from '../settings/settings-store.ts'
import { runChecks, useChecklist, visitChecklist } from './checklist-store.ts'
import { searchFieldId } from './check-search.tsx'
import { Header } from './header.tsx'
import { ResultList } from './result-list.tsx'
import { shownVerdict } from './verdict-view.tsx'

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
    <SplitScreen isWide={isWide} isCovered={isCovered} panel={<Panel isWide={isWide} />}>
      <Header isWide={isWide} />
      <ResultList />
    </SplitScreen>
  )
}

const leaveCover = (isCovered: boolean): void => {
  if (isCovered) leavePanel()
}
