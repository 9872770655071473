/** Closes the panel and puts the keyboard back where it came from. */
import { flushSync } from 'react-dom'
import { closePanel, useNavigation } from '../../app/navigation-store.ts'
import { machineButtonId } from '../checklist/facts-line.tsx'
import { focusPlace } from '../../ui/roving.ts'

export const leavePanel = (): void => {
  const { panel } = useNavigation.getState()
  flushSync(closePanel)
  if (panel.kind === 'check' && focusPlace(`row:${panel.key}`)) return
  const button = panel.kind === 'machine' ? document.getElementById(machineButtonId) : null
  const target = button ?? document.getElementById('verdict')
  target?.focus()
}
