/** Moving through a list by keyboard: one place (`data-place`) is Tab's, the arrow keys go on from there. */
import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react'

const placesIn = (list: HTMLElement): readonly HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-place]')]

/** Puts the keyboard on a place of a list and says whether that place is there. */
export const focusPlace = (place: string): boolean => {
  const element = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`)
  element?.focus()
  element?.scrollIntoView({ block: 'nearest' })
  return element !== null
}

export interface RovingOptions {
  /** Called with the place the keyboard is on. */
  readonly onPlace: (place: string) => void
  /** Where the keyboard goes when the list has nothing left: the id of an element. */
  readonly homeId: string
  /** What the left and right arrows do on a place; without it, nothing. `before` are the places above it. */
  readonly onSideways?: (place: string, key: 'ArrowLeft' | 'ArrowRight', before: readonly HTMLElement[]) => void
}

/** Handlers for the list. When the place the keyboard was on disappears, the one next to it gets the keyboard. */
export const useRoving = (list: RefObject<HTMLElement | null>, { onPlace, homeId, onSideways }: RovingOptions) => {
  const last = useRef<{ readonly place: string; readonly index: number } | null>(null)

  useLayoutEffect(() => {
    if (!list.current || !last.current || document.activeElement !== document.body) return
    const { place, index } = last.current
    const places = placesIn(list.current)
    const same = places.find((candidate) => candidate.dataset.place === place)
    const next = same ?? places[Math.min(index, places.length - 1)] ?? document.getElementById(homeId)
    next?.focus()
  })

  return {
    onFocus: (event: { readonly target: Element }) => {
      const row = event.target.closest('li')
      const place = event.target.matches('[data-place]') ? event.target : row?.querySelector('[data-place]')
      if (!list.current || !(place instanceof HTMLElement) || place.dataset.place === undefined) return
      last.current = { place: place.dataset.place, index: placesIn(list.current).indexOf(place) }
      onPlace(place.dataset.place)
    },
    onBlur: (event: { readonly relatedTarget: Element | null; readonly target: Element }) => {
      // Leaving for another element, or for nothing while the element is still there: nothing was lost.
      if (event.relatedTarget || event.target.isConnected) last.current = null
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!list.current || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (!(event.target instanceof HTMLElement) || event.target.dataset.place === undefined) return
      const places = placesIn(list.current)
      const at = places.indexOf(event.target)
      switch (event.key) {
        case 'ArrowDown':
          places[at + 1]?.focus()
          break
        case 'ArrowUp':
          places[at - 1]?.focus()
          break
        case 'Home':
          places[0]?.focus()
          break
        case 'End':
          places[places.length - 1]?.focus()
          break
        case 'ArrowRight':
        case 'ArrowLeft':
          if (!onSideways) return
          onSideways(event.target.dataset.place, event.key, places.slice(0, at))
          break
        default:
          return
      }
      event.preventDefault()
    },
  }
}
