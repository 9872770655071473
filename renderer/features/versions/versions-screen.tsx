/** The Versions screen, in the order a person asks: which Go is here and runs, what is under way, what can be had. */
import { useEffect } from 'react'
import { SplitScreen, wideQuery } from '../../app/split-screen.tsx'
import { useMatches } from '../../ui/use-matches.ts'
import { askCatalogue, visitCatalogue } from './catalogue-store.ts'
import { GoList } from './go-list.tsx'
import { HeadlineView } from './headline.tsx'
import { InstallSection } from './install-section.tsx'
import { askInventory, watchInventory } from './inventory-store.ts'
import { leaveVersionsPanel } from './leave-versions-panel.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { TaskList } from './task-list.tsx'
import { VersionsPanel } from './versions-panel.tsx'
import { allVersionsSearchId, openAllVersions } from './version-search.ts'
import { usePlan } from './plan-store.ts'
import { useVersionsView } from './view-store.ts'

export const VersionsScreen = () => {
  const isWide = useMatches(wideQuery)
  const panel = useVersionsView((state) => state.panel)
  const isAsked = usePlan((state) => state.asked !== null)
  const isCovered = !isWide && panel.kind !== 'none'

  useEffect(() => {
    visitCatalogue()
    return watchInventory()
  }, [])

  useEffect(() => {
    // While a plan is shown, its dialog has the keyboard.
    if (isAsked) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement
      const isControl = event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey
      if (event.key === 'F5' || (isControl && event.key.toLowerCase() === 'r')) {
        event.preventDefault()
        void askInventory()
        void askCatalogue()
      } else if ((isControl && event.key.toLowerCase() === 'f') || (event.key === '/' && !isTyping)) {
        event.preventDefault()
        if (isCovered) leaveVersionsPanel()
        openAllVersions()
        document.getElementById(allVersionsSearchId)?.focus()
      } else if (event.key === 'Escape' && !event.defaultPrevented && panel.kind !== 'none') {
        leaveVersionsPanel()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [panel, isCovered, isAsked])

  return (
    <>
      <SplitScreen isWide={isWide} isCovered={isCovered} panel={<VersionsPanel isWide={isWide} />}>
        <HeadlineView isWide={isWide} />
        <TaskList />
        <GoList />
        <InstallSection />
      </SplitScreen>
      <PlanDialog />
    </>
  )
}
