/** What stands beside the checks: the chosen one, or the machine. */
import { useEffect } from 'react'
import { useNavigation } from '../../app/navigation-store.ts'
import { SidePanel } from '../../app/side-panel.tsx'
import { useChecklist } from '../checklist/checklist-store.ts'
import { CheckDetails } from './check-details.tsx'
import { leavePanel } from './leave-panel.ts'
import { MachineDetails } from './machine-details.tsx'
import { StateLine } from './state-line.tsx'

export const Panel = ({ isWide }: { readonly isWide: boolean }) => {
  const panel = useNavigation((state) => state.panel)
  const { results, facts } = useChecklist()
  const result = panel.kind === 'check' ? results[panel.key] : undefined
  const isGone = panel.kind === 'check' && !result

  // A run that was stopped may leave the shown check without a result.
  useEffect(() => {
    if (isGone) leavePanel()
  }, [isGone])

  const name = panel.kind === 'none' ? null : panel.kind === 'check' ? panel.key : panel.kind
  return (
    <SidePanel isWide={isWide} name={name} state={result && <StateLine result={result} />} onLeave={leavePanel}>
      {result ? <CheckDetails key={result.key} result={result} /> : facts && <MachineDetails facts={facts} />}
    </SidePanel>
  )
}
