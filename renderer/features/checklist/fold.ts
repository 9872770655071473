/** What the left and right arrows do in the list: fold and unfold a group, or go from a row to its group. */
import type { Category } from '#contract'
import { setOpen } from './view-store.ts'

const groupPlace = 'group:'

export const fold = (place: string, key: 'ArrowLeft' | 'ArrowRight', before: readonly HTMLElement[]): void => {
  if (place.startsWith(groupPlace)) setOpen(place.slice(groupPlace.length) as Category, key === 'ArrowRight')
  else if (key === 'ArrowLeft') before.findLast((one) => one.dataset.place?.startsWith(groupPlace))?.focus()
}
