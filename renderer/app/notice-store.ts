/** What the page has to say beside the list: one fault in words, and what is read aloud. */
import { create } from 'zustand'
import type { Fault } from '#contract'

interface NoticeState {
  /** Shown until it is put away. */
  readonly fault: Fault | null
  /** Read aloud politely; never shown. */
  readonly announcement: string
}

export const useNotices = create<NoticeState>(() => ({ fault: null, announcement: '' }))

/** Shows a fault in words. */
export const tellFault = (fault: Fault): void => useNotices.setState({ fault })

/** Puts the shown fault away. */
export const putFaultAway = (): void => useNotices.setState({ fault: null })

/** Has a screen reader say `announcement`. */
export const announce = (announcement: string): void => useNotices.setState({ announcement })
