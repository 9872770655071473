/** Closes the panel of the Versions screen and puts the keyboard back where it came from. */
import { flushSync } from 'react-dom'
import { focusPlace } from '../../ui/roving.ts'
import { showVersionsPanel, useVersionsView } from './view-store.ts'

/** The answer over the list: where the keyboard goes when the place it was on is gone. */
export const headlineId = 'versions-headline'
/** The button that says why this Go runs. */
export const whyButtonId = 'open-why'

/** The place of a row in the list of what is here. */
export const goPlace = (id: string): string => `go:${id}`

export const leaveVersionsPanel = (): void => {
  const { panel } = useVersionsView.getState()
  flushSync(() => showVersionsPanel({ kind: 'none' }))
  if (panel.kind === 'go' && focusPlace(goPlace(panel.id))) return
  const button = panel.kind === 'why' ? document.getElementById(whyButtonId) : null
  const target = button ?? document.getElementById(headlineId)
  target?.focus()
}
