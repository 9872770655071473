/** Where the person is: which screen, and what the panel beside the list shows. */
import { create } from 'zustand'

export type Screen = 'checklist' | 'versions' | 'settings'

/** What the panel of the checklist shows: nothing chosen (a wide window then shows the machine), the machine, or a check. */
export type Panel =
  { readonly kind: 'none' } | { readonly kind: 'machine' } | { readonly kind: 'check'; readonly key: string }

interface NavigationState {
  readonly screen: Screen
  readonly panel: Panel
}

const screens: readonly Screen[] = ['checklist', 'versions', 'settings']
/** Under which this window keeps its screen, so that a reload leaves one where one was. */
const key = 'screen'

const keptScreen = (): Screen => screens.find((screen) => screen === sessionStorage.getItem(key)) ?? 'checklist'

export const useNavigation = create<NavigationState>(() => ({ screen: keptScreen(), panel: { kind: 'none' } }))

export const goTo = (screen: Screen): void => {
  sessionStorage.setItem(key, screen)
  useNavigation.setState({ screen })
}
export const showPanel = (panel: Panel): void => useNavigation.setState({ panel })
export const closePanel = (): void => useNavigation.setState({ panel: { kind: 'none' } })
