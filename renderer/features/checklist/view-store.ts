/** How the person looks at the list: chip, search words, open groups, the place the keyboard is on. */
import { create } from 'zustand'
import type { Category } from '#contract'
import type { Filter } from './filters.ts'

/** Groups the person opened or closed; the others follow what is in them. */
type OpenByHand = Partial<Record<Category, boolean>>

interface ViewState {
  readonly filter: Filter | null
  readonly query: string
  /** In the whole list. */
  readonly openByHand: OpenByHand
  /** In what a chip or the search left over; forgotten with it. */
  readonly openAmongMatches: OpenByHand
  /** The one thing in the list that Tab leads to: `row:KEY` or `group:CATEGORY`. */
  readonly current: string | null
}

export const useView = create<ViewState>(() => ({
  filter: null,
  query: '',
  openByHand: {},
  openAmongMatches: {},
  current: null,
}))

/** Whether only a part of the list is shown. */
export const isFiltered = ({ filter, query }: Pick<ViewState, 'filter' | 'query'>): boolean =>
  filter !== null || query.trim() !== ''

/** Presses a chip, or lets go of it. */
export const toggleFilter = (filter: Filter): void =>
  useView.setState((state) => ({ filter: state.filter === filter ? null : filter, openAmongMatches: {} }))

export const search = (query: string): void => useView.setState({ query, openAmongMatches: {} })

export const showAll = (): void => useView.setState({ filter: null, query: '', openAmongMatches: {} })

/** Opens or closes a group by hand. */
export const setOpen = (category: Category, isOpen: boolean): void =>
  useView.setState((state) =>
    isFiltered(state)
      ? { openAmongMatches: { ...state.openAmongMatches, [category]: isOpen } }
      : { openByHand: { ...state.openByHand, [category]: isOpen } },
  )

export const setCurrent = (current: string): void => useView.setState({ current })
