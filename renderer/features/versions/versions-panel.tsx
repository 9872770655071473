/** What stands beside what is here: the chosen Go, or why this Go runs. */
import { useEffect } from 'react'
import { SidePanel } from '../../app/side-panel.tsx'
import { GoDetails } from './go-details.tsx'
import { useInventory } from './inventory-store.ts'
import { leaveVersionsPanel } from './leave-versions-panel.ts'
import { useVersionsView } from './view-store.ts'
import { WhyDetails } from './why-details.tsx'

export const VersionsPanel = ({ isWide }: { readonly isWide: boolean }) => {
  const panel = useVersionsView((state) => state.panel)
  const inventory = useInventory((state) => state.inventory)
  const row = panel.kind === 'go' ? inventory?.rows.find(({ id }) => id === panel.id) : undefined
  const isGone = panel.kind === 'go' && inventory !== null && !row

  // It was removed, by a task or by somebody else.
  useEffect(() => {
    if (isGone) leaveVersionsPanel()
  }, [isGone])

  const name = panel.kind === 'none' ? null : panel.kind === 'go' ? `go:${panel.id}` : panel.kind
  return (
    <SidePanel isWide={isWide} name={name} onLeave={leaveVersionsPanel}>
      {row ? <GoDetails key={row.id} row={row} /> : <WhyDetails />}
    </SidePanel>
  )
}
