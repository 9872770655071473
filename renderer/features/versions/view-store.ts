/** How the person looks at the Versions screen: what the panel shows, words to look for, where the keyboard is. */
import { create } from 'zustand'

/** Nothing chosen (a wide window then says why this Go runs), why this Go runs, or a Go. */
export type VersionsPanel =
  { readonly kind: 'none' } | { readonly kind: 'why' } | { readonly kind: 'go'; readonly id: string }

interface ViewState {
  readonly panel: VersionsPanel
  /** In the list of all versions. */
  readonly query: string
  /** Whether all versions are shown. */
  readonly isAllOpen: boolean
  /** The place in the list of what is here, and in the list of all versions, that Tab leads to. */
  readonly currentGo: string | null
  readonly currentVersion: string | null
}

export const useVersionsView = create<ViewState>(() => ({
  panel: { kind: 'none' },
  query: '',
  isAllOpen: false,
  currentGo: null,
  currentVersion: null,
}))

export const showVersionsPanel = (panel: VersionsPanel): void => useVersionsView.setState({ panel })
export const searchVersions = (query: string): void => useVersionsView.setState({ query })
export const setAllOpen = (isAllOpen: boolean): void => useVersionsView.setState({ isAllOpen })
export const setCurrentGo = (currentGo: string): void => useVersionsView.setState({ currentGo })
export const setCurrentVersion = (currentVersion: string): void => useVersionsView.setState({ currentVersion })
